import Foundation
import Tables
import Testing

@testable import Spreadsheets

/// Sheets, rows and columns of OpenDocument spreadsheets.
@Suite struct ODSWorkbookTests {
    private func failure(_ body: () throws -> Void) -> ImportFailure? {
        #expect(throws: ImportFailure.self, performing: body)
    }

    // MARK: Repeats

    @Test func repeatedCellsAndRowsAreGivenOut() throws {
        let rows =
            FlatBook.row(FlatBook.text("a", "table:number-columns-repeated=\"2\""), FlatBook.text("b"))
            + FlatBook.row(
                "<table:table-cell table:number-columns-repeated=\"16384\"/>",
                attributes: "table:number-rows-repeated=\"2\"")
            + FlatBook.row(
                "<table:table-cell table:number-columns-repeated=\"2\"/>", FlatBook.text("c"),
                attributes: "table:number-rows-repeated=\"2\"")
        let read = try FlatBook(rows: rows).read(SheetReading(width: 3))
        #expect(read.texts == [["a", "a", "b"], ["", "", "c"], ["", "", "c"]])
        #expect(read.rows.joined().map(\.number) == [1, 4, 5] && read.blank == 2)
    }

    @Test func millionsOfBlankRowsCostNothing() throws {
        let blank = FlatBook.row(
            "<table:table-cell table:number-columns-repeated=\"16384\"/>",
            attributes: "table:number-rows-repeated=\"1048570\"")
        let read = try FlatBook(
            rows: FlatBook.row(FlatBook.text("a")) + blank + FlatBook.row(FlatBook.text("b")) + blank
        ).read()
        #expect(read.rows.joined().map(\.number) == [1, 1_048_572] && read.blank == 1_048_570)
    }

    @Test func repeatedRowsWithValuesComeInBoundedBatches() throws {
        let row = FlatBook.row(
            FlatBook.text("x", "table:number-columns-repeated=\"50\""),
            attributes: "table:number-rows-repeated=\"20000\"")
        let read = try FlatBook(rows: row + FlatBook.row(FlatBook.text("end"))).read()
        #expect(read.rows.joined().map(\.number) == Array(1...20_001))
        #expect(read.rows.allSatisfy { $0.count <= 16_384 && $0.count * 50 < 300_000 } && read.rows.count > 3)
    }

    @Test func rowsThatLieAcrossBlocksAreWhole() throws {
        let rows = (1...900).map { row in
            let long = String(repeating: "x", count: row)
            return FlatBook.row(
                FlatBook.text("a\(row)"), FlatBook.cell("float", "\(row)", "x"), FlatBook.text("c&amp;\(long)"))
        }
        let read = try FlatBook(rows: rows.joined()).read()
        #expect(read.rows.joined().map(\.number) == Array(1...900))
        #expect(read.texts == (1...900).map { ["a\($0)", "\($0)", "c&" + String(repeating: "x", count: $0)] })
    }

    @Test func readingMayBeginAmongRepeatedRows() throws {
        let row = FlatBook.row(FlatBook.text("x"), attributes: "table:number-rows-repeated=\"100\"")
        let read = try FlatBook(rows: row).read(SheetReading(startRow: 98))
        #expect(read.rows.joined().map(\.number) == [98, 99, 100] && read.blank == 0)
    }

    @Test(arguments: [
        (FlatBook.row(FlatBook.text("x"), attributes: "table:number-rows-repeated=\"1048577\""), "limit.rows"),
        (FlatBook.row(FlatBook.text("x"), attributes: "table:number-rows-repeated=\"99999999999999999999\""), nil),
        (FlatBook.row(FlatBook.text("x", "table:number-columns-repeated=\"16385\"")), "limit.columns"),
        (
            FlatBook.row(
                FlatBook.text("x", "table:number-columns-repeated=\"5000\""),
                attributes: "table:number-rows-repeated=\"1000000\""), "limit.cells"
        ),
        (
            FlatBook.row("<table:table-cell><text:p><text:s text:c=\"2000000000\"/></text:p></table:table-cell>"),
            "limit.cell-bytes"
        ),
    ])
    func repeatsHaveLimits(_ rows: String, _ code: String?) throws {
        var limits = WorkbookLimits()
        limits.cells = 1_000_000
        guard let code else {
            #expect(try FlatBook(rows: rows).read().texts == [["x"]], "a number beyond all bounds is none")
            return
        }
        #expect(failure { _ = try FlatBook(rows: rows).read(limits: limits) }?.code == code)
    }

    // MARK: Merged and hidden

    private static let merged =
        FlatBook.row(FlatBook.text("h", "table:number-rows-spanned=\"2\""), FlatBook.text("i"))
        + FlatBook.row(
            "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>", FlatBook.text("j"))
        + FlatBook.row(
            FlatBook.text("v", "table:number-rows-spanned=\"3\" table:number-columns-spanned=\"2\""),
            "<table:covered-table-cell/>")
        + FlatBook.row("<table:covered-table-cell table:number-columns-repeated=\"2\"/>", FlatBook.text("z"))

    @Test func mergedCellsHaveTheirValueInTheFirst() throws {
        let read = try FlatBook(rows: Self.merged).read(SheetReading(startRow: 3))
        #expect(read.texts == [["v"], ["", "", "z"]])
        #expect(read.closing.findings.map(\.parameters) == [["A3:B5"]])
        let finding = try #require(read.closing.findings.first)
        #expect(finding.code == .cellMerged && finding.severity == .warning && finding.position.row == 3)
        #expect(try FlatBook(rows: Self.merged).texts() == [["h", "i"], ["", "j"], ["v"], ["", "", "z"]])
    }

    @Test func hiddenRowsAndColumnsAreReadUnlessOnlyVisibleOnesAreWanted() throws {
        let columns =
            "<table:table-column/><table:table-column table:visibility=\"collapse\"/>"
            + "<table:table-column table:visibility=\"filter\" table:number-columns-repeated=\"16000\"/>"
        let rows =
            columns + FlatBook.row(FlatBook.text("a"), FlatBook.text("b"))
            + FlatBook.row(FlatBook.text("c"), attributes: "table:visibility=\"filter\"")
            + FlatBook.row(FlatBook.text("d"), FlatBook.text("e"))
        let all = try FlatBook(rows: rows).read()
        #expect(all.texts == [["a", "b"], ["c"], ["d", "e"]])
        #expect(all.closing.hiddenRows == 1 && all.closing.hiddenColumns == 1)
        #expect(try FlatBook(rows: rows).read(SheetReading(visibleOnly: true)).texts == [["a"], ["d"]])
    }

    @Test func sheetsHaveNamesAndMayBeHidden() throws {
        let styles =
            "<style:style style:name=\"t1\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>"
        let row = FlatBook.row(FlatBook.text("2"))
        let book = FlatBook(
            sheets:
                "<table:table table:name=\"A &amp; B\"/><table:table table:name=\"Lists\" table:style-name=\"t1\">\(row)</table:table>",
            styles: styles)
        let file = try book.file()
        let workbook = try ODSWorkbook(file: file.source)
        #expect(workbook.sheets == [SheetInfo(name: "A & B"), SheetInfo(name: "Lists", isHidden: true)])
        #expect(try book.texts(sheet: 0) == [] && book.texts(sheet: 1) == [["2"]])
    }

    @Test func rowsMayStandInGroupsAndBesideOtherThings() throws {
        let inner = "<table:table table:name=\"inner\">\(FlatBook.row(FlatBook.text("no")))</table:table>"
        let object =
            "<table:shapes><draw:frame><draw:object><office:document><office:body><office:chart>\(inner)"
            + "</office:chart></office:body></office:document></draw:object></draw:frame></table:shapes>"
        let rows =
            object
            + "<table:title>t</table:title><table:table-header-rows>\(FlatBook.row(FlatBook.text("h")))</table:table-header-rows>"
            + "<table:table-row-group><table:table-row-group><table:table-rows>\(FlatBook.row(FlatBook.text("a")))</table:table-rows></table:table-row-group></table:table-row-group>"
            + FlatBook.row("<table:table-cell>\(inner)<text:p>b</text:p></table:table-cell>")
        let changes =
            "<table:tracked-changes><table:cell-content-change><table:table>\(FlatBook.row(FlatBook.text("no")))</table:table></table:cell-content-change></table:tracked-changes>"
        let book = FlatBook(rows: rows, settings: changes)
        let file = try book.file()
        #expect(try ODSWorkbook(file: file.source).sheets.count == 1)
        #expect(try book.texts() == [["h"], ["a"], ["b"]])
    }

    @Test func blankRowsAreGivenOutIfWanted() throws {
        let rows =
            FlatBook.row(FlatBook.text("a"))
            + FlatBook.row("<table:table-cell/>", attributes: "table:number-rows-repeated=\"2\"")
            + FlatBook.row(FlatBook.text("b"))
        let read = try FlatBook(rows: rows).read(SheetReading(keepsBlankRows: true))
        #expect(read.texts == [["a"], [], [], ["b"]] && read.blank == 0)
    }

    // MARK: Files that are refused

    private func package(_ parts: [(String, String)]) throws -> TemporaryFile {
        var zip = ZipBytes()
        for (name, text) in parts { zip.add(name, text) }
        return try TemporaryFile(zip.finished(), name: "book.ods")
    }

    @Test func archivesAreReadLikeFlatFiles() throws {
        let file = try package([("content.xml", FlatBook(rows: FlatBook.row(FlatBook.text("a"))).text)])
        let workbook = try ODSWorkbook(file: file.source)
        #expect(try CorpusGrid(workbook, sheet: 0).rows.map { $0.map(\.text) } == [["a"]])
        #expect(workbook.kind == .ods)
    }

    @Test func filesThatAreNoSpreadsheetAreRefused() throws {
        let text = FlatBook(rows: "").text
        let letter = text.replacing("office:spreadsheet", with: "office:text")
        let cases = [
            ([("content.xml", letter)], "ods.no_spreadsheet"), ([("other.xml", text)], "ods.no_content"),
            ([("content.xml", String(text.dropLast(30)))], "xml.damaged"),
            (
                [
                    ("META-INF/manifest.xml", "<m:manifest xmlns:m='u'><m:encryption-data/></m:manifest>"),
                    ("content.xml", "x"),
                ], "workbook.encrypted"
            ),
        ]
        for (parts, code) in cases {
            let file = try package(parts)
            let failure = failure { _ = try ODSWorkbook(file: file.source) }
            #expect(failure?.code == code && failure?.status == .badInput)
        }
    }

    // MARK: Files of other programs

    private static func file(_ name: String) -> SourceFile {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/ODS/\(name)").path
        return SourceFile(path: path, name: name, size: 0)
    }

    private static func fixture(_ name: String) throws -> ODSWorkbook { try ODSWorkbook(file: file(name)) }

    @Test func valuesAreThoseOfTheWorkbookThatItWasMadeFrom() throws {
        let original = try CorpusGrid(try XLSXWorkbook(file: Self.file("formats.xlsx")), sheet: 0).rows
        let converted = try CorpusGrid(try Self.fixture("formats.ods"), sheet: 0).rows
        #expect(original.count == converted.count)
        for (left, right) in zip(original, converted) {
            #expect(left[0].text == right[0].text, "\(left[0]) \(right[0])")
            #expect(left[0].kind == right[0].kind, "\(left[0]) \(right[0])")
        }
    }

    @Test func libreOfficeWorkbook() throws {
        let book = try Self.fixture("libreoffice.ods")
        #expect(book.sheets == [SheetInfo(name: "Contacts"), SheetInfo(name: "Lists", isHidden: true)])
        let rows = try CorpusGrid(book, sheet: 0).rows
        #expect(
            rows[1].map(\.text) == [
                "00007", "ada@desk.example", "1815-12-10", "2024-03-02T10:20:30", "08:05:02", "PT26H30M", "0.25",
                "1236.5",
                "TRUE", "first\nsecond  line ", "14",
            ])
        #expect(rows[2].map(\.text)[8...] == ["FALSE", "\tZażółć 漢字 😀 & <b>", "#DIV/0!"])
        #expect(
            rows[2].map(\.kind) == [
                .number, .text, .date, .date, .date, .text, .number, .number, .boolean, .text, .error,
            ])
        #expect(
            rows[1].map(\.format) == [
                "00000", nil, nil, "yyyy-mm-dd hh:mm", "hh:mm:ss", "[h]:mm", "0.0%", "#,##0.00\" EUR\"", nil, nil, nil,
            ])
        #expect(rows[5].map(\.text) == ["", "merged@desk.example"] && rows[7].map(\.text) == ["2"])
    }

    @Test func libreOfficeWorkbookSaysWhatIsMergedAndHidden() throws {
        let reader = try Self.fixture("libreoffice.ods").makeReader(sheet: 0, SheetReading(startRow: 2))
        let batch = RowBatch()
        while try reader.next(into: batch) {}
        #expect(reader.closing.findings.map(\.parameters) == [["B6:B8"]])
        #expect(reader.closing.hiddenRows == 1 && reader.closing.hiddenColumns == 1)
    }

    @Test func odfpyWorkbook() throws {
        let rows = try CorpusGrid(try Self.fixture("odfpy.ods"), sheet: 0).rows
        #expect(
            rows.map { $0.map(\.text) } == [
                ["Id", "Email", "Born"], ["00007", "ada@desk.example", "1815-12-10"],
                ["42", "alan@desk.example", "1912-06-23"],
            ])
    }
}
