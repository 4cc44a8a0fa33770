import Glibc
import Tables

/// Writes numbers as the person who looks at the cell means them: into the text of a batch, as canonical text.
///
/// - Plain numbers: without exponent, `.` as decimal mark, at most 15 significant digits unless it is a whole number
///   (so that an id whose digits are gone is found out): `234`, `0.3`, `12345678901234568`.
/// - Dates and times: ISO 8601: `2024-03-01`, `2024-03-01T10:20:30`, `10:20:30`; elapsed times `PT26H30M`.
package struct CellText: Sendable {
    /// Days count from 1904-01-01 instead of 1899-12-31 (with a 29 February 1900 that never was).
    package var uses1904: Bool

    package init(uses1904: Bool = false) { self.uses1904 = uses1904 }

    /// Appends a number as its format says.
    package func append(_ value: Double, as format: NumberFormat.Kind, to text: RawArray<UInt8>) -> TextSpan {
        switch format {
        case .number: return Self.appendNumber(value, digits: 0, to: text)
        case .padded(let digits): return Self.appendNumber(value, digits: digits, to: text)
        case .masked(let mask):
            guard abs(value) < Self.wholeLimit else { return Self.appendNumber(value, digits: 0, to: text) }
            return Self.append(mask.text(value), kind: .text, to: text)
        case .words(let words): return Self.append(words, kind: .text, to: text)
        case .elapsed: return appendElapsed(value, to: text)
        case .date, .time, .dateTime:
            return appendMoment(value, format, to: text) ?? Self.appendNumber(value, digits: 0, to: text)
        case .byValue: return append(value, as: format.resolved(for: value), to: text)
        }
    }

    /// Appends a plain number; `digits` is the least number of digits before the decimal mark.
    package static func appendNumber(_ value: Double, digits: Int, to text: RawArray<UInt8>) -> TextSpan {
        guard value.isFinite else { return append("#NUM!", kind: .error, to: text) }
        let start = text.count
        guard value == value.rounded(), abs(value) < wholeLimit else {
            guard appendScaled(value, to: text) else { return append(fraction(value), kind: .number, to: text) }
            return TextSpan(start: start, length: text.count - start, kind: .number)
        }
        if value < 0 { text.append(UInt8(ascii: "-")) }
        appendDigits(Int(abs(value)), atLeast: digits, to: text)
        return TextSpan(start: start, length: text.count - start, kind: .number)
    }

    /// Whole numbers from here on may have lost digits.
    static let wholeLimit = 1e15

    package static func append(_ string: String, kind: CellKind, to text: RawArray<UInt8>) -> TextSpan {
        var string = string
        let start = text.count
        string.withUTF8 { if let base = $0.baseAddress { text.append(base, count: $0.count) } }
        let length = text.count - start
        return length == 0 ? .blank : TextSpan(start: start, length: length, kind: kind)
    }

    /// Appends a number that is not negative, filled up with zeros.
    static func appendDigits(_ number: Int, atLeast count: Int, to text: RawArray<UInt8>) {
        var length = 1
        var power = 10
        while length < 19, number >= power {
            length += 1
            power = power.multipliedReportingOverflow(by: 10).partialValue
        }
        length = max(length, count)
        text.reserve(length)
        var rest = number
        for place in stride(from: length - 1, through: 0, by: -1) {
            text.base[text.count + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        text.count += length
    }

    /// Fifteen significant digits, as spreadsheet programs show: 0.1 + 0.2 is 0.3; all digits of whole numbers.
    static func fraction(_ value: Double) -> String {
        let shortest = "\(value)"
        // Up to fifteen digits say the same in both forms.
        if value == value.rounded() || shortest.utf8.count <= 16 { return plain(shortest) }
        var digits = [CChar](repeating: 0, count: 48)
        _ = withVaList([value]) { vsnprintf(&digits, digits.count, "%.15g", $0) }
        return plain("\(strtod(digits, nil))")
    }

    /// `1.5e-07` → `0.00000015`, `1.2e+20` → `120000000000000000000`.
    private static func plain(_ text: String) -> String {
        guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
            let exponent = Int(text[text.index(after: mark)...].drop { $0 == "+" })
        else { return text.hasSuffix(".0") ? String(text.dropLast(2)) : text }
        let isNegative = text.hasPrefix("-")
        let parts = text[..<mark].drop { $0 == "-" }.split(separator: ".")
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        let digits = String(parts[0]) + fraction
        let point = parts[0].count + exponent
        return (isNegative ? "-" : "") + placed(digits, point: point)
    }

    /// Digits with the decimal mark behind the first `point` of them.
    private static func placed(_ digits: String, point: Int) -> String {
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) }
        return String(digits.prefix(point)) + "." + String(digits.dropFirst(point))
    }
}
