import Glibc

/// What is done to a text of XLSX before it is the text that a person sees.
enum XLSXText {
    /// White space as XML has it.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Whether a text keeps the white space at its ends: if its first and its last run say `xml:space="preserve"`.
    ///
    /// Between the runs of a rich text white space is kept always: it stands between words.
    struct Space: Equatable {
        var atStart = false
        var atEnd = false
        private var hasRun = false

        mutating func add(run isKept: Bool) {
            if !hasRun { atStart = isKept }
            atEnd = isKept
            hasRun = true
        }
    }

    /// Takes white space off the ends in place, as spreadsheet programs do; returns the new length.
    static func trim(_ text: UnsafeMutableBufferPointer<UInt8>, keeping space: Space) -> Int {
        var start = 0
        var end = text.count
        if !space.atEnd { while end > 0, isSpace(text[end - 1]) { end -= 1 } }
        if !space.atStart { while start < end, isSpace(text[start]) { start += 1 } }
        if start > 0, let base = text.baseAddress { base.update(from: base + start, count: end - start) }
        return end - start
    }

    /// Resolves `_x000D_` in place: characters that XML cannot hold, by their code (ECMA-376 part 1, 22.9.2.19).
    /// `_x005F_` is an underscore that begins no such escape. Returns the new length.
    static func unescape(_ text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard let first = firstEscape(UnsafeBufferPointer(text)) else { return text.count }
        var (read, write) = (first, first)
        while read < text.count {
            if let unit = escape(UnsafeBufferPointer(text), at: read) {
                read += escapeLength
                write += put(unit, text, &read, at: write)
            } else {
                text[write] = text[read]
                read += 1
                write += 1
            }
        }
        return write
    }

    private static let escapeLength = 7

    static func firstEscape(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var index = 0
        while let place = memchr(base + index, Int32(UInt8(ascii: "_")), text.count - index) {
            index = UnsafePointer(place.assumingMemoryBound(to: UInt8.self)) - base
            if escape(text, at: index) != nil { return index }
            index += 1
        }
        return nil
    }

    /// The UTF-16 unit of an escape that starts here.
    private static func escape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
        guard index + escapeLength <= text.count, text[index] == UInt8(ascii: "_"),
            text[index + 1] == UInt8(ascii: "x"),
            text[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var unit: UInt32 = 0
        for place in index + 2..<index + 6 {
            guard let digit = hexadecimal(text[place]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        default: nil
        }
    }

    /// Writes one character; a pair of surrogates is one, half a pair is U+FFFD. It never needs more room than its
    /// escape had.
    private static func put(
        _ unit: UInt32, _ text: UnsafeMutableBufferPointer<UInt8>, _ read: inout Int, at write: Int
    ) -> Int {
        var code = unit
        if unit >= 0xD800, unit < 0xDC00, let low = escape(UnsafeBufferPointer(text), at: read),
            low >= 0xDC00, low < 0xE000
        {
            read += escapeLength
            code = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        let encoded = UTF8.encode(scalar).map(Array.init) ?? []
        for (offset, byte) in encoded.enumerated() { text[write + offset] = byte }
        return encoded.count
    }
}
