/// Lengths of time: `2:30`, `01:30:00`, `1h 30m`, `90 min`.
enum DurationShape {
    private static let units: Set<[UInt8]> = Set(
        ["h", "hr", "hrs", "m", "min", "mins", "s", "sec", "d", "std", "godz", "t"].map { Array($0.utf8) })

    static func shapes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> ShapeSet {
        guard bytes[0] &- 0x30 < 10 else { return [] }
        let text = UnsafeBufferPointer(start: bytes, count: count)
        return isClock(text) || isCounted(text) ? .duration : []
    }

    /// Digits, and one or two times a colon with two digits.
    private static func isClock(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        var colons = 0
        for byte in text {
            if byte == UInt8(ascii: ":") {
                guard colons == 0 ? (1...4).contains(digits) : digits == 2 else { return false }
                colons += 1
                digits = 0
            } else if byte &- 0x30 < 10 {
                digits += 1
            } else {
                return false
            }
        }
        return (1...2).contains(colons) && digits == 2
    }

    /// Numbers, each with a unit.
    private static func isCounted(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        var pairs = 0
        while index < text.count {
            let digits = text[index...].prefix { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
            index = digits.endIndex
            while index < text.count, text[index] == 0x20 { index += 1 }
            let unit = text[index...].prefix { ($0 | 0x20) &- 0x61 < 26 }
            guard !digits.isEmpty, (1...4).contains(unit.count), units.contains(unit.map { $0 | 0x20 }) else {
                return false
            }
            index = unit.endIndex
            while index < text.count, text[index] == 0x20 || text[index] == UInt8(ascii: ".") { index += 1 }
            pairs += 1
        }
        return pairs > 0
    }
}
