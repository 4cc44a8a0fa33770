/// A date with its time, or a duration, as OpenDocument writes them: `2024-03-01T10:20:30.5`, `PT26H30M00S`.
struct ISOMoment {
    /// Of the day, or of the duration.
    private(set) var milliseconds = 0
    private var isNegative = false

    private static let day = 86_400_000
    private static let maxHours = 1 << 32

    /// Nil where the text is no date of the years 0 to 9999, or its time none of a clock.
    init?(date text: UnsafeBufferPointer<UInt8>) {
        var digits = Digits(text)
        guard text.count >= 10, digits.number(4) != nil, digits.skip("-"), let month = digits.number(2),
            digits.skip("-"), let day = digits.number(2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        if digits.isAtEnd { return }
        guard digits.skip("T"), let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2),
            hour < 24, minute < 60
        else { return nil }
        milliseconds = (hour * 60 + minute) * 60_000
        if digits.isAtEnd { return }
        guard digits.skip(":"), let second = digits.number(2), second < 60, let fraction = digits.fraction() else {
            return nil
        }
        // Rounding must not make another minute of it.
        milliseconds += min(Self.rounded(second * 1_000 + fraction), 59_999)
        _ = digits.skip("Z")
        if !digits.isAtEnd { return nil }
    }

    /// Nil where the text is no duration of days, hours, minutes and seconds.
    init?(duration text: UnsafeBufferPointer<UInt8>) {
        var digits = Digits(text)
        isNegative = digits.skip("-")
        guard digits.skip("P") else { return nil }
        var isTime = false
        while !digits.isAtEnd {
            if digits.skip("T") { isTime = true }
            guard let number = digits.number(), number < Self.maxHours, let fraction = digits.fraction() else {
                return nil
            }
            let unit = digits.next()
            guard fraction == 0 || unit == UInt8(ascii: "S") else { return nil }
            switch (unit, isTime) {
            case (UInt8(ascii: "D"), false): milliseconds += number * Self.day
            case (UInt8(ascii: "H"), true): milliseconds += number * 3_600_000
            case (UInt8(ascii: "M"), true): milliseconds += number * 60_000
            case (UInt8(ascii: "S"), true): milliseconds += Self.rounded(number * 1_000 + fraction)
            default: return nil
            }
            if milliseconds > Self.maxHours * 3_600_000 { return nil }
        }
    }

    /// Times that come out of a calculation miss the second by a hair.
    private static func rounded(_ milliseconds: Int) -> Int {
        let rest = milliseconds % 1_000
        return rest <= 1 || rest >= 999 ? (milliseconds + 500) / 1_000 * 1_000 : milliseconds
    }

    /// Whether a clock can show it.
    var isClock: Bool { !isNegative && milliseconds < Self.day }

    /// `10:20:30`, with milliseconds if there are any.
    var clock: [UInt8] {
        let seconds = milliseconds / 1_000
        var text = Self.two(seconds / 3_600) + [58] + Self.two(seconds / 60 % 60) + [58] + Self.two(seconds % 60)
        let rest = milliseconds % 1_000
        if rest > 0 { text += [46, UInt8(48 + rest / 100)] + Self.two(rest % 100) }
        return text
    }

    /// `PT26H30M`
    var elapsed: [UInt8] {
        let seconds = (milliseconds + 500) / 1_000
        let parts = [(seconds / 3_600, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")].filter { $0.0 > 0 }
        let text = parts.map { "\($0.0)\($0.1)" }.joined()
        return Array(((isNegative && seconds > 0 ? "-" : "") + "PT" + (text.isEmpty ? "0S" : text)).utf8)
    }

    private static func two(_ number: Int) -> [UInt8] { [UInt8(48 + number / 10 % 10), UInt8(48 + number % 10)] }
}

/// Digits and marks, one after the other.
private struct Digits {
    private var rest: Slice<UnsafeBufferPointer<UInt8>>

    init(_ text: UnsafeBufferPointer<UInt8>) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func next() -> UInt8? { rest.popFirst() }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == mark.value else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of exactly so many digits, or of as many as there are, up to twelve.
    mutating func number(_ count: Int? = nil) -> Int? {
        let digits = rest.prefix(count ?? 12).prefix { $0 &- 48 < 10 }
        guard !digits.isEmpty, digits.count == count ?? digits.count else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 &- 48) }
    }

    /// Thousandths behind a mark, rounded; 0 where there is no mark, nil where no digits follow it.
    mutating func fraction() -> Int? {
        guard let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") else { return 0 }
        let digits = rest.dropFirst().prefix { $0 &- 48 < 10 }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count + 1)
        let shown = Array(digits.prefix(4)) + [UInt8](repeating: 48, count: max(4 - digits.count, 0))
        return (shown.reduce(0) { $0 * 10 + Int($1 &- 48) } + 5) / 10
    }
}
