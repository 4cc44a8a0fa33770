import Tables

/// Takes a full name apart, by its script and its punctuation.
///
/// With a comma the surname comes first. Han and Hangul: the surname comes first, with a space behind it or without.
/// Other scripts: the last word and the particles before it; `Jr.` and the like stay with the surname.
enum PersonName {
    struct Parts: Equatable {
        var given: Range<Int>
        var family: Range<Int>
    }

    /// Ranges of the bytes; both together are the name but for what stands between them. The text is trimmed.
    static func parts(of bytes: UnsafeBufferPointer<UInt8>) -> Parts {
        if let comma = comma(in: bytes) { return commaParts(bytes, comma) }
        if let first = bytes.first, first >= 0xE1, let parts = EastAsianName.parts(of: bytes) { return parts }
        return WesternName.parts(of: bytes)
    }

    /// The first comma, Chinese ones included.
    private static func comma(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        if let index = bytes.firstIndex(of: UInt8(ascii: ",")) { return index..<index + 1 }
        return ByteSearch.first([0xEF, 0xBC, 0x8C], in: bytes).map { $0..<$0 + 3 }
    }

    /// `Kowalski, Jan`; but in `Martin King, Jr.` nothing is turned round.
    private static func commaParts(_ bytes: UnsafeBufferPointer<UInt8>, _ comma: Range<Int>) -> Parts {
        let family = trimmed(0..<comma.lowerBound, bytes)
        let given = trimmed(comma.upperBound..<bytes.count, bytes)
        if WesternName.isSuffix(UnsafeBufferPointer(rebasing: bytes[given])) {
            var parts = WesternName.parts(of: UnsafeBufferPointer(rebasing: bytes[family]))
            parts.family = parts.family.lowerBound..<bytes.count
            return parts
        }
        return Parts(given: given, family: family)
    }

    /// The range without white space at its ends.
    static func trimmed(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let inner = WhiteSpace.trimmed(UnsafeBufferPointer(rebasing: bytes[range]))
        return range.lowerBound + inner.lowerBound..<range.lowerBound + inner.upperBound
    }

    /// The words between white space of any kind.
    static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let blank = WhiteSpace.blankLength(bytes, index, bytes.count)
            if blank > 0 {
                if index > start { words.append(start..<index) }
                start = index + blank
            }
            index += max(blank, 1)
        }
        if bytes.count > start { words.append(start..<bytes.count) }
        return words
    }
}
