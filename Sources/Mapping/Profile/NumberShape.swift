/// Numbers: with or without groups of thousands, with a decimal point or comma. `1,234` fits both marks; whole numbers
/// fit both as well, so that a column's values either all fit a mark or do not.
enum NumberShape {
    /// More digits are an identifier: spreadsheets cannot hold them as numbers.
    private static let mostDigits = 15

    /// A value of digits only.
    @inline(__always)
    static func digits(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> ShapeSet {
        let isPadded = bytes[0] == UInt8(ascii: "0") && count > 1
        if isPadded || count > mostDigits { return PhoneShape.isLong(count) ? [.identifier, .phone] : .identifier }
        var shapes: ShapeSet = [.integer, .decimalPoint, .decimalComma]
        if PhoneShape.isLong(count) { shapes.insert(.phone) }
        if count == 1, bytes[0] <= UInt8(ascii: "1") { shapes.insert(.boolean) }
        return shapes
    }

    /// A value of digits, separators and perhaps a minus sign; `1,25E+17` is a number as well.
    static func shapes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> ShapeSet {
        let start = bytes[0] == UInt8(ascii: "-") ? 1 : 0
        guard let end = mantissaEnd(bytes, count), let runs = DigitRuns(bytes, start, end) else { return [] }
        if runs.marks == 0 {
            if end == count, runs.length(0) > mostDigits { return .identifier }
            return end == count ? [.integer, .decimalPoint, .decimalComma] : [.decimalPoint, .decimalComma]
        }
        var shapes: ShapeSet = []
        if runs.fits(decimal: .point) { shapes.insert(.decimalPoint) }
        if runs.fits(decimal: .comma) { shapes.insert(.decimalComma) }
        return shapes
    }

    /// Where an exponent begins, or the value ends; nil for an `E` with no exponent behind.
    private static func mantissaEnd(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        var index = 0
        while index < count, bytes[index] | 0x20 != UInt8(ascii: "e") { index += 1 }
        if index == count { return count }
        var power = index + 1
        if power < count, bytes[power] == UInt8(ascii: "+") || bytes[power] == UInt8(ascii: "-") { power += 1 }
        guard power < count, count - power <= 3 else { return nil }
        for digit in power..<count where bytes[digit] &- 0x30 >= 10 { return nil }
        return index
    }
}

/// Runs of digits and the marks between them: at most seven runs, a byte each.
private struct DigitRuns {
    enum Mark: UInt64 { case point = 1, comma, space, apostrophe }

    private var lengths: UInt64 = 0
    private var kinds: UInt64 = 0
    private(set) var marks = 0

    private static let most = 6

    /// Nil where anything else than digits with single marks between them is found.
    init?(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        var length: UInt64 = 0
        while index < end {
            if bytes[index] &- 0x30 < 10 {
                length = min(length + 1, 255)
                index += 1
                continue
            }
            guard length > 0, marks < Self.most, let (mark, width) = Self.mark(bytes, index, end) else { return nil }
            lengths |= length << UInt64(8 * marks)
            kinds |= mark.rawValue << UInt64(8 * marks)
            marks += 1
            length = 0
            index += width
        }
        if length == 0 { return nil }
        lengths |= length << UInt64(8 * marks)
    }

    func length(_ run: Int) -> Int { Int(lengths >> UInt64(8 * run) & 0xFF) }

    private func kind(_ mark: Int) -> UInt64 { kinds >> UInt64(8 * mark) & 0xFF }

    private static func mark(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> (Mark, width: Int)? {
        switch bytes[index] {
        case UInt8(ascii: "."): (.point, 1)
        case UInt8(ascii: ","): (.comma, 1)
        case UInt8(ascii: "'"): (.apostrophe, 1)
        case 0x20: (.space, 1)
        // No-break space; narrow no-break space, thin space; typographic apostrophe.
        case 0xC2 where index + 1 < end && bytes[index + 1] == 0xA0: (.space, 2)
        case 0xE2 where index + 2 < end && bytes[index + 1] == 0x80:
            switch bytes[index + 2] {
            case 0xAF, 0x89: (.space, 3)
            case 0x99: (.apostrophe, 3)
            default: nil
            }
        default: nil
        }
    }

    /// All marks but a last decimal one separate thousands, and are the same.
    func fits(decimal: Mark) -> Bool {
        let isDecimal = kind(marks - 1) == decimal.rawValue
        let groups = isDecimal ? marks - 1 : marks
        if groups == 0 { return isDecimal }
        guard kind(0) != decimal.rawValue, length(0) <= 3 else { return false }
        for mark in 0..<groups where kind(mark) != kind(0) || length(mark + 1) != 3 { return false }
        return true
    }
}
