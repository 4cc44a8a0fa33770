import Tables
import Testing

@testable import Spreadsheets

@Suite("What a number cell says")
struct CellTextTests {
    private func text(_ value: Double, _ code: String = "General", uses1904: Bool = false) -> String {
        let batch = RowBatch()
        let span = CellText(uses1904: uses1904).append(value, as: NumberFormat(code: code).kind, to: batch.text)
        return batch.string(span)
    }

    @Test func plainNumbers() {
        #expect(text(234) == "234")
        #expect(text(-7) == "-7")
        #expect(text(0.1 + 0.2) == "0.3")
        #expect(text(12_345_678_901_234_568) == "12345678901234568")
        #expect(text(1.5e-7) == "0.00000015")
        #expect(text(1.2e20) == "120000000000000000000")
        #expect(text(7, "00000") == "00007")
        #expect(text(0.25, "0%") == "0.25")
        #expect(text(1234.5, "#,##0.00 \"zł\"") == "1234.5")
    }

    @Test func datesByFormat() {
        #expect(text(45_352, "yyyy-mm-dd") == "2024-03-01")
        #expect(text(45_352, "[$-415]d mmm yyyy;@") == "2024-03-01")
        #expect(text(45_352.5, "dd.mm.yyyy hh:mm") == "2024-03-01T12:00:00")
        #expect(text(0.75, "h:mm AM/PM") == "18:00:00")
        #expect(text(26.5 / 24, "[h]:mm:ss") == "PT26H30M")
        #expect(text(59, "d/m/yy") == "1900-02-28")
        #expect(text(60, "d/m/yy") == "1900-02-29")
        #expect(text(61, "d/m/yy") == "1900-03-01")
        #expect(text(0, "d/m/yy", uses1904: true) == "1904-01-01")
        #expect(text(45_352, "yyyy\"年\"m\"月\"d\"日\"") == "2024-03-01")
    }
}

@Suite("Numbers as they are written")
struct WrittenNumberTests {
    private func cell(_ written: String, _ code: String = "General") -> (text: String, kind: CellKind) {
        let batch = RowBatch()
        batch.text.append(Array(written.utf8), count: written.utf8.count)
        let kind = NumberFormat(code: code).kind
        let span = CellText().written(start: 0, length: written.utf8.count, as: kind, in: batch.text)
        return (batch.string(span), span.kind)
    }

    @Test(arguments: ["0", "7", "-7", "234", "123456789012345", "0.5", "-0.25", "1234.56", "10.05"])
    func canonicalOnesAreTakenAsTheyAre(written: String) {
        #expect(cell(written) == (written, .number))
    }

    @Test func othersAreWrittenAnew() {
        #expect(cell("12.50").text == "12.5")
        #expect(cell("12.0").text == "12")
        #expect(cell("007").text == "7")
        #expect(cell("-0").text == "0")
        #expect(cell("1.5E-7").text == "0.00000015")
        #expect(cell("1E3").text == "1000")
        #expect(cell(" 42 ").text == "42")
        #expect(cell("0.30000000000000004").text == "0.3")
        #expect(cell("1.1000000000000001").text == "1.1")
        #expect(cell("12345678901234567").text == "12345678901234568")
        #expect(cell("489290024005183000").text == "489290024005183000")
        #expect(cell("0.333333333333333315").text == "0.333333333333333")
        #expect(cell("45352.506944444445", "yyyy-mm-dd hh:mm").text == "2024-03-01T12:10:00")
        #expect(cell("1E+308").text.utf8.count == 309)
    }

    @Test(arguments: ["abc", "1e999", "nan", "0x10", "1.2.3", "-", ".", "1,5", "--1"])
    func whatIsNoNumberIsText(written: String) {
        #expect(cell(written) == (written, .text))
    }

    @Test func sameAsByWayOfDouble() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let digits = Int.random(in: 0..<1_000_000_000_000_000, using: &generator)
            let written = "\(digits / 1_000_000).\(String(digits % 1_000_000 + 1_000_000).dropFirst())"
            let batch = RowBatch()
            let expected = batch.string(CellText.appendNumber(Double(written) ?? 0, digits: 0, to: batch.text))
            #expect(cell(written).text == expected)
        }
    }
}
