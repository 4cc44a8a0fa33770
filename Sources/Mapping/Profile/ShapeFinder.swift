/// Finds the shapes of one value by its bytes. Values are trimmed, not empty.
///
/// The hot path of the survey: the classes of the bytes rule out what a value cannot be, and only the tests that are
/// left look at it again. No text is made.
struct ShapeFinder {
    private let table = ByteClass.table
    private let booleans = BooleanWords.lengths

    /// Nothing longer is a date, a number, a telephone number.
    private static let longestNumber = 40

    @inline(__always)
    func shapes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> ShapeSet {
        let classes = ByteClass.of(bytes, count, table)
        if classes.isDisjoint(with: [.digit, .at, .dot, .less, .listMark, .colon]) {
            return plain(bytes, count, classes)
        }
        if classes == .digit, count <= ByteClass.longestWhole { return NumberShape.digits(bytes, count) }
        return marked(bytes, count, classes)
    }

    /// Letters and spaces, perhaps with hyphens and quotes: names, words, sentences.
    @inline(__always)
    private func plain(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ classes: ByteClass) -> ShapeSet {
        var shapes: ShapeSet = isBoolean(bytes, count) ? .boolean : []
        if areWords(classes, count) { shapes.insert(.words) }
        return shapes
    }

    @inline(__always)
    private func isBoolean(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count <= BooleanWords.longest else { return false }
        let first = bytes[0] &- 0x41 < 26 ? bytes[0] | 0x20 : bytes[0]
        return booleans[Int(first)] >> UInt16(count) & 1 != 0 && BooleanWords.contains(bytes, count)
    }

    /// Several words have a space between, except in Chinese.
    @inline(__always)
    private func areWords(_ classes: ByteClass, _ count: Int) -> Bool {
        if classes.contains(.space) { return !classes.isDisjoint(with: [.letter, .high]) }
        return classes.contains(.high) && !classes.contains(.letter) && count >= Self.hanWords
    }

    /// Bytes of five Chinese characters.
    private static let hanWords = 15

    @inline(never)
    private func marked(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ classes: ByteClass) -> ShapeSet {
        if classes.contains(.at), AddressShape.isEmail(bytes, count) { return .email }
        if classes.contains(.digit), count <= Self.longestNumber, !classes.contains(.at) {
            let shapes = numeric(bytes, count, classes)
            if !shapes.isEmpty { return shapes }
        }
        if classes.contains(.dot), !classes.contains(.at), AddressShape.isURL(bytes, count) { return .url }
        var shapes: ShapeSet = isBoolean(bytes, count) ? .boolean : []
        if classes.contains(.less), AddressShape.hasTag(bytes, count) { shapes.insert(.html) }
        let isList = classes.contains(.listMark) || (classes.contains(.colon) && hasDoubleColon(bytes, count))
        if isList { shapes.insert(.several) }
        if areWords(classes, count) { shapes.insert(.words) }
        return shapes
    }

    @inline(__always)
    private func numeric(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ classes: ByteClass) -> ShapeSet {
        let date = DateShape.shapes(bytes, count)
        if !date.isEmpty { return date }
        if classes.contains(.letter) || classes.contains(.less) {
            guard bytes[0] &- 0x30 < 10 || bytes[0] == UInt8(ascii: "-") else { return [] }
            let number = NumberShape.shapes(bytes, count)
            return number.isEmpty ? DurationShape.shapes(bytes, count) : number
        }
        if classes.contains(.colon) { return DurationShape.shapes(bytes, count) }
        let number = NumberShape.shapes(bytes, count)
        return number.union(PhoneShape.shapes(bytes, count, isNumber: !number.isEmpty))
    }

    /// Google's ` ::: `, Zoho's `::`.
    private func hasDoubleColon(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let colon = UInt8(ascii: ":")
        for index in 1..<max(count, 1) where bytes[index] == colon && bytes[index - 1] == colon { return true }
        return false
    }
}
