/// White space of all kinds at the ends of a text in UTF-8: ASCII, no-break, typographic and ideographic spaces, and
/// the invisible characters that copying leaves behind (byte order mark, zero width space, word joiner).
enum WhiteSpace {
    static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = 0
        var end = bytes.count
        while start < end {
            let length = blankLength(bytes, start, end)
            if length == 0 { break }
            start += length
        }
        while end > start {
            let length = lastLength(bytes, start, end)
            guard length > 0, blankLength(bytes, end - length, end) == length else { break }
            end -= length
        }
        return start..<end
    }

    /// Bytes of the blank character at `index`; 0 where another one stands there.
    static func blankLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Int {
        let first = bytes[index]
        if first == 0x20 || first &- 0x09 < 5 { return 1 }
        if first == 0xC2 { return index + 1 < end && bytes[index + 1] == 0xA0 ? 2 : 0 }
        guard first == 0xE2 || first == 0xE3 || first == 0xEF, index + 2 < end else { return 0 }
        switch UInt32(first) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) {
        case 0xE2_8080...0xE2_808B, 0xE2_80A8, 0xE2_80A9, 0xE2_80AF, 0xE2_819F, 0xE2_81A0: return 3
        case 0xE3_8080, 0xEF_BBBF: return 3
        default: return 0
        }
    }

    /// Bytes of the last character.
    private static func lastLength(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = end - 1
        while index > start, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return end - index
    }
}
