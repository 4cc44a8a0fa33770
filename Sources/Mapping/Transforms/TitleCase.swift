/// Every word begins with a capital. A value in capitals only is made small behind the first letters; in others a word
/// that has a capital already stays as it is (`IBM`, `McDonald`). Particles such as *van der* stay small.
struct TitleCase: PlainTransform, CellTransform {
    static let name = "title"
    static let otherNames = ["titlecase", "title_case", "capitalize", "capitalise", "proper", "initcap"]
    static let keepsKind = true

    /// The capital of a letter may have more bytes than it, three times as many at most.
    func room(for count: Int) -> Int { count * 3 }

    func change(_ cell: CellText) -> CellChange {
        let out = cell.out
        let bytes = cell.bytes
        let isShouting = !Self.hasSmallLetter(bytes)
        var length = 0
        var index = 0
        while index < bytes.count {
            if Self.isInWord(bytes[index]) {
                let word = index..<Self.endOfWord(bytes, index)
                length += Self.write(bytes, word, isShouting: isShouting, into: out + length)
                index = word.upperBound
            } else {
                out[length] = bytes[index]
                length += 1
                index += 1
            }
        }
        return cell.isSame(length) ? .kept : .written(length)
    }

    private static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isShouting: Bool,
        into out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        let isParticle = range.lowerBound > 0 && NameParticles.isParticle(word)
        if isParticle || word.contains(where: { $0 &- 0x30 < 10 }) || (!isShouting && hasCapital(word)) {
            let keepsCase = !(isParticle && isShouting)
            return copy(word, into: out) { keepsCase ? $0 : lower($0) }
        }
        if word.contains(where: { $0 >= 0x80 }) { return writeSlowly(word, into: out) }
        let second = secondCapital(word)
        var index = 0
        return copy(word, into: out) { byte in
            defer { index += 1 }
            return index == 0 || index == second ? upper(byte) : lower(byte)
        }
    }

    /// `o'brien` → the place of the b; 0 where there is none.
    private static func secondCapital(_ word: UnsafeBufferPointer<UInt8>) -> Int {
        word.count > 3 && word[1] == UInt8(ascii: "'") ? 2 : 0
    }

    private static func writeSlowly(
        _ word: UnsafeBufferPointer<UInt8>, into out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var isAtStart = true
        var text = ""
        for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
            text += isAtStart ? scalar.properties.titlecaseMapping : scalar.properties.lowercaseMapping
            isAtStart = (scalar == "'" || scalar == "\u{2019}") && text.unicodeScalars.count == 2
        }
        let bytes = Array(text.utf8)
        out.update(from: bytes, count: bytes.count)
        return bytes.count
    }

    private static func copy(
        _ word: UnsafeBufferPointer<UInt8>, into out: UnsafeMutablePointer<UInt8>, _ change: (UInt8) -> UInt8
    ) -> Int {
        for (index, byte) in word.enumerated() { out[index] = change(byte) }
        return word.count
    }

    private static func hasSmallLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if bytes.contains(where: { $0 &- 0x61 < 26 }) { return true }
        guard bytes.contains(where: { $0 >= 0x80 }) else { return false }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { $0.properties.isLowercase }
    }

    private static func hasCapital(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        if word.contains(where: { $0 &- 0x41 < 26 }) { return true }
        guard word.contains(where: { $0 >= 0x80 }) else { return false }
        return String(decoding: word, as: UTF8.self).unicodeScalars.contains { $0.properties.isUppercase }
    }

    private static func endOfWord(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        bytes[start...].firstIndex { !isInWord($0) } ?? bytes.count
    }

    /// Letters, digits, apostrophes, and all that is not ASCII.
    private static func isInWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "'") || byte >= 0x80
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    private static func upper(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte & ~0x20 : byte }
}
