/// Strict UTF-8 check over blocks that may be cut anywhere: no surrogates, no overlong forms, nothing above U+10FFFF.
///
/// ASCII is passed over 64 bytes at a time. Everything else runs through an automaton whose transition is one table
/// load and one shift: a byte's table entry holds the next state of every state in six bits each, and the state is
/// the number of bits to shift. The table and the states' names stand together in `UTF8Automaton`.
package struct UTF8Validator: Sendable {
    private var state = UTF8Automaton.accept
    /// Bytes seen so far.
    package private(set) var count = 0
    /// Whether any byte was not ASCII.
    package private(set) var isASCII = true
    package private(set) var hasNUL = false
    /// Where the first byte stands that cannot be there; the scan is over then.
    package private(set) var invalidOffset: Int?
    /// Where the character starts that is not complete yet.
    private var characterStart = 0

    package init() {}

    /// Where the text ends in the middle of a character: the offset of that character. Ask after the last block.
    package var truncatedAt: Int? { invalidOffset == nil && state != UTF8Automaton.accept ? characterStart : nil }
    package var isValid: Bool { invalidOffset == nil && state == UTF8Automaton.accept }

    /// Adds what was found in the text behind; both are valid, and end with a whole character.
    mutating func append(_ next: UTF8Validator) {
        count += next.count
        isASCII = isASCII && next.isASCII
        hasNUL = hasNUL || next.hasNUL
    }

    package mutating func update(_ pointer: UnsafeRawPointer, count length: Int) {
        defer { count += length }
        let bytes = pointer.assumingMemoryBound(to: UInt8.self)
        var index = 0
        var zeros: UInt64 = 0
        UTF8Automaton.table.withUnsafeBufferPointer { table in
            let table = table.baseAddress!
            while index < length {
                if state == UTF8Automaton.accept || invalidOffset != nil {
                    index = Self.skipASCII(
                        pointer, from: index, to: length, zeros: &zeros, untilHigh: invalidOffset == nil)
                    if index == length { break }
                }
                let end = min(index + 16, length)
                step(bytes, from: index, to: end, table)
                index = end
            }
        }
        if zeros != 0 { hasNUL = true }
    }

    /// Runs the automaton over a few bytes; the exact place of a mistake is looked for only when there is one.
    private mutating func step(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, _ table: UnsafePointer<UInt64>
    ) {
        let before = state
        var current = state
        for index in start..<end {
            let byte = bytes[index]
            if byte == 0 { hasNUL = true }
            current = table[Int(byte)] &>> current
        }
        state = current & 63
        isASCII = false
        if state == UTF8Automaton.reject {
            locate(bytes, from: start, to: end, before: before, table)
        } else if state != UTF8Automaton.accept {
            var first = end - 1
            while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
            if bytes[first] >= 0xC0 { characterStart = count + first }
        }
    }

    private mutating func locate(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, before: UInt64, _ table: UnsafePointer<UInt64>
    ) {
        var current = before
        for index in start..<end {
            let next = table[Int(bytes[index])] &>> current & 63
            if next == UTF8Automaton.reject {
                invalidOffset = count + index
                return
            }
            current = next
        }
    }

    /// The first index from `index` on whose 16 bytes are not all ASCII; collects whether there were zero bytes.
    @inline(__always)
    private static func skipASCII(
        _ pointer: UnsafeRawPointer, from start: Int, to end: Int, zeros: inout UInt64, untilHigh: Bool
    ) -> Int {
        var index = start
        let stop: UInt64 = untilHigh ? 0x8080_8080_8080_8080 : 0
        var found = SIMDMask<SIMD16<Int8>>(repeating: false)
        let zero = SIMD16<UInt8>(repeating: 0)
        while index + 64 <= end {
            let a = pointer.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            let b = pointer.loadUnaligned(fromByteOffset: index + 16, as: SIMD16<UInt8>.self)
            let c = pointer.loadUnaligned(fromByteOffset: index + 32, as: SIMD16<UInt8>.self)
            let d = pointer.loadUnaligned(fromByteOffset: index + 48, as: SIMD16<UInt8>.self)
            let high = unsafeBitCast((a | b) | (c | d), to: SIMD2<UInt64>.self)
            if (high[0] | high[1]) & stop != 0 { break }
            found = found .| ((a .== zero) .| (b .== zero)) .| ((c .== zero) .| (d .== zero))
            index += 64
        }
        while index + 16 <= end {
            let a = pointer.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            let high = unsafeBitCast(a, to: SIMD2<UInt64>.self)
            if (high[0] | high[1]) & stop != 0 { break }
            found = found .| (a .== zero)
            index += 16
        }
        let words = unsafeBitCast(found, to: SIMD2<UInt64>.self)
        zeros |= words[0] | words[1]
        if index + 16 > end {
            while index < end {
                let byte = pointer.load(fromByteOffset: index, as: UInt8.self)
                if untilHigh, byte >= 0x80 { break }
                if byte == 0 { zeros = 1 }
                index += 1
            }
        }
        return index
    }
}

/// The states of UTF-8 as shift counts, and for every byte where each state goes.
enum UTF8Automaton {
    static let accept: UInt64 = 0
    static let reject: UInt64 = 6
    /// One, two, three bytes of 80…BF are missing.
    private static let tail1: UInt64 = 12
    private static let tail2: UInt64 = 18
    private static let tail3: UInt64 = 24
    /// After E0, ED, F0, F4, whose second byte has a narrower range.
    private static let afterE0: UInt64 = 30
    private static let afterED: UInt64 = 36
    private static let afterF0: UInt64 = 42
    private static let afterF4: UInt64 = 48

    static let table: [UInt64] = (0..<256).map { byte in
        var row: UInt64 = 0
        for state in stride(from: UInt64(0), through: 48, by: 6) {
            row |= next(state, UInt8(byte)) << state
        }
        return row
    }

    private static func next(_ state: UInt64, _ byte: UInt8) -> UInt64 {
        let isTail = byte & 0xC0 == 0x80
        switch state {
        case accept: return afterLead(byte)
        case tail1: return isTail ? accept : reject
        case tail2: return isTail ? tail1 : reject
        case tail3: return isTail ? tail2 : reject
        case afterE0: return (0xA0...0xBF).contains(byte) ? tail1 : reject
        case afterED: return (0x80...0x9F).contains(byte) ? tail1 : reject
        case afterF0: return (0x90...0xBF).contains(byte) ? tail2 : reject
        case afterF4: return (0x80...0x8F).contains(byte) ? tail2 : reject
        default: return reject
        }
    }

    private static func afterLead(_ byte: UInt8) -> UInt64 {
        switch byte {
        case 0x00...0x7F: accept
        case 0xC2...0xDF: tail1
        case 0xE0: afterE0
        case 0xED: afterED
        case 0xE1...0xEF: tail2
        case 0xF0: afterF0
        case 0xF1...0xF3: tail3
        case 0xF4: afterF4
        default: reject
        }
    }
}
