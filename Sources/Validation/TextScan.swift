/// Looks at bytes of text many at a time.
enum TextScan {
    /// Characters of a value that a finding shows.
    static let excerptLength = 200

    /// Unicode scalars of valid UTF-8: every byte that does not continue another.
    static func scalars(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        var count = 0
        for index in 0..<bytes.count { count &+= start[index] & 0xC0 == 0x80 ? 0 : 1 }
        return count
    }

    /// The text as a finding shows it.
    static func excerpt(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let start = UnsafeBufferPointer(rebasing: bytes.prefix(excerptLength * 4))
        return String(String(decoding: start, as: UTF8.self).prefix(excerptLength))
    }

    /// NUL and other control characters; tabs and line ends are text.
    @inline(__always)
    static func isControl(_ byte: UInt8) -> Bool {
        byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D)
    }

    /// Whether a control character is anywhere in the bytes, 16 of them at a time.
    static func hasControl(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let raw = UnsafeRawPointer(start)
        var found = SIMDMask<SIMD16<Int8>>(repeating: false)
        var offset = 0
        while count &- offset >= 16 {
            found = found .| controls(raw.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self))
            offset &+= 16
        }
        let words = unsafeBitCast(found, to: (UInt64, UInt64).self)
        if words.0 | words.1 != 0 { return true }
        while offset < count {
            if isControl(start[offset]) { return true }
            offset &+= 1
        }
        return false
    }

    static func hasControl(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.baseAddress.map { hasControl($0, bytes.count) } ?? false
    }

    /// Vectors are compared with vectors: the same with a scalar on one side is not vectorised (400 ns for 16 bytes).
    @inline(__always)
    private static func controls(_ bytes: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
        let low = bytes .< SIMD16<UInt8>(repeating: 0x20)
        let tab = bytes .== SIMD16<UInt8>(repeating: 0x09)
        let lineFeed = bytes .== SIMD16<UInt8>(repeating: 0x0A)
        let carriageReturn = bytes .== SIMD16<UInt8>(repeating: 0x0D)
        let delete = bytes .== SIMD16<UInt8>(repeating: 0x7F)
        return (low .^ (tab .| lineFeed .| carriageReturn)) .| delete
    }

    /// Whether two texts of the same length are the same.
    @inline(__always)
    static func equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let a = UnsafeRawPointer(left)
        let b = UnsafeRawPointer(right)
        var offset = 0
        while count &- offset >= 8 {
            if a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != b.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            {
                return false
            }
            offset &+= 8
        }
        while offset < count {
            if left[offset] != right[offset] { return false }
            offset &+= 1
        }
        return true
    }

    @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    @inline(__always) static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    @inline(__always) static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
