import Tables

/// Looks through text 16 bytes at a time. All loads may go up to 16 bytes beyond what is asked for.
///
/// Compare with vectors: Swift 6.3 compares a vector with a single value lane by lane.
enum TextScan {
    typealias Chunk = SIMD16<UInt8>

    @inline(__always)
    static func load(_ pointer: UnsafePointer<UInt8>) -> Chunk {
        UnsafeRawPointer(pointer).loadUnaligned(as: Chunk.self)
    }

    @inline(__always)
    static func load8(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self)
    }

    /// Index of the first byte that a mask marks, 16 if it marks none.
    @inline(__always)
    static func first(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return words[0].trailingZeroBitCount >> 3 }
        return words[1] != 0 ? 8 + words[1].trailingZeroBitCount >> 3 : 16
    }

    /// What a text has that needs a second look.
    struct Traits {
        /// The bytes so far, or-ed: the high bit says that something is not ASCII.
        var bytes = Chunk(repeating: 0)
        /// Marks of underscores so far; bytes just behind the text may be among them.
        var underscores = SIMDMask<SIMD16<Int8>>(repeating: false)

        @inline(__always)
        var isASCII: Bool {
            let words = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
            return (words[0] | words[1]) & 0x8080_8080_8080_8080 == 0
        }

        @inline(__always)
        var mayHaveEscapes: Bool {
            let words = unsafeBitCast(underscores, to: SIMD2<UInt64>.self)
            return words[0] | words[1] != 0
        }
    }

    /// Offset of the next `<`, `&` or control character from `start` on; the bytes must end with one of them.
    @inline(__always)
    static func special(_ base: UnsafePointer<UInt8>, from start: Int, _ traits: inout Traits) -> Int {
        var index = start
        while true {
            let chunk = load(base + index)
            let isControl = (chunk & Chunk(repeating: 0xE0)) .== Chunk(repeating: 0)
            let isMark = (chunk .== Chunk(repeating: Mark.open)) .| (chunk .== Chunk(repeating: Mark.ampersand))
            let marks = isMark .| isControl
            traits.bytes |= chunk
            traits.underscores = traits.underscores .| (chunk .== Chunk(repeating: Mark.underscore))
            let place = first(marks)
            if place < 16 { return index + place }
            index += 16
        }
    }
}

/// Checks short texts.
enum ShortUTF8 {
    /// Whether a text is UTF-8: no surrogates, no overlong forms, nothing above U+10FFFF.
    static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let lead = text[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
            guard length > 0, index + length <= text.count, isSecond(text[index + 1], of: lead) else { return false }
            for offset in 2..<max(length, 2) where text[index + offset] & 0xC0 != 0x80 { return false }
            index += length
        }
        return true
    }

    /// The second byte has a narrower range behind some leads.
    @inline(__always)
    private static func isSecond(_ byte: UInt8, of lead: UInt8) -> Bool {
        switch lead {
        case 0xE0: (0xA0...0xBF).contains(byte)
        case 0xED: (0x80...0x9F).contains(byte)
        case 0xF0: (0x90...0xBF).contains(byte)
        case 0xF4: (0x80...0x8F).contains(byte)
        default: byte & 0xC0 == 0x80
        }
    }
}
