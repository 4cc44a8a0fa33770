/// Names in Han characters, Hangul and kana, whose surname stands first.
enum EastAsianName {
    private enum Script {
        case han, hangul, kana, dot, blank
    }

    /// Nil where a character of another script is in the name.
    static func parts(of bytes: UnsafeBufferPointer<UInt8>) -> PersonName.Parts? {
        let text = String(decoding: bytes, as: UTF8.self)
        var scripts: [Script] = []
        for scalar in text.unicodeScalars {
            guard let script = script(scalar) else { return nil }
            scripts.append(script)
        }
        if scripts.contains(.dot) { return dotted(text, bytes) }
        if scripts.contains(.blank) { return spaced(bytes) }
        let family = familyLength(Array(text), scripts)
        let end = text.prefix(family).utf8.count
        return PersonName.Parts(given: end..<bytes.count, family: 0..<end)
    }

    private static func script(_ scalar: Unicode.Scalar) -> Script? {
        switch scalar.value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3005, 0x3007: .han
        case 0xAC00...0xD7A3: .hangul
        case 0x3040...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: .kana
        case 0xB7, 0x30FB, 0x2022, 0x2027, 0xFF65: .dot
        case 0x20, 0xA0, 0x3000: .blank
        default: nil
        }
    }

    /// `史蒂夫·乔布斯`: a foreign name in its own order.
    private static func dotted(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> PersonName.Parts {
        let isDot: (Unicode.Scalar) -> Bool = { script($0) == .dot }
        let scalars = text.unicodeScalars
        guard let last = scalars.lastIndex(where: isDot) else {
            return PersonName.Parts(given: 0..<0, family: 0..<bytes.count)
        }
        let given = text.utf8.distance(from: text.startIndex, to: last)
        let family = text.utf8.distance(from: text.startIndex, to: scalars.index(after: last))
        return PersonName.Parts(
            given: PersonName.trimmed(0..<given, bytes), family: PersonName.trimmed(family..<bytes.count, bytes))
    }

    private static func spaced(_ bytes: UnsafeBufferPointer<UInt8>) -> PersonName.Parts {
        let words = PersonName.words(bytes)
        let given = words.count > 1 ? words[1].lowerBound..<bytes.count : 0..<0
        return PersonName.Parts(given: given, family: words[0])
    }

    /// Characters of the surname; all of them where nothing tells where it ends, as in Japanese names with kana.
    private static func familyLength(_ name: [Character], _ scripts: [Script]) -> Int {
        if name.count < 2 || scripts.contains(.kana) { return name.count }
        if name.count == 2 { return 1 }
        let start = Array(name.prefix(2))
        let isPair =
            EastAsianSurnames.han.contains(start) || EastAsianSurnames.hangul.contains(start)
            || (name.count > 3 && EastAsianSurnames.longHangul.contains(start))
        return isPair ? 2 : 1
    }
}
