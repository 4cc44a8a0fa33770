/// How a rejects file names the row that a record comes from: `r<run>:<file>:<row>`.
package struct RowReference: Sendable, Hashable, CustomStringConvertible {
    package var run: String
    /// The source; `book.xlsx#Customers` for a sheet.
    package var file: String
    package var row: Int

    package init(run: String, file: String, sheet: String? = nil, row: Int) {
        self.run = run
        self.file = sheet.map { "\(file)#\($0)" } ?? file
        self.row = row
    }

    /// Reads `r<run>:<file>:<row>`; the file's name may contain colons, a run's id has none.
    package init?(_ text: some StringProtocol) {
        guard text.first == "r", let afterRun = text.firstIndex(of: ":"), let beforeRow = text.lastIndex(of: ":"),
            afterRun < beforeRow, let row = Int(text[text.index(after: beforeRow)...]), row > 0
        else { return nil }
        run = String(text[text.index(after: text.startIndex)..<afterRun])
        file = String(text[text.index(after: afterRun)..<beforeRow])
        self.row = row
    }

    /// The workbook of a source with a sheet. A sheet's name may have a `#` too; a file with one in its name is taken for
    /// the part before it, which only changes the name of the next rejects file.
    package var workbook: String { String(file.prefix { $0 != "#" }) }

    package var description: String { "r\(run):\(file):\(row)" }
}
