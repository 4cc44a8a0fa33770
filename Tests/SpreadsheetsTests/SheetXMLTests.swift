import Tables
import Testing

@testable import Spreadsheets

/// Sheets in all the forms that XML allows: both parsers read the same, whatever the size of the blocks.
@Suite("XML of sheets")
struct SheetXMLTests {
    private static let sizes = [1, 7, 64, 4_096, TableLimits.blockBytes]

    /// Reads a sheet with both parsers and all block sizes; what libxml2 reads.
    private func read(_ book: XLSXBook, _ reading: SheetReading = SheetReading()) throws -> ReadSheet {
        let file = try book.file()
        defer { withExtendedLifetime(file) {} }
        let expected = ReadSheet(file.source, .libxml2, reading)
        for size in Self.sizes {
            for xml in SheetXMLParser.allCases {
                let sheet = ReadSheet(file.source, xml, reading, blockBytes: size)
                let isSame = expected.failure == nil ? sheet == expected : sheet.failure == expected.failure
                #expect(isSame, "\(xml) by \(size): \(sheet)")
            }
        }
        return expected
    }

    private func texts(_ data: String, shared: [String] = [], styles: String = "") throws -> [[String]] {
        let sheet = try read(XLSXBook(data, shared: shared, styles: styles))
        #expect(sheet.failure == nil)
        return sheet.texts
    }

    @Test func allCellTypes() throws {
        let data = """
            <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>inline</t></is></c>\
            <c r="C1" t="str"><f>A1&amp;"x"</f><v>formula</v></c><c r="D1"><v>42</v></c><c r="E1" t="n"><v>0.5</v></c>\
            <c r="F1" t="b"><v>1</v></c><c r="G1" t="b"><v>0</v></c><c r="H1" t="e"><v>#N/A</v></c>\
            <c r="I1" t="d"><v>2024-03-01T10:20:30</v></c><c r="J1" t="str"><f>A2</f><v></v></c><c r="K1" t="n"/></row>
            """
        let sheet = try read(XLSXBook(data, shared: ["<t>zero</t>", "<t>one</t>"]))
        #expect(
            sheet.texts == [["one", "inline", "formula", "42", "0.5", "TRUE", "FALSE", "#N/A", "2024-03-01T10:20:30"]])
        #expect(
            sheet.rows.first?.cells.map(\.kind) == [
                .text, .text, .text, .number, .number, .boolean, .boolean, .error, .date,
            ])
    }

    @Test func formulasThatWereNeverCalculated() throws {
        let data = """
            <row r="1"><c r="A1"><f>"+48 "&amp;B1</f></c><c r="B1"><f>SUM(C1)</f><v></v></c>\
            <c r="C1" t="n"><f t="shared" si="0"/><v/></c><c r="D1"><f>1+1</f><v>2</v></c>\
            <c r="E1" t="str"><f>""</f><v></v></c><c r="F1" t="str"><f>""</f></c><c r="G1"/></row>
            """
        let sheet = try read(XLSXBook(data))
        #expect(sheet.texts == [["=\"+48 \"&B1", "=SUM(C1)", "=", "2"]])
        #expect(sheet.rows.first?.cells.map(\.kind) == [.error, .error, .error, .number])
    }

    @Test func cellsWhereverTheyStand() throws {
        // Without references, out of order, twice, in rows without numbers.
        #expect(
            try texts("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>") == [["1", "2"], ["3"]])
        #expect(try texts("<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c></row>") == [["1", "", "3"]])
        #expect(try texts("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c><v>2</v></c></row>") == [["", "1", "2"]])
        #expect(try texts("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>") == [["2"]])
        #expect(try texts("<row r=\"1\"><c r=\"a1\"><v>1</v></c><c r=\"AB1\"><v>2</v></c></row>").first?.count == 28)
        let sparse = try read(XLSXBook("<row r=\"3\"><c r=\"A3\"><v>1</v></c></row><row r=\"7\"><c><v>2</v></c></row>"))
        #expect(sparse.rows.map(\.number) == [3, 7])
        #expect(sparse.blankRows == 5)
    }

    @Test func xmlInAllItsForms() throws {
        #expect(try texts("<row r='1'\n><c\tt='inlineStr' r='A1'\n><is ><t >a</t ></is></c ></row >") == [["a"]])
        #expect(try texts("<row r=\"1\"><c t = \"str\"><v>a</v></c></row>") == [["a"]])
        #expect(try texts("<row><!-- <c><v>9</v></c> --><c><?x <v>?><v>1<!-- - -->2</v></c><!----></row>") == [["12"]])
        #expect(try texts("<row><c t=\"inlineStr\"><is><t><![CDATA[<a> & b]]> c</t></is></c></row>") == [["<a> & b c"]])
        #expect(try texts("<row>\n  <c>\n <v>1</v>\n</c>\n <c/> \r\n<c><v> 2 </v></c></row>\n") == [["1", "", "2"]])
        #expect(try texts("<row r=\"&#49;\"><c r=\"A&#x31;\" t=\"s&#x74;r\"><v>a</v></c></row>") == [["a"]])
        #expect(try texts("<row><c><v>1</v><v>2</v></c></row>") == [["2"]])
        #expect(try texts("<row/><row></row><row r=\"4\"/>") == [])
        #expect(try texts("") == [])
    }

    @Test func entitiesAndLineEnds() throws {
        let text = "&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos; &#322;&#x1F642; \r\nd\re\nf\tg"
        #expect(
            try texts("<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>") == [
                ["<a> & \"b\" 'c' ł🙂 \nd\ne\nf\tg"]
            ])
        #expect(try texts("<row><c t=\"str\"><v>\(text)</v></c></row>").first?.first?.hasPrefix("<a> & \"b\"") == true)
    }

    @Test func namespacesOfAnyKind() throws {
        var book = XLSXBook()
        let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        book.replace(
            "xl/worksheets/sheet1.xml",
            """
            <?xml version='1.0' encoding='utf-8'?>
            <x:worksheet xmlns:x="\(strict)" xmlns:y="urn:y"><x:sheetData><x:row r="1" y:hidden="0"><x:c r="A1" t="s">\
            <x:v>0</x:v></x:c><y:c><y:v>5</y:v></y:c></x:row></x:sheetData></x:worksheet>
            """)
        book.add("xl/sharedStrings.xml", "<s:sst xmlns:s=\"\(strict)\"><s:si><s:t>a</s:t></s:si></s:sst>")
        #expect(try read(book).texts == [["a", "5"]])
    }

    @Test func elementsThatAreNotKnownHere() throws {
        let noise =
            "<extLst><ext><row><c><v>9</v></c></row><sheetData><row><c><v>9</v></c></row></sheetData></ext></extLst>"
        let data = "<row r=\"1\">\(noise)<c r=\"A1\"><v>1</v>\(noise)</c><c><x><v>9</v></x></c><v>9</v></row>\(noise)"
        let sheet = try read(XLSXBook(data, before: noise, after: noise))
        #expect(sheet.texts == [["1"]])
        #expect(sheet.failure == nil)
    }

    @Test func richTextsAndPhoneticRuns() throws {
        let rich = """
            <r><t xml:space="preserve"> Anna </t></r><r><rPr><b/></rPr><t>Kowalska </t></r><rPh sb="0" eb="1"><t>KANA</t></rPh>
            """
        #expect(try texts("<row><c t=\"inlineStr\"><is>\(rich)</is></c></row>") == [[" Anna Kowalska"]])
        #expect(try texts("<row><c t=\"s\"><v>0</v></c></row>", shared: [rich]) == [[" Anna Kowalska"]])
    }

    @Test func whiteSpaceIsKeptOnlyWhereItIsAskedFor() throws {
        for (written, expected) in [
            ("<t> a b </t>", "a b"), ("<t xml:space=\"preserve\"> a b </t>", " a b "), ("<t>\n a\n b\n</t>", "a\n b"),
            ("<t xml:space='preserve'>\ta </t>", "\ta "), ("<t xml:space=\"default\"> a </t>", "a"),
            ("<t> &#32;</t>", ""),
        ] {
            let isBlank = expected.isEmpty
            #expect(
                try texts("<row><c t=\"inlineStr\"><is>\(written)</is></c></row>") == (isBlank ? [] : [[expected]]))
            #expect(
                try texts("<row><c t=\"s\"><v>0</v></c></row>", shared: [written]) == (isBlank ? [] : [[expected]]))
        }
    }

    @Test func escapesOfCharactersThatXMLLacks() throws {
        for (written, expected) in [
            ("a_x000D_\nb", "a\r\nb"), ("_x005F_x000D_", "_x000D_"), ("_x00e9__x0041_", "éA"), ("_xD83D__xDE42_", "🙂"),
            ("a_b_x_c", "a_b_x_c"), ("_x12_", "_x12_"), ("_xZZZZ_", "_xZZZZ_"), ("_xD83D_", "\u{FFFD}"),
            ("first_name_x000", "first_name_x000"), ("_&#120;0041_", "A"),
        ] {
            #expect(try texts("<row><c t=\"inlineStr\"><is><t>\(written)</t></is></c></row>") == [[expected]])
            #expect(try texts("<row><c t=\"str\"><v>\(written)</v></c></row>") == [[expected]])
            #expect(try texts("<row><c t=\"s\"><v>0</v></c></row>", shared: ["<t>\(written)</t>"]) == [[expected]])
        }
    }

    @Test func hiddenRowsAndColumns() throws {
        let cells = "<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c>"
        let book = XLSXBook(
            "<row r=\"1\">\(cells)</row><row r=\"2\" hidden=\"1\">\(cells)</row><row r=\"3\" hidden=\"true\"/>"
                + "<row r=\"4\" hidden=\"0\">\(cells)</row>",
            before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"4\" max=\"16384\" hidden=\"true\"/></cols>"
        )
        let all = try read(book)
        #expect(all.texts == [["1", "2", "3"], ["1", "2", "3"], ["1", "2", "3"]])
        #expect(all.closing.hiddenRows == 1)
        #expect(all.closing.hiddenColumns == 1)
        let visible = try read(book, SheetReading(visibleOnly: true))
        #expect(visible.texts == [["1", "", "3"], ["1", "", "3"]])
        #expect(visible.rows.map(\.number) == [1, 4])
        #expect(visible.closing.hiddenRows == 1)
        #expect(visible.closing.hiddenColumns == 1)
    }

    @Test func mergedCellsThatCrossRowsOfData() throws {
        let after = """
            <mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="A1:A2"/><mergeCell ref="B5:B9"/>\
            <mergeCell ref="C2:D3"/><mergeCell ref="nonsense"/></mergeCells>
            """
        let sheet = try read(XLSXBook("<row><c><v>1</v></c></row>", after: after), SheetReading(startRow: 2))
        #expect(sheet.closing.findings.map(\.code) == [.cellMerged, .cellMerged])
        #expect(sheet.closing.findings.map(\.parameters) == [["B5:B9"], ["C2:D3"]])
        #expect(sheet.closing.findings.map(\.position.row) == [5, 2])
        #expect(sheet.closing.findings.map(\.severity) == [.warning, .warning])
    }

    @Test func rowsLargerThanABlock() throws {
        let long = String(repeating: "długi tekst & ", count: 2_000).replacing("&", with: "&amp;")
        let row = "<row><c t=\"inlineStr\"><is><t>\(long)x</t></is></c><c><v>1</v></c></row>"
        let sheet = try read(XLSXBook(row + row + "<row><c><v>2</v></c></row>"))
        #expect(sheet.rows.count == 3)
        #expect(sheet.texts[1][0].utf8.count == 2_000 * 15 + 1)
    }

    @Test(arguments: [
        "<row><c><v>1</v></row>", "<row><c><v>1</c></v></row>", "<row", "<row><c t=\"inlineStr\"><is><t>a",
        "<row><c t=\"str\"><v>&unknown;</v></c></row>", "<row><c t=\"str\"><v>a & b</v></c></row>",
        "</sheetData></row>",
        "<row><c t=\"str\"><v>a\u{1}b</v></c></row>", "<row r=1></row>", "<row><c t=\"str\"><v>&#0;</v></c></row>",
        "<row><c t=\"str\"><v>&#xD800;</v></c></row>", "<row><c r=\"<\"/></row>", "<!DOCTYPE a>", "<![CDATA[", "<!-- ",
        "</sheetData></worksheet><row/>", "<1a/>", "<row><c><v>1</v></c></row><", "<row><c r=\"A1\" / ></row>",
    ])
    func damage(data: String) throws {
        #expect(try read(XLSXBook(data)).failure != nil)
    }

    @Test func textThatIsNoUTF8() throws {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80]] {
            for isCDATA in [false, true] {
                let marked = isCDATA ? "<![CDATA[@]]>" : "@"
                let book = XLSXBook("<row><c t=\"inlineStr\"><is><t>\(marked)abc</t></is></c></row>")
                var zip = ZipBytes()
                for part in book.parts {
                    let data = Array(part.text.utf8).flatMap { $0 == UInt8(ascii: "@") ? bytes : [$0] }
                    zip.add(Array(part.name.utf8), data)
                }
                let file = try TemporaryFile(zip.finished())
                defer { withExtendedLifetime(file) {} }
                for xml in SheetXMLParser.allCases { #expect(ReadSheet(file.source, xml).failure == "xml.damaged") }
            }
        }
    }

    @Test func otherEncodingsAreLeftToLibxml2() throws {
        let xml = "<worksheet><sheetData><row><c t=\"str\"><v>Łódź 🙂</v></c></row></sheetData></worksheet>"
        let utf16 = [0xFEFF] + Array(("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + xml).utf16)
        let latin2 = "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>" + xml.replacing("Łódź 🙂", with: "@")
        let encoded: [([UInt8], String)] = [
            (utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "Łódź 🙂"),
            ([0xEF, 0xBB, 0xBF] + Array(xml.utf8), "Łódź 🙂"),
            (Array(latin2.utf8).flatMap { $0 == UInt8(ascii: "@") ? [0xA3, 0xF3, 0x64, 0xBC] : [$0] }, "Łódź"),
        ]
        for (bytes, expected) in encoded {
            var zip = ZipBytes()
            for part in XLSXBook().parts {
                let isSheet = part.name.hasSuffix("sheet1.xml")
                zip.add(Array(part.name.utf8), isSheet ? bytes : Array(part.text.utf8))
            }
            let file = try TemporaryFile(zip.finished())
            defer { withExtendedLifetime(file) {} }
            for size in Self.sizes {
                #expect(ReadSheet(file.source, .scanner, blockBytes: size).texts == [[expected]])
                #expect(ReadSheet(file.source, .libxml2, blockBytes: size).texts == [[expected]])
            }
        }
    }
}
