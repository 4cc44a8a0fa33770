import Testing

@testable import Mapping

@Suite struct ShapeFinderTests {
    private func shapes(_ text: String) -> Set<ValueShape> {
        var text = text
        let found = text.withUTF8 { ShapeFinder().shapes($0.baseAddress!, $0.count) }
        return Set(ValueShape.allCases.filter { found.contains(ShapeSet($0)) })
    }

    private static let number: Set<ValueShape> = [.integer, .decimalPoint, .decimalComma]

    private static let examples: [(String, Set<ValueShape>)] = [
        // Addresses
        ("ada@firma.example", [.email]), ("Ada Lovelace <ada@firma.example>", [.email]), ("ada@firma", []),
        ("@firma.example", []), ("a@b@c.example", []), ("zażółć@firma.example", [.email]),
        ("a@x.example; b@x.example", [.several, .words]),
        ("https://x.example/a?b=c", [.url]), ("WWW.firma.example", [.url]), ("firma.example", [.url]), ("S.A.", []),
        ("a.b", []), ("ul. Polna", [.words]),
        // Numbers
        ("0", number.union([.boolean])), ("7", number), ("-12", number), ("123456", number),
        ("1234567", number.union([.phone])), ("00123", [.identifier]), ("0012345678", [.identifier, .phone]),
        ("188974000000020000", [.identifier]), ("12.5", [.decimalPoint]), ("12,5", [.decimalComma]),
        ("1,234", [.decimalPoint, .decimalComma]), ("1.234,50", [.decimalComma]), ("1,234.50", [.decimalPoint]),
        ("1 234", [.decimalPoint, .decimalComma]), ("1\u{A0}234,5", [.decimalComma]), ("1'234.50", [.decimalPoint]),
        ("1.234.567", [.decimalComma]), ("1,23,456", [.several]), ("1..2", []), (".5", []), ("5.", []),
        ("8.48E10", [.decimalPoint]),
        ("1,25E+17", [.decimalComma]), ("12E", []),
        // Telephone numbers
        ("+49 221 555123", [.phone]), ("(22) 555 01 10", [.phone]), ("0171/5550123", [.phone]), ("555-0123", [.phone]),
        ("01310-100", [.phone]), ("31-042", []), ("+1 555", []), ("13855501234", number.union([.phone])),
        ("+49 221 555 ext 3", [.words]),
        // Dates
        ("2024-03-05", [.dateISO, .dateYMD]), ("2024-3-5", [.dateYMD]), ("2024/3/5 9:05", [.dateYMD, .withTime]),
        ("2024-03-05T10:11:12.000Z", [.dateISO, .dateYMD, .withTime]), ("13.05.2024", [.dateDMY]),
        ("04/05/2024", [.dateDMY, .dateMDY]), ("05/13/2024", [.dateMDY]), ("04/05/24", [.dateDMY, .dateMDY, .dateYMD]),
        ("13.05.2024 14:30", [.dateDMY, .withTime]), ("07 Oct 2024 11:45 AM", [.dateDMY, .withTime]),
        ("25/Feb/26 10:17 PM", [.dateDMY, .withTime]), ("Oct 7, 2024", [.dateMDY]), ("3. März 2024", [.dateDMY]),
        ("5 stycznia 2024", [.dateDMY]), ("3 de março de 2024", [.dateDMY]), ("2024年3月5日", [.dateYMD]),
        ("2024年3月5日 14:30", [.dateYMD, .withTime]), ("13/13/2024", [.phone]), ("99.99.9999", [.phone]),
        ("2024-03-05 Bericht", [.words]), ("12 Monkeys 2024", [.words]),
        // Lengths of time
        ("1:30", [.duration]), ("108:05:00", [.duration]), ("1h 30m", [.duration]), ("90 min", [.duration]),
        ("1:3", []),
        ("12:34:56:78", []),
        // Words
        ("Tak", [.boolean]), ("FAŁSZ", [.boolean]), ("是", [.boolean]), ("verdadeiro", [.boolean]), ("x", [.boolean]),
        ("Anna", []), ("Anna Nowak", [.words]), ("vip; messe", [.several, .words]),
        ("* myContacts ::: Family", [.several, .words]),
        ("<p>Hallo Welt</p>", [.html, .words]), ("a < b", [.words]), ("打印机无法启动", [.words]), ("北京", []),
        ("Müller", []), ("-", []), ("…", []),
    ]

    @Test(arguments: examples.indices)
    func everyValueHasItsShapes(_ index: Int) {
        let (text, wanted) = Self.examples[index]
        #expect(shapes(text) == wanted, "\(text)")
    }

    @Test func longTextsAreJudgedByTheirBeginning() {
        let long = String(repeating: "ein langer Satz ", count: 400)
        #expect(shapes(long) == [.words])
        #expect(shapes("<div>" + long) == [.words] || shapes("<div>" + long + "</div>").contains(.html))
        #expect(shapes(String(repeating: "7", count: 500)) == [])
    }

    @Test func noBytesLeadOutOfAValue() {
        // Every prefix of awkward values: the tests look at neighbours of a byte.
        for text in [
            "2024年3月5日 14:30", "3 de março de 2024", "1\u{A0}234,5", "a@b.c<d>", "1h 30m.", "25/Feb/26 10:17",
            "-1,2E+3",
        ] {
            let bytes = Array(text.utf8)
            for length in 1...bytes.count {
                bytes[..<length].withUnsafeBufferPointer { _ = ShapeFinder().shapes($0.baseAddress!, length) }
            }
        }
    }
}
