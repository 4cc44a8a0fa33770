import Foundation
import Tables
import Testing

@testable import Spreadsheets

@Suite("XLSX workbooks")
struct XLSXWorkbookTests {
    private func open(_ book: XLSXBook) throws -> (XLSXWorkbook, TemporaryFile) {
        let file = try book.file()
        return (try XLSXWorkbook(file: file.source, limits: WorkbookLimits(), xml: .scanner), file)
    }

    private func failure(_ book: XLSXBook, _ change: (inout WorkbookLimits) -> Void = { _ in }) throws -> String? {
        var limits = WorkbookLimits()
        change(&limits)
        return try ReadSheet(book, limits: limits).failure
    }

    private static let one = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"

    @Test func sheetsInTheirOrderWithTheirVisibility() throws {
        var book = XLSXBook(sheets: [("Łódź &amp; co", "<sheetData/>"), ("b", "<sheetData/>"), ("chart", "")])
        let list = """
            <workbook xmlns="\(XLSXBook.main)" xmlns:r="urn:r"><sheets><sheet name="b" r:id="s1" state="hidden"/>\
            <sheet name="chart" r:id="c"/><sheet name="macro" r:id="m"/><sheet name="Łódź &amp; co" r:id="s0"/>\
            <sheet name="deep" r:id="s2" state="veryHidden"/></sheets></workbook>
            """
        book.replace("xl/workbook.xml", list)
        book.replace(
            "xl/_rels/workbook.xml.rels",
            XLSXBook.links([
                XLSXBook.link("s1", "worksheet", "worksheets/sheet2.xml"),
                XLSXBook.link("s0", "worksheet", "worksheets/sheet1.xml"),
                XLSXBook.link("s2", "worksheet", "worksheets/sheet3.xml"),
                XLSXBook.link("c", "chartsheet", "chartsheets/sheet1.xml"),
                XLSXBook.link("m", "xlMacrosheet", "macrosheets/sheet1.xml"),
            ]))
        let (workbook, _) = try open(book)
        #expect(
            workbook.sheets == [
                SheetInfo(name: "b", isHidden: true), SheetInfo(name: "Łódź & co"),
                SheetInfo(name: "deep", isHidden: true),
            ])
        #expect(workbook.kind == .xlsx)
    }

    @Test(arguments: [
        "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../Worksheets/SHEET1.xml",
        "\\xl\\worksheets\\sheet1.xml",
    ])
    func partsByAbsoluteAndRelativeNames(target: String) throws {
        var book = XLSXBook(Self.one)
        book.replace("xl/_rels/workbook.xml.rels", XLSXBook.links([XLSXBook.link("s0", "worksheet", target)]))
        #expect(try ReadSheet(book).texts == [["1"]])
    }

    @Test func partsWhereAllProgramsPutThem() throws {
        var book = XLSXBook("<row><c t=\"s\"><v>0</v></c></row>", shared: ["<t>a</t>"])
        book.remove("xl/_rels/workbook.xml.rels")
        book.remove("_rels/.rels")
        #expect(try ReadSheet(book).texts == [["a"]])
        book.rename("xl/sharedStrings.xml", "xl/SharedStrings.xml")
        book.rename("xl/workbook.xml", "XL/Workbook.xml")
        #expect(try ReadSheet(book).texts == [["a"]])
    }

    @Test func missingPartsAreNamed() throws {
        var book = XLSXBook(Self.one)
        book.remove("xl/worksheets/sheet1.xml")
        #expect(try failure(book) == "xlsx.part_missing")
        book.remove("xl/workbook.xml")
        #expect(try failure(book) == "xlsx.no_workbook")
        #expect(
            try failure(XLSXBook("<row><c t=\"s\"><v>7</v></c></row>", shared: ["<t>a</t>"])) == "xlsx.no_shared_text")
        #expect(try failure(XLSXBook("<row><c t=\"s\"><v>0</v></c></row>")) == "xlsx.no_shared_text")
        #expect(
            try failure(XLSXBook("<row><c t=\"s\"><v>-1</v></c></row>", shared: ["<t>a</t>"])) == "xlsx.no_shared_text")
    }

    @Test func numbersByTheirFormats() throws {
        let codes = ["yyyy-mm-dd", "00000", "000-00-0000", "[h]:mm", "h:mm", "0.00%", "d.m.yyyy h:mm"]
        let values = ["45352", "123", "78051120", "1.5", "0.75", "0.25", "45352.5"]
        let cells = values.indices.map { "<c s=\"\($0 + 1)\"><v>\(values[$0])</v></c>" }.joined()
        let text = "<c s=\"1\" t=\"inlineStr\"><is><t>soon</t></is></c><c s=\"99\"><v>7</v></c><c s=\"1\"><v>-1</v></c>"
        let book = XLSXBook("<row>\(cells)\(text)</row>", styles: XLSXBook.formats(codes))
        let sheet = try ReadSheet(book)
        #expect(sheet.failure == nil)
        try #require(sheet.rows.count == 1)
        #expect(
            sheet.texts == [
                [
                    "2024-03-01", "00123", "078-05-1120", "PT36H", "18:00:00", "0.25", "2024-03-01T12:00:00", "soon",
                    "7", "-1",
                ]
            ])
        #expect(sheet.rows[0].cells.map(\.format) == codes.map { $0 } + ["yyyy-mm-dd", nil, "yyyy-mm-dd"])
        #expect(sheet.rows[0].cells.map(\.kind).prefix(4) == [.date, .number, .text, .text])
    }

    @Test func bothDateSystems() throws {
        let sheets = [("a", "<sheetData><row><c s=\"1\"><v>43890</v></c></row></sheetData>")]
        for (property, expected) in ["": "2020-02-29", "<workbookPr date1904=\"1\"/>": "2024-03-01"] {
            let book = XLSXBook(sheets: sheets, styles: XLSXBook.formats(["yyyy-mm-dd"]), workbook: property)
            #expect(try ReadSheet(book).texts == [[expected]])
        }
    }

    @Test func datesThatAreWrittenAsDates() throws {
        let cells = "<c s=\"1\" t=\"d\"><v>2024-03-01T00:00:00</v></c><c t=\"d\"><v>2024-03-01T00:00:00</v></c>"
        let book = XLSXBook("<row>\(cells)</row>", styles: XLSXBook.formats(["yyyy-mm-dd"]))
        #expect(try ReadSheet(book).texts == [["2024-03-01", "2024-03-01T00:00:00"]])
    }

    @Test func rowsOfFormatsOnlyAreNotThere() throws {
        let empty = (2...30_000).map {
            "<row r=\"\($0)\" ht=\"15\"><c r=\"A\($0)\" s=\"1\"/><c r=\"B\($0)\" s=\"1\"/></row>"
        }
        let book = XLSXBook(Self.one + empty.joined(), styles: XLSXBook.formats(["0.00"]))
        let sheet = try ReadSheet(book)
        #expect(sheet.rows.count == 1)
        #expect(sheet.blankRows == 0)
    }

    @Test func limits() throws {
        let wide = "<row r=\"1\"><c r=\"ZZ1\"><v>1</v></c></row>"
        #expect(try failure(XLSXBook(wide)) { $0.columns = 701 } == "limit.columns")
        #expect(try failure(XLSXBook(wide)) { $0.columns = 702 } == nil)
        #expect(try failure(XLSXBook("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>")) == "limit.columns")
        #expect(try failure(XLSXBook("<row r=\"1048577\"><c><v>1</v></c></row>")) == "limit.rows")
        #expect(try failure(XLSXBook(wide)) { $0.cells = 700 } == "limit.cells")
        let text = "<t>\(String(repeating: "a", count: 100))</t>"
        #expect(
            try failure(XLSXBook("<row><c t=\"inlineStr\"><is>\(text)</is></c></row>")) { $0.cellBytes = 99 }
                == "limit.cell-bytes")
        let shared = XLSXBook("<row><c t=\"s\"><v>0</v></c></row>", shared: [text, text, text])
        #expect(try failure(shared) { $0.cellBytes = 99 } == "limit.cell-bytes")
        #expect(try failure(shared) { $0.sharedStrings = 2 } == "limit.shared-strings")
        #expect(try failure(shared) { $0.sharedStringBytes = 250 } == "limit.shared-string-bytes")
        #expect(try failure(shared) == nil)
        let deep = XLSXBook(String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200))
        #expect(try failure(deep) == "limit.xml-depth")
    }

    @Test func refusesDocumentTypesInEveryPart() throws {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>"
        for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"] {
            var book = XLSXBook("<row><c t=\"s\"><v>0</v></c></row>", shared: ["<t>a</t>"], styles: "<cellXfs/>")
            let text = try #require(
                book.parts.first { $0.name == part }?.text.replacing(XLSXBook.declaration, with: ""))
            book.replace(part, bomb + text)
            #expect(try failure(book) == "xml.document_type")
        }
    }

    @Test func severalReadersShareTheTexts() async throws {
        let rows = (0..<2_000).map { "<row><c t=\"s\"><v>\($0)</v></c></row>" }.joined()
        let sheets = (0..<4).map { ("s\($0)", "<sheetData>\(rows)</sheetData>") }
        let (workbook, file) = try open(XLSXBook(sheets: sheets, shared: (0..<2_000).map { "<t>text \($0)</t>" }))
        let expected = (0..<2_000).map { ["text \($0)"] }
        await withTaskGroup(of: [[String]].self) { group in
            for sheet in 0..<4 {
                group.addTask { (try? CorpusGrid(workbook, sheet: sheet))?.rows.map { $0.map(\.text) } ?? [] }
            }
            for await texts in group { #expect(texts == expected) }
        }
        #expect(file.source.size > 0)
    }

    @Test func saysHowMuchOfTheFileIsRead() throws {
        let rows = (1...5_000).map { "<row><c t=\"inlineStr\"><is><t>text number \($0)</t></is></c></row>" }.joined()
        let (workbook, file) = try open(XLSXBook(rows))
        let reader = try workbook.makeReader(sheet: 0, SheetReading(), blockBytes: 16_384)
        let batch = RowBatch()
        var positions: [Int] = []
        while try reader.next(into: batch) { positions.append(reader.bytesRead) }
        #expect(positions.count > 5)
        #expect(positions == positions.sorted())
        #expect(positions.last.map { $0 > 1_000 && $0 < file.source.size } == true)
        #expect(try reader.finishDigest() == nil)
    }
}
