import Tables
import Testing

@testable import Spreadsheets

@Suite("The XML push parser")
struct XMLPushParserTests {
    /// Writes what it gets as one line of text.
    private final class Recorder: XMLHandler {
        enum Tag: String, CaseIterable { case sheet, row }
        var tags: XMLTags<Tag>
        let id: XMLName
        var text = ""

        init(_ parser: XMLPushParser) {
            tags = XMLTags(parser)
            id = parser.name("id")
        }

        func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
            text += "<" + (tags[name]?.rawValue ?? "?")
            if let value = attributes[id, isQualified: false] { text += " " + value.string }
            if let value = attributes[id, isQualified: true] { text += " r:" + value.string }
            text += ">"
        }
        func endElement(_ name: XMLName) { text += "</>" }
        func characters(_ piece: XMLText) { text += piece.string }
    }

    private func parse(
        _ bytes: [UInt8], chunk: Int = 7, limits: WorkbookLimits = WorkbookLimits()
    ) throws(ImportFailure) -> String {
        let parser = XMLPushParser(file: "book.xlsx", part: "xl/part.xml", limits: limits)
        let recorder = Recorder(parser)
        try parser.parse(MemoryByteSource(bytes, chunk: chunk), to: recorder)
        return recorder.text
    }

    private func failure(_ xml: String, limits: WorkbookLimits = WorkbookLimits()) -> ImportFailure? {
        do {
            _ = try parse(Array(xml.utf8), limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [1, 3, 64, 100_000])
    func knowsLocalNamesWhateverThePrefix(chunk: Int) throws {
        let xml = """
            <?xml version="1.0"?><x:sheet xmlns:x="urn:a" xmlns:r='urn:b' r:id="2" id = '1'><!-- no --><x:row/>\
            a&amp;b&#x142;<![CDATA[<c>]]><other/></x:sheet>
            """
        #expect(try parse(Array(xml.utf8), chunk: chunk) == "<sheet 1 r:2><row></>a&bł<c><?></></>")
    }

    @Test(arguments: [1, 2, 64, 100_000])
    func readsUTF16(chunk: Int) throws {
        let xml =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><row>Łódź 🙂" + String(repeating: "x", count: 500) + "</row>"
        let units = [0xFEFF] + Array(xml.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let expected = "<row>Łódź 🙂" + String(repeating: "x", count: 500) + "</>"
        #expect(try parse(little, chunk: chunk) == expected)
        #expect(try parse(big, chunk: chunk) == expected)
    }

    @Test func resolvesEntitiesInAttributes() throws {
        #expect(try parse(Array("<row id=\"&lt;a &amp; b&gt; &quot;&apos;&#65;\"/>".utf8)) == "<row <a & b> \"'A></>")
    }

    @Test func refusesDocumentTypesAndEntities() {
        let bomb = "<!DOCTYPE row [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><row>&b;</row>"
        #expect(failure(bomb)?.code == "xml.document_type")
        #expect(failure("<!DOCTYPE row SYSTEM \"file:///etc/passwd\"><row/>")?.code == "xml.document_type")
        #expect(failure("<row>&unknown;</row>")?.code == "xml.damaged")
    }

    @Test func saysWhereADocumentIsDamaged() {
        let failure = failure("<sheet>\n<row>\n</sheet>")
        #expect(failure?.code == "xml.damaged")
        #expect(failure?.status == .badInput)
        #expect(failure?.message.contains("\"xl/part.xml\" is no XML in line 3") == true)
        #expect(self.failure("")?.code == "xml.damaged")
        #expect(self.failure("<row>")?.code == "xml.damaged")
    }

    @Test func limitsDepth() {
        var limits = WorkbookLimits()
        limits.xmlDepth = 3
        #expect(failure("<a><a><a></a></a></a>", limits: limits) == nil)
        #expect(failure("<a><a><a><a></a></a></a></a>", limits: limits)?.code == "limit.xml-depth")
        #expect(failure(String(repeating: "<a>", count: 100_000))?.code == "limit.xml-depth")
    }
}
