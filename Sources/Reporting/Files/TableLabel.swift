/// How people know a table of the run, by its place in the run's list of tables.
package struct TableLabel: Sendable, Equatable {
    package var file: String
    package var sheet: String?
    /// The header's names, blank ones "".
    package var columns: [String]

    package init(file: String, sheet: String? = nil, columns: [String] = []) {
        self.file = file
        self.sheet = sheet
        self.columns = columns
    }

    /// `book.xlsx, sheet Customers`
    package var name: String { sheet.map { "\(file), sheet \($0)" } ?? file }

    /// `book.xlsx#Customers`, as the rows of a rejects file name where they come from.
    package var place: String { sheet.map { "\(file)#\($0)" } ?? file }

    /// The header of a column, from 0; nil where it has none.
    func header(_ column: Int?) -> String? {
        guard let column, columns.indices.contains(column), !columns[column].isEmpty else { return nil }
        return columns[column]
    }

    /// The column as a person finds it: a letter in spreadsheets, a number in text files.
    func columnName(_ column: Int) -> String {
        sheet == nil ? String(column + 1) : Self.letters(column)
    }

    /// 0 is A, 25 is Z, 26 is AA.
    static func letters(_ column: Int) -> String {
        var rest = column
        var name = ""
        repeat {
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }
}
