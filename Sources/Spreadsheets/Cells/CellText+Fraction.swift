import Glibc
import Tables

extension CellText {
    /// Powers up to this one are exact as `Double`s.
    private static let powers: [Double] = (0...22).map { Double("1e\($0)") ?? 1 }

    /// Appends a fraction of fifteen significant digits; false where the fast way cannot tell them for sure.
    ///
    /// The number times a power of ten is a whole number of fifteen digits. Tricky: the product is off by at most 1/16,
    /// half of what its last bit weighs, so it is rounded right unless it lies close to the middle between two.
    static func appendScaled(_ value: Double, to text: RawArray<UInt8>) -> Bool {
        let magnitude = abs(value)
        guard magnitude >= 1e-7, magnitude < wholeLimit else { return false }
        // The binary exponent tells the decimal one (log 2 is 1,233/4,096), or one less.
        var decimals = min(14 - (Int(magnitude.exponent) * 1_233) >> 12, powers.count - 1)
        if decimals > 0, magnitude * powers[decimals] >= wholeLimit { decimals -= 1 }
        let scaled = magnitude * powers[decimals]
        guard abs(scaled - scaled.rounded(.down) - 0.5) > 0.1 else { return false }
        var digits = Int(scaled.rounded())
        while decimals > 0, digits % 10 == 0 {
            digits /= 10
            decimals -= 1
        }
        if value < 0 { text.append(UInt8(ascii: "-")) }
        appendPlaced(digits, decimals: decimals, to: text)
        return true
    }

    private static func appendPlaced(_ digits: Int, decimals: Int, to text: RawArray<UInt8>) {
        appendDigits(digits, atLeast: decimals + 1, to: text)
        guard decimals > 0 else { return }
        text.reserve(1)
        let mark = text.base + text.count - decimals
        memmove(mark + 1, mark, decimals)
        mark.pointee = UInt8(ascii: ".")
        text.count += 1
    }
}
