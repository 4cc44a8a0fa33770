/// Names whose surname stands last.
enum WesternName {
    static func parts(of bytes: UnsafeBufferPointer<UInt8>) -> PersonName.Parts {
        let words = PersonName.words(bytes)
        let first = firstOfFamily(words, bytes)
        guard first > 0 else { return PersonName.Parts(given: 0..<0, family: 0..<bytes.count) }
        return PersonName.Parts(
            given: words[0].lowerBound..<words[first - 1].upperBound,
            family: words[first].lowerBound..<words[words.count - 1].upperBound)
    }

    /// `Jr.`, `III`, `PhD`: what follows a name without being one.
    static func isSuffix(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count <= 5 else { return false }
        let letters = word.filter { $0 != UInt8(ascii: ".") }.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        return suffixes.contains(letters)
    }

    private static let suffixes = Set("jr sr ii iii iv phd md mba esq".split(separator: " ").map { Array($0.utf8) })

    /// The word that the surname begins with.
    private static func firstOfFamily(_ words: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var first = words.count - 1
        while first > 1, isSuffix(word(words[first], bytes)) { first -= 1 }
        let isOneCase = !bytes.contains { $0 &- 0x61 < 26 }
        while first > 0 {
            switch NameParticles.kind(word(words[first - 1], bytes)) {
            case .strong?: first -= 1
            case .weak? where isOneCase || isSmall(words[first - 1], bytes) || isStrong(first - 2, words, bytes):
                first -= 1
            case .joining? where first > 2 && (isOneCase || isSmall(words[first - 1], bytes)): first -= 2
            default: return first
            }
        }
        return first
    }

    private static func isStrong(_ index: Int, _ words: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index >= 0 && NameParticles.kind(word(words[index], bytes)) == .strong
    }

    private static func isSmall(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        !bytes[range].contains { $0 &- 0x41 < 26 }
    }

    private static func word(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range])
    }
}
