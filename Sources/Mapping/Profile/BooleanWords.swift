/// Yes and no in nine languages, known by their bytes.
enum BooleanWords {
    /// Bytes of the longest word.
    static let longest = 10

    /// As the validator reads them.
    private static let words = [
        "1", "true", "t", "yes", "y", "x", "on", "✓", "✔", "0", "false", "f", "no", "n", "off", "tak", "prawda", "nie",
        "fałsz", "是", "对", "真", "否", "错", "假", "sim", "verdadeiro", "não", "nao", "falso", "ja", "sann", "nei", "usann",
        "wahr", "nein", "falsch", "oui", "vrai", "non", "faux", "sí", "si", "verdadero", "sì", "vero",
    ]

    private static let known: Set<[UInt8]> = Set(words.map { Array($0.utf8) })

    /// By first byte, in small: bit n for a word of n bytes. Made once, only read, never freed.
    nonisolated(unsafe) static let lengths: UnsafePointer<UInt16> = {
        let lengths = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
        lengths.update(repeating: 0, count: 256)
        for word in known { lengths[Int(word[0])] |= 1 << UInt16(word.count) }
        return UnsafePointer(lengths)
    }()

    /// Whether a value of at most `longest` bytes is one of the words, in any case.
    @inline(never)
    static func contains(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let text = UnsafeBufferPointer(start: bytes, count: count)
        if known.contains(text.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }) { return true }
        return text.contains { $0 >= 0x80 } && contains(String(decoding: text, as: UTF8.self))
    }

    static func contains(_ text: String) -> Bool { known.contains(Array(text.lowercased().utf8)) }
}
