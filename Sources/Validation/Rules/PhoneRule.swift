import Tables

/// Phone numbers as people type them: at least three digits, and nothing that no number has.
///
/// Leading zeros and plus signs survive; only runs of white space become one space.
struct PhoneRule: CellRule {
    var change: ChangeKind { .phone }

    private static let fewestDigits = 3
    /// What people write before an extension or a number.
    private static let words: Set<String> = [
        "ext", "extn", "extension", "x", "tel", "phone", "int", "interno", "poste", "ramal", "wew", "dw",
    ]

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        var digits = 0
        var previous: UInt8 = 0
        for index in 0..<cell.count {
            let byte = cell[index]
            if TextScan.isDigit(byte) {
                digits &+= 1
            } else if !Self.isMark(byte) || (byte == 0x20 && previous == 0x20) {
                return readSlowly(cell, output)
            }
            previous = byte
        }
        return digits >= Self.fewestDigits ? .kept : .refused(.phoneInvalid)
    }

    @inline(__always)
    private static func isMark(_ byte: UInt8) -> Bool {
        // ( ) + - . / and space, # apart
        byte &- 0x28 < 8 ? byte != 0x2A && byte != 0x2C : byte == 0x20 || byte == 0x23
    }

    @inline(never)
    private func readSlowly(_ cell: Cell, _ output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        let text = cell.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard Self.isPlausible(text) else { return .refused(.phoneInvalid) }
        let bytes = Array(text.utf8)
        output.update(from: bytes, count: bytes.count)
        return .written(bytes.count)
    }

    private static func isPlausible(_ text: String) -> Bool {
        // RFC 3966, as the transform `phone` writes it.
        if let mark = text.range(of: ";ext="), text[mark.upperBound...].allSatisfy(\.isNumber) {
            return mark.upperBound < text.endIndex && isPlausible(String(text[..<mark.lowerBound]))
        }
        var digits = 0
        var word = ""
        for character in text.unicodeScalars {
            if character.properties.isAlphabetic {
                word.unicodeScalars.append(character)
                continue
            }
            guard word.isEmpty || words.contains(word.lowercased()) else { return false }
            word = ""
            if character.properties.numericType == .decimal {
                digits += 1
            } else if !isMark(character) {
                return false
            }
        }
        return digits >= fewestDigits && word.isEmpty
    }

    /// Full-width marks and the hyphens of typesetters count as what they stand for.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "+", "(", ")", "-", ".", "/", " ", "#", ":", "＋", "（", "）", "－": true
        case "\u{2010}"..."\u{2015}", "\u{2212}": true
        default: false
        }
    }
}
