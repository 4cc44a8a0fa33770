import Tables

/// Numbers as they are written in XML: read without a detour by way of `Double` wherever that gives the same.
extension CellText {
    /// The cell for a number that is written in the batch's text.
    ///
    /// A number that is canonical already is a span of what is there: fifteen digits of a decimal survive the way
    /// through a `Double` and back, so the digits themselves are right.
    func written(start: Int, length: Int, as format: NumberFormat.Kind, in text: RawArray<UInt8>) -> TextSpan {
        let bytes = UnsafeBufferPointer(start: text.base + start, count: length)
        if case .number = format {
            if let span = Self.canonical(bytes, start: start) { return span }
        } else if format.isMoment, let value = Self.decimal(bytes, digits: 18) {
            // A moment is rounded to milliseconds, far coarser than the last digits.
            return append(value, as: format, to: text)
        }
        guard let value = Self.value(bytes) else { return Self.notNumber(bytes, start: start) }
        return append(value, as: format, to: text)
    }

    /// What stands in a number's place and is none stays the text it is.
    private static func notNumber(_ bytes: UnsafeBufferPointer<UInt8>, start: Int) -> TextSpan {
        bytes.isEmpty ? .blank : TextSpan(start: start, length: bytes.count, kind: .text)
    }

    /// Nil where a number must be written anew. Takes `-12`, `0.5`, and `12.50`, whose last zero is cut off.
    @inline(__always)
    static func canonical(_ bytes: UnsafeBufferPointer<UInt8>, start: Int) -> TextSpan? {
        var index = 0
        let count = bytes.count
        if count > 1, bytes[0] == UInt8(ascii: "-") { index = 1 }
        guard count > index, count <= 18 else { return nil }
        let first = index
        while index < count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        let digits = index - first
        guard digits > 0, digits <= 15, bytes[first] != UInt8(ascii: "0") || digits == 1 else { return nil }
        if index == count {
            let isNegativeZero = first == 1 && bytes[first] == UInt8(ascii: "0")
            return isNegativeZero ? nil : TextSpan(start: start, length: count, kind: .number)
        }
        guard bytes[index] == UInt8(ascii: ".") else { return nil }
        return fraction(bytes, start: start, point: index, digits: digits)
    }

    /// The rest of `canonical`, from the decimal mark on.
    private static func fraction(
        _ bytes: UnsafeBufferPointer<UInt8>, start: Int, point: Int, digits: Int
    ) -> TextSpan? {
        var end = bytes.count
        for index in point + 1..<end where bytes[index] &- UInt8(ascii: "0") >= 10 { return nil }
        while end > point + 1, bytes[end - 1] == UInt8(ascii: "0") { end -= 1 }
        if end == point + 1 { return nil }
        // Zeros in front of the first digit that counts are no digits of the fifteen.
        return digits + end - point - 1 <= 15 ? TextSpan(start: start, length: end, kind: .number) : nil
    }

    /// The value of a decimal with white space around it at most; nil for all else, and for what is not finite.
    static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        // One division of two numbers that a `Double` holds exactly.
        if let value = decimal(bytes, digits: 15) { return value }
        var text = bytes[...]
        while let first = text.first, first <= 0x20 { text = text.dropFirst() }
        while let last = text.last, last <= 0x20 { text = text.dropLast() }
        // `Double` would take "nan", "inf" and hexadecimal numbers too.
        guard text.allSatisfy({ $0 &- 48 < 10 || numberSigns.contains($0) }) else { return nil }
        let value = Double(String(decoding: text, as: UTF8.self))
        return value?.isFinite == true ? value : nil
    }

    private static let numberSigns = Array("+-.eE".utf8)

    /// A decimal of up to so many digits, without exponent.
    private static func decimal(_ bytes: UnsafeBufferPointer<UInt8>, digits limit: Int) -> Double? {
        var mantissa = 0
        var digits = 0
        var decimals = -1
        var index = 0
        if bytes.first == UInt8(ascii: "-") { index = 1 }
        for byte in bytes[index...] {
            if byte &- UInt8(ascii: "0") < 10 {
                mantissa = mantissa &* 10 &+ Int(byte &- UInt8(ascii: "0"))
                digits += 1
                if decimals >= 0 { decimals += 1 }
            } else if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else {
                return nil
            }
            if digits > limit { return nil }
        }
        guard digits > 0 else { return nil }
        let value = Double(mantissa) / powers[max(decimals, 0)]
        return index == 1 ? -value : value
    }

    private static let powers: [Double] = (0...18).map { place in (0..<place).reduce(1.0) { power, _ in power * 10 } }
}
