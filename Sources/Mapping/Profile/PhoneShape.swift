/// Telephone numbers as people write them: digits with spaces, dots, hyphens, strokes and brackets between.
enum PhoneShape {
    private static let fewestDigits = 7
    private static let mostDigits = 16
    private static let longest = 24

    /// Whether so many digits can be a telephone number.
    @inline(__always)
    static func isLong(_ count: Int) -> Bool { count >= fewestDigits && count <= 15 }

    /// `isNumber`: the value reads as a number with a decimal mark or groups, which counts for more.
    static func shapes(_ bytes: UnsafePointer<UInt8>, _ count: Int, isNumber: Bool) -> ShapeSet {
        let first = bytes[0]
        guard count <= longest, first &- 0x30 < 10 || first == UInt8(ascii: "+") || first == UInt8(ascii: "(") else {
            return []
        }
        var digits = 0
        var hasMark = false
        for index in 0..<count {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case 0x20, UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"):
                hasMark = true
            case UInt8(ascii: "."), 0xC2, 0xA0, 0xE2, 0x80, 0xAF: break
            default: return []
            }
        }
        return digits >= fewestDigits && digits <= mostDigits && (!isNumber || hasMark) ? .phone : []
    }
}
