import Tables
import Testing

@testable import Spreadsheets

@Suite("What a number format makes of a number")
struct NumberFormatTests {
    private func text(_ value: Double, _ code: String) -> String {
        let batch = RowBatch()
        return batch.string(CellText().append(value, as: NumberFormat(code: code).kind, to: batch.text))
    }

    @Test(arguments: [
        "General", "GENERAL", "general", "Standard", "@", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00",
        "##0.0E+0", "# ?/?", "# ??/??", "# ?/16", "#,##0.00 \"zł\"", "#,##0.00\\ [$zł-415]", "[$€-407] #,##0.00",
        "[$CHF]\\ #,##0.00", "\"$\"#,##0_);[Red]\\(\"$\"#,##0\\)",
        "_-* #,##0.00\\ _zł_-;\\-* #,##0.00\\ _zł_-;_-* \"-\"??\\ _zł_-;_-@_-",
        "[Red]0", "[red]0.0", "[Blue][>100]0;0", "General\" items\"", "0\" items\"", "0\\ \"szt.\"", "# ##0",
        "#\\ ##0\\ \"Kč\"",
        "### ### ##0", "#'##0", "0.0,,\"M\"", "+0;-0;0", "[=0]\"\";General", "0;-0;\"-\"", ";;;", "",
        "[<1000]0;[<1000000]0.0,\"k\";0.0,,\"M\"", "#,##0.00 USD", "t0.00", "[unclosed", "\\",
    ])
    func plainNumber(code: String) {
        #expect(NumberFormat(code: code).kind == .number, "\(code)")
        #expect(text(1_234.5, code) == "1234.5")
    }

    @Test(arguments: [
        "yyyy-mm-dd", "m/d/yyyy", "d-mmm-yy", "[$-415]d mmm yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        "[$-F800]",
        "[$-x-sysdate]dddd, mmmm dd, yyyy", "dd\\.mm\\.yyyy", "mmm-yy", "d-mmm", "mmmm", "ddd", "yyyy", "m/d",
        "yyyy\"年\"m\"月\"d\"日\"", "[$-411]ge.m.d;@", "[$-411]ggge\"年\"m\"月\"d\"日\"", "[$-404]e/m/d;@", "aaaa",
        "[$-804]aaa",
        "[$-41E]d mmm bb", "[$-107041E]d/mm/bbbb;@", "ว/ด/ปปปป", "[Red]dd/mm/yy", "yyyy-mm-dd;[Red]-0",
        "\"on \"d.m.yyyy",
        "DD/MM/YYYY", "d\"day\"",
    ])
    func date(code: String) {
        #expect(text(45_352.25, code) == "2024-03-01", "\(code)")
    }

    @Test(arguments: [
        "yyyy-mm-dd hh:mm:ss", "m/d/yyyy h:mm", "[$-409]m/d/yy h:mm AM/PM;@", "dd/mm/yyyy\\ hh:mm", "d h:mm",
        "mmm h:mm",
        "yyyy/m/d 上午/下午h:mm", "yyyy-mm-dd\\Thh:mm:ss.000\\Z", "ว/ด/ปปปป ช:นน",
    ])
    func dateAndTime(code: String) {
        #expect(text(45_352.25, code) == "2024-03-01T06:00:00", "\(code)")
    }

    @Test(arguments: [
        "h:mm", "hh:mm:ss", "h:mm AM/PM", "h:mm:ss A/P", "mm:ss", "mm:ss.0", "ss", "[$-F400]h:mm:ss\\ AM/PM",
        "上午/下午h\"时\"mm\"分\"", "h\"時\"mm\"分\"ss\"秒\"", "[$-x-systime]h:mm:ss", "hh\\hmm",
    ])
    func time(code: String) {
        #expect(text(0.75, code) == "18:00:00", "\(code)")
    }

    @Test(arguments: [
        "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[ss]", "[h]:mm:ss;@", "[$-409][h]:mm", "[ss].00", "[ช]:นน:ทท",
    ])
    func elapsed(code: String) {
        #expect(text(26.5 / 24, code) == "PT26H30M", "\(code)")
        #expect(text(-0.5, code) == "-PT12H")
        #expect(text(0, code) == "PT0S")
    }

    @Test func idsAsTheyAreShown() {
        #expect(text(7, "00000") == "00007")
        #expect(text(-7, "00000") == "-00007")
        #expect(text(123_456, "00000") == "123456")
        #expect(text(1_234, "00-000") == "01-234")
        #expect(text(123_456, "00\\-000") == "123-456")
        #expect(text(12_345, "00000\\-0000") == "00001-2345")
        #expect(text(78_051_120, "000-00-0000") == "078-05-1120")
        #expect(text(5_551_234_567, "(000) 000-0000") == "(555) 123-4567")
        #expect(text(5_551_234, "[<=9999999]###-####;(###) ###-####") == "555-1234")
        #expect(text(5_551_234_567, "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####") == "(555) 123-4567")
        #expect(text(600_700_800, "000 000 000") == "600 700 800")
        #expect(text(600_700_800, "+48 000 000 000") == "+48 600 700 800")
        #expect(text(42, "\"TCK-\"00000") == "TCK-00042")
        #expect(text(1_012_024, "00\"/\"00\"/\"0000") == "01/01/2024")
        #expect(text(0, "00-000") == "00-000")
        #expect(text(-12, "00-00") == "-00-12")
        #expect(text(1e18, "00-000") == "1000000000000000000")
    }

    @Test func wordsInPlaceOfANumber() {
        let code = "\"Yes\";\"Negative\";\"No\""
        #expect([1, -1, 0].map { text($0, code) } == ["Yes", "Negative", "No"])
        #expect([1, 0].map { text($0, "[=1]\"Ja\";[=0]\"Nein\";General") } == ["Ja", "Nein"])
        #expect(text(7, "[=1]\"Ja\";[=0]\"Nein\";General") == "7")
        #expect(text(0, "0;-0;\"none\"") == "0")
    }

    @Test func builtInFormats() {
        #expect(NumberFormat.builtIn(0) == nil)
        let kinds = { (id: Int) in NumberFormat(code: NumberFormat.builtIn(id) ?? "General").kind }
        for id in Array(1...13) + Array(37...44) + [48, 49, 59, 70] { #expect(kinds(id) == .number) }
        for id in Array(14...17) + Array(27...31) + [36, 50, 57, 58, 71, 81] { #expect(kinds(id) == .date) }
        for id in [18, 19, 20, 21, 32, 33, 45, 47, 75] { #expect(kinds(id) == .time) }
        for id in [22, 77] { #expect(kinds(id) == .dateTime) }
        for id in [46, 79] { #expect(kinds(id) == .elapsed) }
        // What is a date in Japan is a time in China.
        #expect([0.75, 45_352].map { text($0, NumberFormat.builtIn(34) ?? "") } == ["18:00:00", "2024-03-01"])
    }
}
