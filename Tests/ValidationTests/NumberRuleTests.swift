import HelpDesk
import Tables
import Testing

@testable import Validation

@Suite struct NumberRuleTests {
    private static let comma = UInt8(ascii: ",")

    @Test(arguments: [
        ("0", "0"), ("42", "42"), ("-42", "-42"), ("+42", "42"), ("007", "7"), ("1,234,567", "1234567"),
        ("1 234", "1234"), ("1\u{A0}234", "1234"), ("1\u{202F}234", "1234"), ("1'234", "1234"), ("1’234", "1234"),
        ("5.00", "5"), ("-0", "0"), ("9223372036854775807", "9223372036854775807"), ("\u{2212}3", "-3"),
    ])
    func readsIntegers(text: String, canonical: String) throws {
        try expect(text, as: .integer, reads: canonical)
    }

    @Test(arguments: ["", "-", "1.5", "12,34", "1,2345", "1 23", "a", "1a", "9223372036854775808", "1,234 567", "1e3"])
    func refusesWhatIsNoInteger(text: String) throws {
        guard !text.isEmpty else { return }
        #expect(try check(text, as: .integer).codes == [.integerInvalid])
    }

    @Test(arguments: [
        ("1.5", "1.5"), ("1.50", "1.5"), ("1.00", "1"), ("01.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5"),
        ("1,234.5", "1234.5"), ("-0.00", "0"), ("0.10", "0.1"), ("123456789012345678901234567890.1", nil as String?),
    ])
    func readsDecimals(text: String, canonical: String?) throws {
        let result = try check(text, as: .decimal)
        #expect(result.value == canonical ?? text)
        #expect(result.codes.isEmpty)
    }

    @Test(arguments: [
        ("1,5", "1.5"), ("1.234,50", "1234.5"), ("1 234,5", "1234.5"), ("1.234", "1234"), ("12.345.678", "12345678"),
    ])
    func readsDecimalCommas(text: String, canonical: String) throws {
        #expect(try check(text, as: .decimal) { $0.reading.decimalMark = Self.comma }.value == canonical)
    }

    @Test func refusesTheOtherMarkWhereItSeparatesNoGroups() throws {
        #expect(try check("12.5", as: .decimal) { $0.reading.decimalMark = Self.comma }.codes == [.decimalInvalid])
        #expect(try check("1,5", as: .decimal).codes == [.decimalInvalid])
        #expect(try check("1.234.5", as: .decimal).codes == [.decimalInvalid])
        for text in ["-", ".", "1..2", "€5", "5 %", "NaN", "1,234,56"] {
            #expect(try check(text, as: .decimal).codes == [.decimalInvalid], "\(text)")
        }
    }

    @Test func readsNumericCellsWithADotWhateverTheMapping() throws {
        let result = try check("1234.5", as: .decimal, kind: .number) { $0.reading.decimalMark = Self.comma }
        #expect(result.value == "1234.5")
        #expect(try check("1.25E+3", as: .decimal, kind: .number).value == "1250")
        #expect(try check("1.5E-2", as: .decimal, kind: .number).value == "0.015")
        #expect(try check("12.0", as: .integer, kind: .number).value == "12")
    }

    @Test(arguments: [
        (DurationUnit.minutes, "90", "5400"), (.minutes, "1.5", "90"), (.hours, "0.5", "1800"), (.ms, "1500", "2"),
        (.clock, "1:30", "5400"), (.clock, "100:00:05", "360005"), (.minutes, "01:00:00", "3600"),
    ])
    func readsDurations(unit: DurationUnit, text: String, seconds: String) throws {
        #expect(try check(text, as: .integer) { $0.reading.unit = unit }.value == seconds)
    }

    @Test(arguments: [(DurationUnit.clock, "90"), (.minutes, "1:30"), (.clock, "1:60"), (.hours, "-1"), (.ms, "x")])
    func refusesWhatIsNoDuration(unit: DurationUnit, text: String) throws {
        let result = try TestBatch(.of(.integer) { $0.reading.unit = unit }, [[TestCell(text, .text)]]).run()
        #expect(result.codes == [.durationInvalid])
        #expect(result.batch.findings[0].parameters == [unit.rawValue])
    }
}
