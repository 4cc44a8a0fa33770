import Foundation
import Tables
import Testing

@testable import Spreadsheets

/// Our scanner says the same as libxml2, wherever a document is cut.
@Suite struct XMLScannerTests {
    private static let documents = [
        "<a/>", "<?xml version='1.0'?>\n<!-- c --><a b = \"1\" c='2'>t<b/>u</a>\n<?pi x?>",
        "<a>1 &lt; 2 &amp;&amp; &#65;&#x1F600; &quot;</a>", "<a b=\"&lt;&#10;x\ty\nz&amp;\" c='\"'/>",
        "<a>\r\nline\rline\n</a>", "<a><![CDATA[<b>&amp;]] ></b>]]></a>", "<a><!-- <b> - -->x</a>",
        "<x:a xmlns:x='u' x:b='1' b='2'><x:a xmlns:x='v' x:b='3'/><y:a xmlns:y='u' y:b='4'/><x:a x:b='5'/></x:a>",
        "<a x:b='1' xmlns:x='u'><b x:b='2'/></a>", "<a>Zażółć 漢字 😀</a>", "<ä ö='ü'>x</ä>",
        "<a></b>", "<a>", "<a/><b/>", "text", "<a b=1/>", "<a b/>", "<a b='<'/>", "<a>&nbsp;</a>", "<a>&amp</a>",
        "<a>\u{1}</a>", "<a><b></a></b>", "<!DOCTYPE a><a/>", "<a>x</a>y", "", "< a/>", "<a b='1'", "</a>",
        "<a>&#0;</a>", "<a><![CDATA[x</a>", "<a>&#xD800;</a>",
    ]

    /// What a parser says of a document; texts are put together.
    private final class Events: XMLHandler {
        private(set) var list: [String] = []
        private let names: [(String, XMLName)]
        private let attributes: [(String, XMLName)]
        private let spaces: [(String, XMLName)]

        init(_ parser: any XMLNaming) {
            names = ["a", "b", "ä"].map { ($0, parser.name($0)) }
            attributes = ["b", "c", "ö"].map { ($0, parser.name($0)) }
            spaces = ["u", "v"].map { ($0, parser.name($0)) }
        }

        private func text(_ name: XMLName) -> String { names.first { $0.1 == name }?.0 ?? "?" }

        func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
            var values = self.attributes.compactMap { key, name in attributes[name].map { "\(key)=\($0.string)" } }
            for (space, uri) in spaces {
                for (key, name) in self.attributes {
                    if let value = attributes[name, in: uri] { values.append("\(space):\(key)=\(value.string)") }
                }
            }
            list.append("<\(text(name)) \(values.joined(separator: " "))>")
        }

        func endElement(_ name: XMLName) { list.append("</\(text(name))>") }

        func characters(_ text: XMLText) {
            if let last = list.last, last.hasPrefix("'") {
                list[list.count - 1] += text.string
            } else {
                list.append("'" + text.string)
            }
        }
    }

    private static func events(_ parser: any XMLParser, _ bytes: [UInt8], cut: Int) -> [String]? {
        let events = Events(parser)
        do {
            try bytes.withUnsafeBytes { bytes in
                try parser.feed(UnsafeRawBufferPointer(rebasing: bytes.prefix(cut)), to: events)
                try parser.feed(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(cut)), to: events)
            }
            try parser.finish(events)
            return events.list
        } catch {
            return nil
        }
    }

    private static func scanned(_ bytes: [UInt8], cut: Int = 0) -> [String]? {
        events(XMLScanner(file: "f", part: "p", limits: WorkbookLimits()), bytes, cut: cut)
    }

    private static func parsed(_ bytes: [UInt8]) -> [String]? {
        events(XMLPushParser(file: "f", part: "p", limits: WorkbookLimits()), bytes, cut: 0)
    }

    @Test(arguments: documents) func saysWhatLibxml2Says(_ document: String) {
        let bytes = Array(document.utf8)
        let expected = Self.parsed(bytes)
        for cut in 0...bytes.count { #expect(Self.scanned(bytes, cut: cut) == expected, "cut at \(cut)") }
    }

    @Test func refusesWhatIsNoUTF8() {
        #expect(Self.scanned([0x3C, 0x61, 0x3E, 0xC3, 0x28, 0x3C, 0x2F, 0x61, 0x3E]) == nil)
        #expect(Self.scanned(Array("<a>".utf8) + [0xC3]) == nil)
    }

    @Test func depthIsLimited() {
        let deep = String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
        #expect(Self.scanned(Array(deep.utf8)) == nil)
    }

    /// What libxml2 takes, the scanner takes, and says the same of it.
    @Test func agreesOnDocumentsWithBytesChanged() {
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        let marks = Array("<>&;\"'= /!?-]ab:x\n#".utf8)
        for round in 0..<4_000 {
            var bytes = Array(Self.documents[round % 11].utf8)
            for _ in 0...next(2) { bytes[next(bytes.count)] = marks[next(marks.count)] }
            guard let expected = Self.parsed(bytes) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(Self.scanned(bytes, cut: next(bytes.count)) == expected, "\(text)")
        }
    }

    @Test(.enabled(if: WorkbookCorpus.folder != nil, "the corpus is not there"))
    func readsTheSameOfSpreadsheets() throws {
        for book in WorkbookCorpus.books("calamine", ["ods"]) where book.name != "pass_protected.ods" {
            let scanned = try ODSWorkbook(file: book.file, xml: .scanner)
            let parsed = try ODSWorkbook(file: book.file, xml: .libxml2)
            #expect(scanned.sheets == parsed.sheets)
            for sheet in scanned.sheets.indices {
                #expect(try CorpusGrid(scanned, sheet: sheet) == CorpusGrid(parsed, sheet: sheet), "\(book.name)")
            }
        }
    }
}
