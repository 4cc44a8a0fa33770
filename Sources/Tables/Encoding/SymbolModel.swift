/// How likely signs that are no letters stand where they do, the same in all languages with alphabets.
enum SymbolModel {
    private enum Habit {
        /// Dashes, dots, spaces: anywhere.
        case anywhere
        /// Quotation marks: at the edge of a word.
        case edge
        /// The apostrophe: inside a word or at its edge.
        case apostrophe
        /// Currency and number signs: beside digits, not beside letters.
        case number
        /// Degrees, ordinals, powers: behind a digit or a letter such as the n of n°.
        case raised
        /// ¿ and ¡: before a word.
        case opening
        /// Accents alone, and other signs that hardly anybody writes.
        case rare
        /// Line drawings, mathematics, private characters.
        case never
    }

    /// The likelihood of a sign between two characters (0 where there is none).
    static func score(_ sign: UInt32, after previous: UInt32, before next: UInt32) -> Double {
        let left = isLetter(previous)
        let right = isLetter(next)
        switch habit(sign) {
        case .anywhere: return left && right ? -7 : -5
        case .edge: return left && right ? -10 : -5
        case .apostrophe: return left && right ? -3 : -5
        case .number: return left || right ? -11 : -6
        case .raised: return right ? -10 : isDigit(previous) || left ? -6 : -8
        case .opening: return right && !left && !isDigit(previous) ? -5 : -12
        case .rare: return left || right ? -13 : -9
        case .never: return -14
        }
    }

    private static func habit(_ sign: UInt32) -> Habit {
        switch sign {
        case 0xA0, 0xB7, 0x2013, 0x2014, 0x2022, 0x2026, 0x202F: .anywhere
        case 0xAB, 0xBB, 0x2018, 0x201A, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A: .edge
        case 0x2019: .apostrophe
        case 0xA3, 0xA7, 0xB1, 0xBC...0xBE, 0xD7, 0x20AC, 0x2030, 0x2116, 0x20AA: .number
        case 0xAA, 0xB0, 0xB2, 0xB3, 0xBA, 0x2122, 0xAE: .raised
        case 0xA1, 0xBF: .opening
        case 0xA2, 0xA5, 0xA6, 0xA8, 0xA9, 0xAC...0xAF, 0xB4...0xB6, 0xB8, 0xB9, 0xF7: .rare
        case 0x2C6...0x2DD, 0x2020, 0x2021, 0x192: .rare
        default: .never
        }
    }

    static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar | 0x20 >= 0x61 && scalar | 0x20 <= 0x7A }
        switch scalar {
        case 0xAA, 0xB5, 0xBA, 0x192, 0x2C6...0x2DD: return false
        default: return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
        }
    }

    static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
}
