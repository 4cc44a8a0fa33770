import Tables

extension CellText {
    /// Appends a date or a time; nil for what no calendar has.
    func appendMoment(_ value: Double, _ format: NumberFormat.Kind, to text: RawArray<UInt8>) -> TextSpan? {
        guard value >= 0, value < Self.endOfCalendar else { return nil }
        var milliseconds = Int((value * 86_400_000).rounded())
        // Times that come out of a calculation miss the second by a hair.
        if milliseconds % 1_000 >= 999 || milliseconds % 1_000 <= 1 {
            milliseconds = (milliseconds + 500) / 1_000 * 1_000
        }
        text.reserve(Self.longestMoment)
        let start = text.count
        let target = text.base + start
        let (days, clock) = (milliseconds / 86_400_000, milliseconds % 86_400_000)
        guard let length = write(days, clock, hasDate: format != .time || days > 0 && value >= 1, format, to: target)
        else { return nil }
        text.count += length
        return TextSpan(start: start, length: length, kind: .date)
    }

    /// `2024-03-01T10:20:30.123`
    private static let longestMoment = 32
    /// The day behind 9999-12-31.
    private static let endOfCalendar = 2_958_466.0

    /// Writes a date, a time or both; how many bytes, nil for a date that no calendar has.
    private func write(
        _ days: Int, _ clock: Int, hasDate: Bool, _ format: NumberFormat.Kind, to target: UnsafeMutablePointer<UInt8>
    ) -> Int? {
        guard hasDate, let date = date(days) else {
            return format == .date ? nil : Self.writeClock(clock, to: target)
        }
        Self.writeDate(date, to: target)
        if format == .date { return 10 }
        target[10] = UInt8(ascii: "T")
        return 11 + Self.writeClock(clock, to: target + 11)
    }

    private func date(_ days: Int) -> (year: Int, month: Int, day: Int)? {
        if uses1904 { return CivilDay.date(days - 24_107) }
        if days == 0 { return nil }
        if days == 60 { return (1900, 2, 29) }
        return CivilDay.date(days - (days < 60 ? 25_568 : 25_569))
    }

    private static func writeDate(_ date: (year: Int, month: Int, day: Int), to target: UnsafeMutablePointer<UInt8>) {
        writePair(date.year / 100, to: target)
        writePair(date.year % 100, to: target + 2)
        target[4] = UInt8(ascii: "-")
        writePair(date.month, to: target + 5)
        target[7] = UInt8(ascii: "-")
        writePair(date.day, to: target + 8)
    }

    /// `10:20:30`, with milliseconds if there are any; how many bytes.
    private static func writeClock(_ milliseconds: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let seconds = milliseconds / 1_000
        writePair(seconds / 3_600, to: target)
        target[2] = UInt8(ascii: ":")
        writePair(seconds / 60 % 60, to: target + 3)
        target[5] = UInt8(ascii: ":")
        writePair(seconds % 60, to: target + 6)
        let rest = milliseconds % 1_000
        if rest == 0 { return 8 }
        target[8] = UInt8(ascii: ".")
        target[9] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / 100)
        writePair(rest % 100, to: target + 10)
        return 12
    }

    /// A number below 100 in two digits.
    @inline(__always)
    private static func writePair(_ number: Int, to target: UnsafeMutablePointer<UInt8>) {
        target[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10)
        target[1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10)
    }

    /// `PT26H30M`; for a number that cannot be a time, the number.
    func appendElapsed(_ value: Double, to text: RawArray<UInt8>) -> TextSpan {
        guard abs(value) < Self.endOfCalendar else { return Self.appendNumber(value, digits: 0, to: text) }
        let seconds = Int((abs(value) * 86_400).rounded())
        let parts = [(seconds / 3_600, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")].filter { $0.0 > 0 }
        let elapsed = parts.map { "\($0.0)\($0.1)" }.joined()
        let sign = value < 0 && seconds > 0 ? "-" : ""
        return Self.append(sign + "PT" + (elapsed.isEmpty ? "0S" : elapsed), kind: .text, to: text)
    }
}
