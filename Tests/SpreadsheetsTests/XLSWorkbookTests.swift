import Tables
import Testing

@testable import Spreadsheets

@Suite("XLS books of other programs")
struct XLSWorkbookTests {
    @Test func giveWhatThePersonSees() throws {
        let book = try XLSWorkbook(file: XLSBooks.fixture("xlwt.xls"))
        #expect(book.sheets == [SheetInfo(name: "Kunden"), SheetInfo(name: "Alt", isHidden: true)])
        let rows = try XLSBooks.rows(book)
        #expect(rows[0].prefix(8) == ["Nr", "Name", "PLZ", "Seit", "Dauer", "Betrag", "Aktiv", "Summe"])
        #expect(rows[1].prefix(7) == ["1001", "Zoë Łukaszewicz", "07033", "2024-03-01", "PT26H30M", "19.99", "TRUE"])
        #expect(
            rows[2].prefix(7) == ["1002", "株式会社サンプル", "80331", "1999-12-31T23:59:59", "PT12H", "-1234.5", "FALSE"])
        #expect(rows[3].prefix(7) == ["1003", "🍣 \"quoted\"\nline", "01067", "1900-01-01", "PT26H", "0.3", "TRUE"])
        #expect(rows[5] == ["", "merged"])
        #expect(try XLSBooks.rows(book, sheet: 1) == [["", "versteckt"]])
    }

    @Test func giveResultsOfFormulas() throws {
        let book = try XLSWorkbook(file: XLSBooks.fixture("libreoffice.xls"))
        let rows = try XLSBooks.rows(book)
        #expect(rows[1] == ["1", "Zażółć gęślą jaźń", "00-123", "2024-03-01", "19.99", "TRUE", "2", "#DIV/0!"])
        #expect(rows[2] == ["2", "Ćma", "00-045", "2024-03-01T10:20:30", "0.1", "FALSE", "Zażółć gęślą jaźń!", "#N/A"])
        #expect(try XLSBooks.rows(book, sheet: 1) == [["ok"]])
    }

    @Test func nameKindsAndFormats() throws {
        let grid = try CorpusGrid(XLSWorkbook(file: XLSBooks.fixture("libreoffice.xls")), sheet: 0)
        #expect(grid[1, 3].kind == .date)
        #expect(grid[1, 3].format?.lowercased() == "yyyy\\-mm\\-dd")
        #expect(grid[1, 5].kind == .boolean)
        #expect(grid[1, 7].kind == .error)
        #expect(grid[1, 0].kind == .number)
        #expect(grid[1, 0].format == nil)
    }

    @Test func sayWhatIsHiddenAndMerged() throws {
        let book = try XLSWorkbook(file: XLSBooks.fixture("xlwt.xls"))
        let reader = try book.makeReader(sheet: 0, SheetReading(startRow: 2, width: 8))
        let batch = RowBatch()
        while try reader.next(into: batch) {}
        #expect(reader.closing.hiddenRows == 1)
        #expect(reader.closing.hiddenColumns == 1)
        #expect(reader.closing.findings.map(\.code) == [.cellMerged])
        #expect(reader.closing.findings.map(\.parameters) == [["B7:B9"]])
        #expect(reader.closing.findings.map(\.position.row) == [7])
        #expect(reader.blankRows == 1)
    }

    @Test func leaveOutWhatIsHiddenIfWanted() throws {
        let book = try XLSWorkbook(file: XLSBooks.fixture("xlwt.xls"))
        let rows = try XLSBooks.rows(book, SheetReading(visibleOnly: true, width: 8))
        #expect(rows.map { $0[0] } == ["Nr", "1001", "1003", "1004", "", "1"])
        #expect(rows[1][5].isEmpty)
        #expect(rows[1][6] == "TRUE")
    }

    @Test func serveSeveralReadersAtOnce() throws {
        let book = try XLSWorkbook(file: XLSBooks.fixture("xlwt.xls"))
        let readers = try [book.makeReader(sheet: 0, SheetReading()), book.makeReader(sheet: 1, SheetReading())]
        let batches = [RowBatch(), RowBatch()]
        #expect(try readers[0].next(into: batches[0]))
        #expect(try readers[1].next(into: batches[1]))
        #expect(batches[0].string(row: 1, column: 0) == "1001")
        #expect(batches[1].string(row: 0, column: 1) == "versteckt")
    }
}
