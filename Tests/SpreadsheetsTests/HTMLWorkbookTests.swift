import Foundation
import Tables
import Testing

@testable import Spreadsheets

/// Web pages with tables, as programs save them under the name of a workbook.
@Suite struct HTMLWorkbookTests {
    private func page(_ html: String) throws -> TemporaryFile {
        try TemporaryFile(Array(html.utf8), name: "export.xls")
    }

    private func texts(_ html: String, sheet: Int = 0) throws -> [[String]] {
        let file = try page(html)
        return try CorpusGrid(try HTMLWorkbook(file: file.source), sheet: sheet).rows.map { $0.map(\.text) }
    }

    private func cell(_ inside: String) throws -> String? {
        try texts("<table><tr><td>first</td><td>\(inside)</td></tr></table>")[0].dropFirst().first
    }

    /// What Excel writes, and what programs write that pretend to be Excel.
    private static let export = """
        <html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
        <head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>Export</title>
        <!--[if gte mso 9]><xml><x:Name>Sheet1</x:Name><table><tr><td>no</td></tr></table></xml><![endif]-->
        <style>td { mso-number-format:"\\@"; } table { color: red }</style><script>document.write("<table>")</script>
        </head><body><h1>Contacts</h1>
        <table border=1><thead><tr><th>Name</th><th>E-mail<th>Id</tr></thead>
        <tbody><tr><td>Ada&nbsp;L. &amp; Co &#8211; &Scaron;</td><td><a href="mailto:x">ada@desk.example</a></td>
        <td style='mso-number-format:"\\@"' x:num="7">00007</td></tr>
        <tr><td>Grace<td>grace@desk.example<td>&nbsp;
        <tr><td></td></tr></tbody></table></body></html>
        """

    @Test func tableIsRead() throws {
        let rows = try texts(Self.export)
        #expect(rows[0] == ["Name", "E-mail", "Id"])
        #expect(rows[1] == ["Ada\u{A0}L. & Co – Š", "ada@desk.example", "00007"])
        #expect(rows[2] == ["Grace", "grace@desk.example"])
        #expect(rows.count == 3)
    }

    @Test func valuesAreTexts() throws {
        let file = try page(Self.export)
        let cells = try CorpusGrid(try HTMLWorkbook(file: file.source), sheet: 0).rows[1]
        #expect(cells.allSatisfy { $0.kind == .text && $0.format == nil })
    }

    @Test func everyTableIsASheet() throws {
        let html = """
            <table><caption> All
            contacts </caption><tr><td>a</td></tr></table><table><tr><td>&nbsp;</td></tr></table>
            <TABLE><TR><TD>b</TD></TR></TABLE><table><caption>All contacts</caption><tr><td>c</td></tr></table>
            """
        let file = try page(html)
        #expect(try HTMLWorkbook(file: file.source).sheets.map(\.name) == ["All contacts", "Table 2", "Table 3"])
        #expect(try texts(html, sheet: 1) == [["b"]] && texts(html, sheet: 2) == [["c"]])
    }

    @Test func textIsWhatABrowserShows() throws {
        #expect(try cell("  a \n  b\t c ") == "a b c")
        #expect(try cell("a<br>b<br/><br>c") == "a\nb\n\nc")
        #expect(try cell("<p>a</p><p>b <i>c</i></p>") == "a\nb c")
        #expect(try cell("<div>a<div>b</div></div><ul><li>c<li>d</ul>") == "a\nb\nc\nd")
        #expect(try cell("<pre>a  b\n c</pre>") == "a  b\n c")
        #expect(try cell("a<!-- no --><b>b</b><script>no</script>") == "ab")
        #expect(try cell("&lt;td&gt; &euro; &#x1F600; &unknown;") == "<td> € 😀 &unknown;")
        #expect(try cell("漢字 Zażółć") == "漢字 Zażółć")
    }

    @Test func tablesInsideCellsAreText() throws {
        let inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
        #expect(try cell("x\(inner)y") == "x\na b\nc\ny")
    }

    @Test func cellsReachOverColumnsAndRows() throws {
        let html = """
            <table><tr><td colspan=2>head</td><td>z</td></tr>
            <tr><td rowspan="3">tall</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr><tr><td>5</td></tr>
            <tr><td>6</td><td>7</td></tr></table>
            """
        #expect(try texts(html) == [["head", "", "z"], ["tall", "1", "2"], ["", "3", "4"], ["", "5"], ["6", "7"]])
        let file = try page(html)
        let reader = try HTMLWorkbook(file: file.source).makeReader(sheet: 0, SheetReading(startRow: 2))
        while try reader.next(into: RowBatch()) {}
        #expect(reader.closing.findings.map(\.parameters) == [["A2:A4"]])
    }

    @Test func spansHaveLimits() throws {
        let html = "<table><tr><td colspan=99999999999 rowspan=4000000000>a</td></tr><tr><td>b</td></tr></table>"
        var limits = WorkbookLimits()
        let file = try page(html)
        let failure = #expect(throws: ImportFailure.self) {
            let reader = try HTMLWorkbook(file: file.source, limits: limits).makeReader(sheet: 0, SheetReading())
            while try reader.next(into: RowBatch()) {}
        }
        #expect(failure?.code == "limit.columns")
        limits.cellBytes = 3
        let long = try page("<table><tr><td>abcd</td></tr></table>")
        #expect(throws: ImportFailure.self) { try HTMLWorkbook(file: long.source, limits: limits) }
    }

    @Test func hiddenRowsAreLeftOutIfOnlyVisibleOnesAreWanted() throws {
        let html = "<table><tr><td>a</td></tr><tr style='DISPLAY: none'><td>b</td></tr></table>"
        let file = try page(html)
        let reader = try HTMLWorkbook(file: file.source).makeReader(sheet: 0, SheetReading(visibleOnly: true))
        let batch = RowBatch()
        #expect(try reader.next(into: batch) && batch.rows.count == 1)
        #expect(reader.closing.hiddenRows == 1)
    }

    @Test func encodingsAreUnderstood() throws {
        let text = "<html><head>META</head><table><tr><td>Zażółć gęślą jaźń</td></tr></table></html>"
        let cases: [(String, String.Encoding, [UInt8])] = [
            ("<meta charset=windows-1250>", .windowsCP1250, []),
            ("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>", .isoLatin2, []),
            ("<meta charset=utf-8>", .utf8, [0xEF, 0xBB, 0xBF]), ("", .utf16LittleEndian, [0xFF, 0xFE]),
            ("<meta charset=iso-8859-1>", .utf8, []),
        ]
        for (meta, encoding, mark) in cases {
            let bytes = try #require(text.replacing("META", with: meta).data(using: encoding))
            let file = try TemporaryFile(mark + bytes, name: "export.xls")
            let rows = try CorpusGrid(try HTMLWorkbook(file: file.source), sheet: 0).rows
            #expect(rows.map { $0.map(\.text) } == [["Zażółć gęślą jaźń"]], "\(meta) \(encoding)")
        }
    }

    @Test func largeTablesComeInBatches() throws {
        let rows = (1...20_000).map { "<tr><td>\($0)<td>name \($0)<td></tr>" }.joined(separator: "\n")
        let file = try page("<table><tr><th>Id<th>Name</tr>\(rows)</table>")
        let reader = try HTMLWorkbook(file: file.source).makeReader(sheet: 0, SheetReading(startRow: 2, width: 3))
        let batch = RowBatch()
        var next = 2
        var batches = 0
        while try reader.next(into: batch) {
            batches += 1
            for row in 0..<batch.rows.count {
                #expect(batch.rows[row].number == next && batch.rows[row].cellCount == 3)
                #expect(batch.string(row: row, column: 1) == "name \(next - 1)")
                next += 1
            }
        }
        #expect(next == 20_002 && batches > 1 && reader.bytesRead == file.source.size)
    }

    @Test func pageWithoutTableIsRefused() throws {
        let file = try page("<html><body><form>Log in</form></body></html>")
        let failure = #expect(throws: ImportFailure.self) { try HTMLWorkbook(file: file.source) }
        #expect(failure?.code == "html.no_table" && failure?.status == .badInput)
    }
}
