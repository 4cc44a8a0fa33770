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
        case .elapsed: return Self.append(Self.elapsed(value), kind: .text, to: text)
        case .date, .time, .dateTime:
            guard let iso = iso(value, format) else { return Self.appendNumber(value, digits: 0, to: text) }
            return Self.append(iso, kind: .date, to: text)
        }
    }

    /// Appends a plain number; `digits` is the least number of digits before the decimal mark.
    package static func appendNumber(_ value: Double, digits: Int, to text: RawArray<UInt8>) -> TextSpan {
        append(number(value, digits: digits), kind: .number, to: text)
    }

    package static func append(_ string: String, kind: CellKind, to text: RawArray<UInt8>) -> TextSpan {
        var string = string
        let start = text.count
        string.withUTF8 { if let base = $0.baseAddress { text.append(base, count: $0.count) } }
        let length = text.count - start
        return length == 0 ? .blank : TextSpan(start: start, length: length, kind: kind)
    }

    static func number(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return "#NUM!" }
        if value == value.rounded(), abs(value) < 1e15 {
            let plain = String(Int(abs(value)))
            let zeros = String(repeating: "0", count: max(digits - plain.count, 0))
            return (value < 0 ? "-" : "") + zeros + plain
        }
        return plain(value == value.rounded() ? "\(value)" : rounded(value))
    }

    /// Fifteen significant digits, as spreadsheet programs show: 0.1 + 0.2 is 0.3.
    private static func rounded(_ value: Double) -> String {
        var digits = [CChar](repeating: 0, count: 48)
        _ = withVaList([value]) { vsnprintf(&digits, digits.count, "%.15g", $0) }
        return "\(strtod(digits, nil))"
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

    /// Nil for what no calendar has.
    func iso(_ value: Double, _ format: NumberFormat.Kind) -> String? {
        guard value.isFinite, value >= 0, value < 2_958_466 else { return nil }
        var milliseconds = Int((value * 86_400_000).rounded())
        // Times that come out of a calculation miss the second by a hair.
        if milliseconds % 1_000 >= 999 || milliseconds % 1_000 <= 1 {
            milliseconds = (milliseconds + 500) / 1_000 * 1_000
        }
        let clock = Self.clock(milliseconds % 86_400_000)
        let days = milliseconds / 86_400_000
        if format == .time, days == 0 || value < 1 { return clock }
        guard let date = date(days) else { return format == .date ? nil : clock }
        return format == .date ? date : date + "T" + clock
    }

    private func date(_ days: Int) -> String? {
        if uses1904 { return Self.civil(days - 24_107) }
        if days == 0 { return nil }
        if days == 60 { return "1900-02-29" }
        return Self.civil(days - (days < 60 ? 25_568 : 25_569))
    }

    /// Days since 1970-01-01 as `yyyy-MM-dd` (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func civil(_ days: Int) -> String {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func clock(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1_000
        let whole = "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        return milliseconds % 1_000 == 0 ? whole : whole + "." + padded(milliseconds % 1_000, 3)
    }

    private static func elapsed(_ value: Double) -> String {
        let seconds = Int((abs(value) * 86_400).rounded())
        let parts = [(seconds / 3_600, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")].filter { $0.0 > 0 }
        let text = parts.map { "\($0.0)\($0.1)" }.joined()
        return (value < 0 ? "-" : "") + "PT" + (text.isEmpty ? "0S" : text)
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }
}
