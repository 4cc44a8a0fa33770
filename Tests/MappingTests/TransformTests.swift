import Foundation
import HelpDesk
import Tables
import Testing

@testable import Mapping

/// What the examples of `docs/transforms.md` leave out.
@Suite struct TransformTests {
    /// What a transform makes of a text; nil for blank.
    private func apply(_ transform: String, _ text: String, kind: CellKind = .text) throws -> String? {
        try cells(transform, [text], kind: kind)[0]
    }

    private func cells(_ transform: String, _ texts: [String], kind: CellKind = .text) throws -> [String?] {
        let yaml = """
            unmapped: ignore
            records: [{ entity: contacts, columns: { email: M, city: { from: A, transform: \(transform) } } }]
            """
        let file = try MappingParser.parse(yaml, name: "m.yaml")
        let argument = MapArgument(pattern: TablePattern("*"), mapping: file)
        let table = MemoryTable("c.csv", [["M", "A"]])
        let bound = try MappingBinder(arguments: [argument], presets: []).bind([table]).bound[0].records[0]
        let batch = RecordBatch(rows: RowBatch(), columns: 2, hashColumns: 1)
        batch.rows.fill(texts.map { ["m", $0] })
        for row in texts.indices {
            let cell = batch.rows.cells[row * 2 + 1]
            batch.rows.cells[row * 2 + 1] = TextSpan(start: Int(cell.start), length: cell.length, kind: kind)
        }
        ColumnMapper(bound: bound, tableIndex: 0).fill(batch)
        return texts.indices.map { row in
            let span = batch.values.column(1)[row]
            return span.hasValue ? batch.rows.string(span) : nil
        }
    }

    // MARK: Names

    @Test(
        arguments: [
            ("Jan van der Berg", "Jan", "van der Berg"), ("Jan Van Den Berg", "Jan", "Van Den Berg"),
            ("Juan DE LA CRUZ", "Juan", "DE LA CRUZ"), ("Anna Ben Smith", "Anna Ben", "Smith"),
            ("Mohammed bin Salman", "Mohammed", "bin Salman"), ("Kim Al Gore", "Kim Al", "Gore"),
            ("van Beethoven", nil, "van Beethoven"), ("João da Costa e Silva", "João", "da Costa e Silva"),
            ("Willem in 't Veld", "Willem", "in 't Veld"), ("Otto von und zu Berg", "Otto", "von und zu Berg"),
            ("Maria do Carmo Silva", "Maria do Carmo", "Silva"), ("Jan Nowak-Kowalski", "Jan", "Nowak-Kowalski"),
            ("de la Cruz, Juan", "Juan", "de la Cruz"), ("Nowak,", nil, "Nowak"), (", Jan", "Jan", nil),
            ("Nowak , Jan , Dr.", "Jan , Dr.", "Nowak"), ("John Smith Jr.", "John", "Smith Jr."),
            ("King, III", nil, "King, III"), ("Jr.", nil, "Jr."), ("Jan\u{A0}Nowak", "Jan", "Nowak"),
            ("王", nil, "王"), ("诸葛亮", "亮", "诸葛"), ("司馬 光", "光", "司馬"), ("欧阳", "阳", "欧"),
            ("李　小龙", "小龙", "李"), ("王，小明", "小明", "王"), ("김 철수", "철수", "김"), ("황보라", "보라", "황"),
            ("황보석준", "석준", "황보"), ("さくら", nil, "さくら"), ("山田 さくら", "さくら", "山田"),
            ("David 王", "David", "王"), ("王 David", "王", "David"), ("弗拉基米尔·弗·普京", "弗拉基米尔·弗", "普京"),
            ("Ἀλέξανδρος Μέγας", "Ἀλέξανδρος", "Μέγας"), ("𠮷田", "田", "𠮷"), ("·", nil, "·"),
        ] as [(String, String?, String?)])
    func namesAreTakenApart(_ name: String, _ given: String?, _ family: String?) throws {
        #expect(try apply("given_name", name) == given)
        #expect(try apply("family_name", name) == family)
    }

    // MARK: Numbers

    @Test(
        arguments: [
            ("PL", "tel.: +48 22 123 45 67", "+48221234567"), ("PL", "+48\u{A0}22‑123‑45‑67", "+48221234567"),
            ("PL", "＋４８ ２２ １２３ ４５ ６７", "+48221234567"), ("PL", "022 123 45 67", "+48221234567"),
            ("PL", "22 123 45 67, ext. 9", "+48221234567;ext=9"), ("PL", "+48221234567;ext=9", "+48221234567;ext=9"),
            ("PL", "22 123 45 67 #9", "+48221234567;ext=9"), ("PL", "+44 (0) 20 7946 0958", "+442079460958"),
            ("IT", "06 1234 5678", "+390612345678"), ("IT", "+39 (0)6 12345678", "+390612345678"),
            ("IT", "338 123 4567", "+393381234567"), ("IT", "1234567", "1234567"),
            ("US", "(212) 555-0123", "+12125550123"), ("US", "1-212-555-0123", "+12125550123"),
            ("US", "011 48 22 123 45 67", "+48221234567"), ("US", "555-0123", "555-0123"),
            ("RU", "8 (495) 123-45-67", "+74951234567"), ("KZ", "8 701 123 45 67", "+77011234567"),
            ("HU", "06 1 234 5678", "+3612345678"), ("BY", "8 029 123 45 67", "+375291234567"),
            ("CN", "138 0013 8000", "+8613800138000"), ("CN", "010-12345678转801", "+861012345678;ext=801"),
            ("AU", "0011 44 20 7946 0958", "+442079460958"), ("GB", "020 7946 0958", "+442079460958"),
            ("DE", "0171 1234567", "+491711234567"), ("DE", "171 1234567", "171 1234567"),
            ("FR", "06 12 34 56 78", "+33612345678"), ("BR", "(11) 91234-5678", "+5511912345678"),
            ("PL", "+999 1234 5678", "+99912345678"), ("PL", "+48 22 123", "+48 22 123"), ("PL", "112", "112"),
            ("PL", "call me", "call me"), ("PL", "22 123 45 67 x", "22 123 45 67 x"), ("PL", "+", "+"),
            ("PL", "++48 22 123 45 67", "++48 22 123 45 67"),
            ("PL", "22 123 45 67 ext 12345678", "22 123 45 67 ext 12345678"),
            ("PL", "1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
        ])
    func phoneNumbers(_ country: String, _ text: String, _ wanted: String) throws {
        #expect(try apply("{ phone: \(country) }", text) == wanted)
        #expect(try apply("{ phone: \(country) }", wanted) == wanted, "again")
    }

    @Test func everyPlanIsWhole() throws {
        #expect(PhonePlan.countries.count > 80)
        for country in PhonePlan.countries {
            guard let plan = PhonePlan.of(country) else { continue }
            #expect(plan.code.count <= 3 && plan.lengths.upperBound + plan.code.count <= 15)
            let number = [plan.firstDigits[0]] + [UInt8](repeating: 0x32, count: plan.lengths.lowerBound - 1)
            let text = "+" + String(decoding: plan.code + number, as: UTF8.self)
            #expect(try apply("{ phone: \(country) }", text) == text)
        }
    }

    // MARK: Texts

    @Test(
        arguments: [
            ("a<b>b</b>c", "abc"), ("<div>a</div><div>b</div>", "a\nb"), ("a<br/>b<BR>c", "a\nb\nc"),
            ("  <p>\n a\n b </p>\n", "a b"), ("<p>a</p>\n\n<p>b</p>", "a\nb"),
            ("<script>if (a<b) { x('</b>') }</script>y", "y"), ("a<!-- <p>x</p> -->b", "ab"),
            ("<!DOCTYPE html><html><head><title>T</title></head><body>b</body></html>", "b"),
            ("<a title='a > b' href=\"x\">link</a>", "link"), ("<a href=\"x>link</a>", "link"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("<3 you", "<3 you"), ("<jan@x.example>", "<jan@x.example>"),
            ("<https://x.example>", "<https://x.example>"),
            ("<your name>", "<your name>"), ("a <b", "a <b"), ("&lt;p&gt;", "<p>"), ("AT&T; R&amp;D", "AT&T; R&D"),
            ("&#322;&#x142;&lstrok;&Oacute;", "łłłÓ"), ("&#150;&#0;&#xD800;x", "– \u{FFFD}x"), ("&nosuch;", "&nosuch;"),
            ("a\n\nb &amp; c", "a\n\nb & c"), ("<b>a</b>\n\nb", "a b"), ("<pre>a\n  b</pre>c", "a\nb\nc"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("<p class=\"MsoNormal\">x<o:p></o:p></p>", "x"), ("<p>&nbsp;</p>", nil), ("<br>", nil),
            ("<style>a{}", nil), ("x<!-- y", "x"), ("<ol><li>a<li>b</ol>", "- a\n- b"), ("a&nbsp;b", "a b"),
            ("<p>ż</p>", "ż"), ("<>", "<>"), ("<", "<"), ("&", "&"), ("&;", "&;"), ("</p>", nil), ("</", "</"),
        ] as [(String, String?)])
    func htmlBecomesText(_ html: String, _ wanted: String?) throws {
        #expect(try apply("html_to_text", html) == wanted)
    }

    /// Output is never longer than input, for which there is room only.
    @Test func htmlNeverGrows() throws {
        let pieces = [
            "<", ">", "&", ";", "p", "<p>", "<li>", "<td>", "<pre>", "</pre>", "<br>", " ", "\n", "x", "&#0;", "&lt;",
            "&nbsp;", "\"", "='", "<!--", "-->", "<script>", "</script>", "ż", "&Mu;",
        ]
        var generator = SystemRandomNumberGenerator()
        let texts = (0..<3_000).map { _ in
            (0..<Int.random(in: 1...12, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }
                .joined()
        }
        for (text, result) in zip(texts, try cells("html_to_text", texts)) {
            if (result ?? "").utf8.count > text.utf8.count { Issue.record("\(text) → \(result ?? "")") }
        }
    }

    @Test(
        arguments: [
            ("o'brien", "O'Brien"), ("L’ORÉAL", "L’Oréal"), ("élodie dupont-moretti", "Élodie Dupont-Moretti"),
            ("ßeta", "Sseta"), ("VON BERG", "Von Berg"), ("rio de janeiro", "Rio de Janeiro"),
            ("B2B SALES", "B2B Sales"),
            ("Maria De Luca", "Maria De Luca"), ("it's", "It's"), ("北京", "北京"), ("ǆ", "ǅ"),
        ])
    func titles(_ text: String, _ wanted: String) throws {
        #expect(try apply("title", text) == wanted)
    }

    /// The room that `title` asks for.
    @Test func noLetterGrowsMoreThanThreefold() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let room = UTF8.width(scalar) * 3
            let (title, lower) = (scalar.properties.titlecaseMapping, scalar.properties.lowercaseMapping)
            if title.utf8.count > room || lower.utf8.count > room { Issue.record("\(scalar)") }
        }
    }

    @Test func partsCountFromBothEnds() throws {
        #expect(try apply(#"{ split: { by: "::", part: -2 } }"#, "a:: b ::c") == "b")
        #expect(try apply(#"{ split: { by: "::", part: 4 } }"#, "a::b::c") == nil)
        #expect(try apply(#"{ split: { by: "::", part: -4 } }"#, "a::b::c") == nil)
        #expect(try apply(#"{ split: { by: "::", part: 2 } }"#, "a::") == nil)
        #expect(try apply(#"{ split: { by: "、", part: rest } }"#, "a、b、c") == "b、c")
        #expect(try apply(#"{ split: { by: "long", part: 1 } }"#, "x") == "x")
    }

    @Test func replacementsMayGrowAndShrink() throws {
        let long = String(repeating: "ab", count: 5_000)
        let wanted = String(repeating: String(repeating: "x", count: 50) + "b", count: 5_000)
        let cells = try cells(#"{ replace: { "a": "\#(String(repeating: "x", count: 50))" } }"#, [long, "b", long])
        #expect(cells == [wanted, "b", wanted])
        #expect(try apply(#"{ replace: { "ab": "1", "abc": "2", "b": "" } }"#, "abcabbc") == "21c")
        #expect(try apply(#"{ replace: { "ż": "z" } }"#, "żaż") == "zaz")
    }

    @Test func regularExpressionsSeeWholeValues() throws {
        #expect(
            try apply(#"{ regex: { match: '(\w+)@(\w+)', with: '$2.$1 \$' } }"#, "ola@firma, jan@firma")
                == "firma.ola $, firma.jan $")
        #expect(try apply(#"{ regex: { match: '^\s*$|x', with: '' } }"#, "x") == nil)
        #expect(try apply(#"{ regex: { match: 'ó', with: 'o' } }"#, "Łódź") == "Łodź")
        #expect(try apply(#"{ regex: { match: '\d+', with: '<$0>' } }"#, "a1b22") == "a<1>b<22>")
    }

    @Test(
        arguments: [
            (#"^(\d+)-"#, "-"), (#"abc+d"#, "abc"), (#"ab?cde"#, "cde"), (#"a|b"#, ""), (#"(?i)abc"#, ""),
            (#"[abc]xy\.z"#, "xy.z"), (#"(foo)bar"#, "bar"), (#"x{2}yz"#, "yz"), (#"\bword\b"#, "word"),
            (#"[[a]b]cd"#, ""), (#"\p{Lu}end"#, "end"), (#"a[\]]bc"#, "bc"), (#"ż+"#, "ż"), (#"x\"#, "x"),
        ])
    func literalsOfExpressionsAreFound(_ pattern: String, _ wanted: String) {
        #expect(String(decoding: RegexLiteral.required(by: pattern), as: UTF8.self) == wanted)
    }

    // MARK: Kinds of cells

    @Test func errorsStayAndNumbersBecomeTexts() throws {
        #expect(try apply(#"{ prefix: "PL-" }"#, "#N/A", kind: .error) == "#N/A")
        #expect(try apply("lowercase", "#N/A", kind: .error) == "#N/A")
        #expect(try apply(#"{ prefix: "PL-" }"#, "123", kind: .number) == "PL-123")
        #expect(try apply(#"{ prefix: "PL-" }"#, "1.25E+17", kind: .number) == "1.25E+17")
        #expect(try apply(#"{ prefix: "PL-" }"#, "1234567890123456", kind: .number) == "1234567890123456")
    }
}
