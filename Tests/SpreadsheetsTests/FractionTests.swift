import Tables
import Testing

@testable import Spreadsheets

@Suite("Fractions written fast")
struct FractionTests {
    /// The slow and obvious way is the oracle.
    @Test func sayTheSameAsTheSlowWay() {
        var random = SystemRandomNumberGenerator()
        let text = RawArray<UInt8>()
        for _ in 0..<200_000 {
            let value = Self.anyFraction(&random)
            text.removeAll()
            guard CellText.appendScaled(value, to: text) else { continue }
            #expect(String(decoding: text.buffer, as: UTF8.self) == CellText.fraction(value))
        }
    }

    /// Cents, results of calculations, and bits at random.
    private static func anyFraction(_ random: inout SystemRandomNumberGenerator) -> Double {
        let number = Double(Int32.random(in: -1_000_000...1_000_000, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return number / 100
        case 1: return number * 1.37
        case 2: return number * 1e-9 * Double.random(in: 0...1, using: &random)
        default: return Double.random(in: -1e15...1e15, using: &random)
        }
    }

    @Test func areTakenFastWhereTheyAreUsual() {
        let text = RawArray<UInt8>()
        for value in [0.1 + 0.2, 94.53, -1234.5, 0.000_012_5, 99_999_999.99] {
            #expect(CellText.appendScaled(value, to: text))
        }
        #expect(String(decoding: text.buffer, as: UTF8.self) == "0.394.53-1234.50.000012599999999.99")
    }
}
