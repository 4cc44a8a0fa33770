import Tables
import Testing

@testable import Spreadsheets

@Suite("XLS books as FreeXL reads them")
struct FreeXLTests {
    @Test(arguments: ["xlwt.xls", "libreoffice.xls"])
    func fixturesAreReadTheSame(_ name: String) throws {
        let file = XLSBooks.fixture(name)
        let other = try #require(FreeXLBook(file.path))
        #expect(try Comparison(XLSWorkbook(file: file), other).differences == [])
    }

    /// FreeXL opens 197 of the 254 books, among them none that is encrypted, and few of Excel 5.
    @Test(.enabled(if: WorkbookCorpus.folder != nil, "the corpus is not there"))
    func booksOfOtherProjectsAreReadTheSame() throws {
        var cells = 0
        var books = 0
        for book in WorkbookCorpus.books(["xls"]) {
            guard let other = FreeXLBook(book.path), let ours = try? XLSWorkbook(file: book.file) else { continue }
            let comparison = try Comparison(ours, other)
            #expect(comparison.differences == [], "\(book)")
            cells += comparison.cells
            books += 1
        }
        #expect(books >= 197)
        #expect(cells > 80_000)
    }
}

/// Every cell that FreeXL has a value for, beside ours.
private struct Comparison {
    private(set) var differences: [String] = []
    private(set) var cells = 0

    init(_ book: XLSWorkbook, _ other: FreeXLBook) throws {
        for (index, name) in other.sheets.enumerated() {
            guard let sheet = book.sheets.firstIndex(where: { $0.name == name }) else { continue }
            let grid = try CorpusGrid(book, sheet: sheet)
            other.forEachCell(sheet: index) { row, column, value in
                cells += 1
                let cell = grid[row, column]
                if Self.agree(cell, value) || Self.isKnownFault(value, cell) { return }
                differences.append("\(name) \(MergedCells.name(row + 1, column)): \(cell) and \(value)")
            }
        }
    }

    private static func agree(_ cell: CorpusCell, _ value: FreeXLBook.Value) -> Bool {
        switch value {
        case .text(let text): cell.text == text
        case .moment(let text): cell.text.replacing("T", with: " ") == text
        case .number(let number):
            cell.kind == .boolean
                ? cell.text == (number == 0 ? "FALSE" : "TRUE") : cell.text == written(number, cell.format)
        }
    }

    /// FreeXL tells no format but those of dates that it knows.
    private static func written(_ number: Double, _ format: String?) -> String {
        let batch = RowBatch()
        let kind = NumberFormat(code: format ?? "General").kind
        return batch.string(CellText().append(number, as: kind, to: batch.text))
    }

    /// Where FreeXL says something else than the book: errors are 1; elapsed time loses its days; a date that is shown
    /// as a time loses the date; milliseconds are rounded; the day 0 and negative days, which are none, are dates.
    private static func isKnownFault(_ value: FreeXLBook.Value, _ cell: CorpusCell) -> Bool {
        switch value {
        case .text: return false
        case .number(let number): return cell.kind == .error && number == 1
        case .moment(let text):
            if cell.text.hasPrefix("PT") || cell.text.hasPrefix("-") || text.hasPrefix("1900-01-01") { return true }
            let minutes = { (text: String) in text.split { "T ".contains($0) }.last?.prefix(5) }
            return cell.text.contains(":") && minutes(cell.text) == minutes(text)
        }
    }
}
