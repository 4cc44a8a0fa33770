/// Addresses of mail and web, and marked-up text.
enum AddressShape {
    private static let longestEmail = 320

    /// One `@` with something on both sides, a dot behind it, nothing that separates words; `Ada <ada@…>` as well.
    static func isEmail(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count <= longestEmail else { return false }
        guard bytes[count - 1] == UInt8(ascii: ">") else { return isPlainEmail(bytes, count) }
        var open = count - 1
        while open > 0, bytes[open] != UInt8(ascii: "<") { open -= 1 }
        return isPlainEmail(bytes + open + 1, count - open - 2)
    }

    private static func isPlainEmail(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var ats = EmailMarks()
        var index = 0
        while index + 16 <= count {
            guard ats.take(bytes, at: index) else { return false }
            index += 16
        }
        while index < count {
            guard ats.take(bytes[index], at: index) else { return false }
            index += 1
        }
        guard ats.count == 1, ats.last > 0 else { return false }
        var dot = count - 1
        while dot > ats.last, bytes[dot] != UInt8(ascii: ".") { dot -= 1 }
        return dot > ats.last + 1 && dot + 2 < count
    }

    /// With a scheme, with `www.`, or a bare host whose last part has two letters or more.
    static func isURL(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for index in 0..<count where bytes[index] <= 0x20 || bytes[index] == 0x2C || bytes[index] == 0x3B {
            return false
        }
        if begins(bytes, count, "http://") || begins(bytes, count, "https://") || begins(bytes, count, "www.") {
            return true
        }
        return isHost(bytes, count)
    }

    private static func isHost(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var dot = -1
        var end = 0
        while end < count, bytes[end] != UInt8(ascii: "/") {
            let byte = bytes[end]
            if byte == UInt8(ascii: ".") {
                dot = end
            } else if byte &- 0x30 >= 10, !isLetter(byte), byte != UInt8(ascii: "-") {
                return false
            }
            end += 1
        }
        guard dot > 0, end - dot > 2 else { return false }
        for index in dot + 1..<end where !isLetter(bytes[index]) { return false }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// Whether the text begins so, in any case.
    private static func begins(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: StaticString) -> Bool {
        guard count > start.utf8CodeUnitCount else { return false }
        for index in 0..<start.utf8CodeUnitCount where bytes[index] | 0x20 != start.utf8Start[index] | 0x20 {
            return false
        }
        return true
    }

    /// `<p>`, `</div>`: a letter or a stroke behind `<`, and a `>` somewhere behind it.
    static func hasTag(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        while index < count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        guard index + 1 < count else { return false }
        let next = bytes[index + 1]
        guard isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") else { return false }
        while index < count, bytes[index] != UInt8(ascii: ">") { index += 1 }
        return index < count
    }
}

/// The `@` of a value, and whether it has what separates words; 16 bytes at a time.
private struct EmailMarks {
    private(set) var count = 0
    private(set) var last = -1

    /// False where a word ends.
    @inline(__always)
    mutating func take(_ bytes: UnsafePointer<UInt8>, at index: Int) -> Bool {
        let block = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
        let ends: SIMDMask<SIMD16<Int8>> =
            (block .<= SIMD16(repeating: 0x20)) .| (block .== SIMD16(repeating: UInt8(ascii: ",")))
        let marks: SIMDMask<SIMD16<Int8>> =
            (block .== SIMD16(repeating: UInt8(ascii: ";"))) .| (block .== SIMD16(repeating: UInt8(ascii: "<")))
        let found = unsafeBitCast(ends .| marks, to: SIMD2<UInt64>.self)
        guard found[0] | found[1] == 0 else { return false }
        let ats = unsafeBitCast(block .== SIMD16(repeating: UInt8(ascii: "@")), to: SIMD2<UInt64>.self)
        if ats[0] | ats[1] != 0 { note(ats, at: index) }
        return true
    }

    /// `ats`: all bits of a byte for each `@`.
    @inline(__always)
    private mutating func note(_ ats: SIMD2<UInt64>, at index: Int) {
        count += (ats[0].nonzeroBitCount + ats[1].nonzeroBitCount) / 8
        let zeros = ats[1] == 0 ? ats[0].leadingZeroBitCount + 64 : ats[1].leadingZeroBitCount
        last = index + 15 - zeros / 8
    }

    @inline(__always)
    mutating func take(_ byte: UInt8, at index: Int) -> Bool {
        if byte == UInt8(ascii: "@") {
            count += 1
            last = index
        }
        return byte > 0x20 && byte != UInt8(ascii: ",") && byte != UInt8(ascii: ";") && byte != UInt8(ascii: "<")
    }
}
