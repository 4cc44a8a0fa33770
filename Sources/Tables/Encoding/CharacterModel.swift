/// How likely characters are in an East Asian language, by lists of the frequent ones and the levels of its standard.
struct CharacterModel: Sendable {
    private let frequent: [UInt32: Double]
    /// Characters of the standard's first level, and of its second.
    private let common: Set<UInt32>
    private let standard: Set<UInt32>
    private let language: String

    init(_ language: String) {
        self.language = language
        switch language {
        case "zh":
            frequent = Self.ranked(FrequentCharacters.simplifiedChinese)
            common = Self.plane("GB2312", 0xB0...0xD7, 0xA1...0xFE)
            standard = Self.plane("GB2312", 0xD8...0xF7, 0xA1...0xFE)
        case "zh-Hant":
            frequent = Self.ranked(FrequentCharacters.traditionalChinese)
            common = Self.plane("BIG5", 0xA4...0xC6, 0x40...0xFE)
            standard = Self.plane("BIG5", 0xC9...0xF9, 0x40...0xFE)
        case "ja":
            frequent = Self.ranked(FrequentCharacters.japanese)
            common = Self.plane("EUC-JP", 0xB0...0xCF, 0xA1...0xFE)
            standard = Self.plane("EUC-JP", 0xD0...0xF4, 0xA1...0xFE)
        default:
            frequent = Self.ranked(FrequentCharacters.korean)
            common = Self.plane("EUC-KR", 0xB0...0xC8, 0xA1...0xFE)
            standard = Self.plane("EUC-KR", 0xCA...0xFD, 0xA1...0xFE)
        }
    }

    /// Most of a text is made of the listed characters, which are the rarer the further behind they stand.
    private static func ranked(_ characters: String) -> [UInt32: Double] {
        let scalars = characters.unicodeScalars.map(\.value)
        let all = scalars.indices.reduce(0.0) { $0 + 1 / Double($1 + 40) }
        var ranked: [UInt32: Double] = [:]
        for (rank, scalar) in scalars.enumerated() {
            ranked[scalar] = naturalLogarithm(0.85 / all / Double(rank + 40))
        }
        return ranked
    }

    /// The characters of a double-byte standard's rows.
    private static func plane(_ name: String, _ leads: ClosedRange<UInt8>, _ trails: ClosedRange<UInt8>) -> Set<UInt32>
    {
        guard let converter = TextConverter(from: name, to: "UCS-4LE") else { return [] }
        var characters: Set<UInt32> = []
        for lead in leads {
            for trail in trails {
                var scalar: UInt32 = 0
                let step = withUnsafeMutableBytes(of: &scalar) { output in
                    withUnsafeBytes(of: (lead, trail)) { converter.convert($0, into: output) }
                }
                if step.outcome == .done, step.given == 4 { characters.insert(scalar) }
            }
        }
        return characters
    }

    /// The likelihood of all characters beyond ASCII.
    func score(_ scalars: [UInt32]) -> Double {
        var score = 0.0
        for (index, scalar) in scalars.enumerated() where scalar >= 0x80 {
            score += likelihood(scalar)
            if Self.isASCIILetter(index > 0 ? scalars[index - 1] : 0) { score -= 2 }
            if Self.isASCIILetter(index + 1 < scalars.count ? scalars[index + 1] : 0) { score -= 2 }
        }
        return score
    }

    private func likelihood(_ scalar: UInt32) -> Double {
        if let known = frequent[scalar] { return known }
        switch scalar {
        case 0x3000...0x303F, 0xFF01...0xFF5E: return -5
        case 0xB7, 0x2013...0x2026, 0x25A0...0x25CF, 0x2605, 0x2606: return -7
        case 0x3041...0x3096, 0x30A1...0x30FE: return language == "ja" ? -4.5 : -12
        case 0xFF61...0xFF9F: return language == "ja" ? -9.5 : -14
        case 0x3131...0x318E: return language == "ko" ? -9 : -14
        case 0xE000...0xF8FF: return -18
        default:
            if common.contains(scalar) { return -10 }
            return standard.contains(scalar) ? -12.5 : -14.5
        }
    }

    private static func isASCIILetter(_ scalar: UInt32) -> Bool { scalar | 0x20 >= 0x61 && scalar | 0x20 <= 0x7A }
}
