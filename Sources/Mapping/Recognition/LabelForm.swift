import Foundation

/// The forms in which labels and headers are compared: case, spaces, punctuation, quotes, byte order marks and the
/// Unicode form do not count; accents count in `normal` only.
///
/// Labels are formed anew by each program that recognises headers, thousands of them, so the letters of Europe and Han
/// characters are looked up in a table; Foundation is asked for what is left.
package struct LabelForm: Sendable, Equatable {
    /// Letters and digits: NFKC, lower case.
    package let normal: String
    /// The same without accents: `Größe` → `grosse`.
    package let folded: String
    /// The words of the folded form; they begin at separators, in `camelCase`, and between letters, digits and Han. A
    /// run of Han characters is one word.
    package var words: [String] {
        let bytes = Array(folded.utf8)
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
            return String(decoding: bytes[starts[index]..<end], as: UTF8.self)
        }
    }

    private let starts: [Int]

    package init(_ text: String) {
        var scan = FormScan()
        if !scan.run(text.unicodeScalars, slowly: false) {
            scan = FormScan()
            _ = scan.run(text.precomposedStringWithCompatibilityMapping.unicodeScalars, slowly: true)
        }
        folded = String(decoding: scan.folded, as: UTF8.self)
        normal = scan.hasAccents ? String(decoding: scan.normal, as: UTF8.self) : folded
        starts = scan.starts
    }

    /// A hash of the words that does not depend on their order; `skipping` holds hashes of words that do not count.
    func hash(skipping: Set<UInt64>) -> UInt64 {
        var sum: UInt64 = 0
        var word = WordHash.start
        var next = 1
        for (index, byte) in folded.utf8.enumerated() {
            if next < starts.count, index == starts[next] {
                if !skipping.contains(word) { sum &+= word }
                word = WordHash.start
                next += 1
            }
            word = WordHash.step(word, byte)
        }
        return skipping.contains(word) ? sum : sum &+ word
    }

    /// The words of a run, in the same way.
    static func hash(_ words: [String], skipping: Set<UInt64>) -> UInt64 {
        words.map(WordHash.of).filter { !skipping.contains($0) }.reduce(0, &+)
    }

    var hasSeveralWords: Bool { starts.count > 1 }
}

/// FNV-1a.
enum WordHash {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static func of(_ word: String) -> UInt64 { word.utf8.reduce(start, step) }
}

/// One pass over a text that makes its forms.
private struct FormScan {
    private enum Kind { case none, lower, upper, digit, han }

    private(set) var normal: [UInt8] = []
    private(set) var folded: [UInt8] = []
    private(set) var starts: [Int] = []
    private(set) var hasAccents = false

    /// False where a character needs the slow way.
    mutating func run(_ scalars: String.UnicodeScalarView, slowly: Bool) -> Bool {
        var last = Kind.none
        for scalar in scalars {
            switch scalar.value {
            case 0x61...0x7A: last = append(UInt8(scalar.value), .lower, last)
            case 0x41...0x5A: last = append(UInt8(scalar.value) | 0x20, .upper, last)
            case 0x30...0x39: last = append(UInt8(scalar.value), .digit, last)
            case 0...0x7F: last = .none
            case 0x4E00...0x9FFF:
                begin(.han, last)
                appendHan(scalar.value)
                last = .han
            case 0x80...0x17F:
                guard let letter = EuropeanLetter.all[Int(scalar.value) - 0x80] else {
                    last = .none
                    continue
                }
                let kind = letter.isUpper ? Kind.upper : .lower
                begin(kind, last)
                hasAccents = true
                normal += letter.lower
                folded += letter.plain
                last = kind
            case 0x2000...0x206F, 0x3000...0x303F, 0xFEFF: last = .none
            default:
                guard slowly else { return false }
                last = appendSlowly(scalar, last)
            }
        }
        return true
    }

    private mutating func append(_ byte: UInt8, _ kind: Kind, _ last: Kind) -> Kind {
        begin(kind, last)
        normal.append(byte)
        folded.append(byte)
        return kind
    }

    /// Characters of this range have three bytes.
    private mutating func appendHan(_ code: UInt32) {
        for byte in [0xE0 | code >> 12, 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F] {
            normal.append(UInt8(byte))
            folded.append(UInt8(byte))
        }
    }

    private mutating func begin(_ kind: Kind, _ last: Kind) {
        let continues = kind == last || (last == .upper && kind == .lower)
        if !continues { starts.append(folded.count) }
    }

    private mutating func appendSlowly(_ scalar: Unicode.Scalar, _ last: Kind) -> Kind {
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil || scalar.value == 0x3007 else {
            // A combining mark is part of the letter before it.
            return properties.generalCategory == .nonspacingMark ? last : .none
        }
        let kind: Kind = properties.isUppercase ? .upper : properties.numericType == nil ? .lower : .digit
        begin(kind, last)
        hasAccents = true
        normal += Array(properties.lowercaseMapping.utf8)
        folded += Array(EuropeanLetter.withoutMarks(properties.lowercaseMapping).utf8)
        return kind
    }
}

/// A letter of Latin-1 or Latin Extended-A in small, with and without its accents.
private struct EuropeanLetter {
    let lower: [UInt8]
    let plain: [UInt8]
    let isUpper: Bool

    /// By code, from U+0080; nil for what is no letter.
    static let all: [EuropeanLetter?] = (0x80...0x17F).map { code in
        guard let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
        // Ordinals (`Nº`) are letters by their compatibility form.
        if code == 0xAA || code == 0xBA { return EuropeanLetter(code == 0xAA ? "a" : "o", isUpper: false) }
        guard scalar.properties.isAlphabetic else { return nil }
        let lower = scalar.properties.lowercaseMapping.precomposedStringWithCompatibilityMapping
        return EuropeanLetter(lower, isUpper: scalar.properties.isUppercase)
    }

    private init(_ lower: String, isUpper: Bool) {
        self.lower = Array(lower.utf8)
        plain = Array(Self.plain(lower).utf8)
        self.isUpper = isUpper
    }

    private static func plain(_ letter: String) -> String {
        switch letter {
        case "ß": "ss"
        case "æ": "ae"
        case "œ": "oe"
        case "ø": "o"
        case "ł": "l"
        case "đ", "ð": "d"
        case "þ": "th"
        case "ı": "i"
        default: withoutMarks(letter)
        }
    }

    static func withoutMarks(_ text: String) -> String {
        let parts = text.decomposedStringWithCanonicalMapping.unicodeScalars
        return String(String.UnicodeScalarView(parts.filter { $0.properties.generalCategory != .nonspacingMark }))
    }
}
