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
        #expect(text(12_345_678_901_234_567) == "12345678901234568")
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
