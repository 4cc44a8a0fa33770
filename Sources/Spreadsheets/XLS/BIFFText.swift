import Tables

extension RawArray where Element == UInt8 {
    /// Appends Latin-1 text, which is what Excel calls compressed UTF-16, as UTF-8.
    func appendLatin1(_ source: UnsafeRawPointer, count extra: Int) {
        reserve(extra * 2)
        let target = base + count
        var filled = 0
        for index in 0..<extra {
            let byte = source.load(fromByteOffset: index, as: UInt8.self)
            if byte < 0x80 {
                target[filled] = byte
                filled += 1
            } else {
                target[filled] = 0xC0 | byte >> 6
                target[filled + 1] = 0x80 | byte & 0x3F
                filled += 2
            }
        }
        count += filled
    }

    /// Appends little-endian UTF-16 as UTF-8. `high` keeps the first half of a character whose second half may follow.
    func appendUTF16(_ source: UnsafeRawPointer, units: Int, high: inout UInt32) {
        reserve(units * 3 + 3)
        for index in 0..<units {
            let unit = UInt32(truncatingIfNeeded: source.u16(index * 2))
            let isLow = unit & 0xFC00 == 0xDC00
            if high != 0 {
                appendScalar(isLow ? 0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF : 0xFFFD)
                high = 0
                if isLow { continue }
            }
            if unit & 0xFC00 == 0xD800 {
                high = unit
            } else {
                appendScalar(isLow ? 0xFFFD : unit)
            }
        }
    }

    /// Ends a text: a half of a character that stayed alone is none.
    func endUTF16(high: inout UInt32) {
        if high == 0 { return }
        reserve(3)
        appendScalar(0xFFFD)
        high = 0
    }

    /// There is room for it.
    @inline(__always)
    private func appendScalar(_ scalar: UInt32) {
        if scalar < 0x80 {
            base[count] = UInt8(truncatingIfNeeded: scalar)
            count += 1
            return
        }
        let length = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
        var rest = scalar
        for index in stride(from: length - 1, to: 0, by: -1) {
            base[count + index] = UInt8(truncatingIfNeeded: 0x80 | rest & 0x3F)
            rest >>= 6
        }
        base[count] = UInt8(truncatingIfNeeded: (0xF00 >> length) & 0xFF | Int(rest))
        count += length
    }
}

/// A record and the CONTINUE records behind it, read as one ([MS-XLS] 2.5.293 XLUnicodeRichExtendedString).
///
/// Tricky: characters that go on in the next record are preceded there by a byte that says anew whether they have one
/// or two bytes; everything else goes on as it is.
struct ContinuedRecord {
    private let stream: ByteView
    private var position: Int
    /// End of the record being read.
    private var end: Int

    init(_ record: BIFFRecord, in stream: ByteView) {
        self.stream = stream
        position = record.start
        end = record.end
    }

    private mutating func enterNext() -> Bool {
        guard stream.u16(end) == BIFFType.continuation, let length = stream.u16(end + 2), stream.has(end + 4, length)
        else { return false }
        position = end + 4
        end = position + length
        return true
    }

    mutating func u8() -> Int? {
        while position == end {
            guard enterNext() else { return nil }
        }
        position += 1
        return stream.u8(position - 1)
    }

    mutating func u16() -> Int? {
        guard let low = u8(), let high = u8() else { return nil }
        return low | high << 8
    }

    mutating func u32() -> Int? {
        guard let low = u16(), let high = u16() else { return nil }
        return low | high << 16
    }

    mutating func skip(_ count: Int) {
        var left = count
        while left > end - position {
            left -= end - position
            guard enterNext() else {
                position = end
                return
            }
        }
        position += left
    }

    /// Appends a text that begins with its length and its flags; false where the records end before.
    mutating func appendText(to text: RawArray<UInt8>) -> Bool {
        guard let count = u16(), let flags = u8() else { return false }
        let runs = flags & 0x08 != 0 ? u16() : 0
        let phonetic = flags & 0x04 != 0 ? u32() : 0
        guard let runs, let phonetic else { return false }
        let isWhole = appendCharacters(count, isWide: flags & 1 != 0, to: text)
        skip(runs * 4 + phonetic)
        return isWhole
    }

    /// Appends so many characters; false where the records end before.
    mutating func appendCharacters(_ count: Int, isWide: Bool, to text: RawArray<UInt8>) -> Bool {
        var left = count
        var isWide = isWide
        var high: UInt32 = 0
        defer { text.endUTF16(high: &high) }
        while left > 0 {
            let fit = min(left, isWide ? (end - position) / 2 : end - position)
            if isWide {
                text.appendUTF16(stream.base + position, units: fit, high: &high)
            } else if fit > 0 {
                text.endUTF16(high: &high)
                text.appendLatin1(stream.base + position, count: fit)
            }
            left -= fit
            position += isWide ? fit * 2 : fit
            if left == 0 { break }
            position = end
            guard enterNext(), let flags = u8() else { return false }
            isWide = flags & 1 != 0
        }
        return true
    }
}
