/// Spreadsheets keep 15 digits of a number; an id with more has already lost the rest (`number.precision_lost`).
enum NumberDigits {
    static let kept = 15

    /// Whether the whole part of a numeric cell has more digits than a spreadsheet keeps.
    ///
    /// Only the whole part counts: `0.30000000000000004` is no id, and `1.25E+17` has 18 digits.
    static func areLost(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        var index = 0
        while index < bytes.count, TextScan.isDigit(bytes[index]) || bytes[index] == UInt8(ascii: "-") {
            if TextScan.isDigit(bytes[index]), digits > 0 || bytes[index] != UInt8(ascii: "0") { digits += 1 }
            index += 1
        }
        guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return digits > kept }
        let exponent = String(decoding: bytes[(mark + 1)...], as: UTF8.self)
        return digits + (Int(exponent) ?? 0) > kept
    }
}
