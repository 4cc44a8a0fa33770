/// How well a file's words, read in one encoding, look like a language that is written in it.
struct ReadingScore {
    /// The natural logarithm of the likelihood, and the language that fits best.
    private(set) var likelihood = 0.0
    private(set) var language = ""
    /// Characters beyond ASCII.
    private(set) var characters = 0

    /// The languages that the project is made for come first in doubt.
    private static let mainLanguages: Set = ["en", "pl", "zh", "pt", "nb", "de", "fr", "es", "it"]
    private static let otherLanguage = -2.0
    /// The share of words from the text's own language; the rest are names and words of any other.
    private static let own = naturalLogarithm(0.9)
    private static let strange = naturalLogarithm(0.1)

    /// Scores what the candidate made of the words.
    init(_ readings: [[UInt32]], _ candidate: EncodingCandidate) {
        characters = readings.reduce(0) { $0 + $1.count { $0 >= 0x80 } }
        var scores: [Double]
        if candidate.isSingleByte {
            scores = Self.alphabetic(readings, candidate.languages.map { LanguageModels.letters[$0]! })
        } else {
            scores = candidate.languages.map { language in
                let model = LanguageModels.characters[language]!
                return readings.reduce(0) { $0 + model.score($1) }
            }
        }
        for (index, name) in candidate.languages.enumerated() where !Self.mainLanguages.contains(name) {
            scores[index] += Self.otherLanguage
        }
        let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        likelihood = scores[best] + candidate.prior
        language = candidate.languages[best]
    }

    /// The sum for each language as the text's own.
    private static func alphabetic(_ readings: [[UInt32]], _ models: [LetterModel]) -> [Double] {
        var sums = [Double](repeating: 0, count: models.count)
        for reading in readings {
            let word = Word(reading)
            let scores = models.map { $0.score(word.letters) }
            for index in models.indices {
                let others = scores.indices.filter { $0 != index }.map { scores[$0] }.max() ?? -745
                sums[index] += word.shape + max(own + scores[index], strange + others)
            }
        }
        return sums
    }
}

/// A word's letters in lower case, and what its signs and capitals say whatever the language.
private struct Word {
    var letters: [UInt32] = []
    var shape = 0.0

    init(_ scalars: [UInt32]) {
        letters.reserveCapacity(scalars.count)
        for (index, scalar) in scalars.enumerated() {
            let previous = index > 0 ? scalars[index - 1] : 0
            let next = index + 1 < scalars.count ? scalars[index + 1] : 0
            guard SymbolModel.isLetter(scalar) else {
                if scalar >= 0x80 { shape += SymbolModel.score(scalar, after: previous, before: next) }
                letters.append(0)
                continue
            }
            let lower = Self.lowered(scalar)
            letters.append(lower)
            if scalar >= 0x80 { shape += Self.capitals(scalar, lower, previous, next) }
        }
    }

    /// A capital behind a small letter, or a small letter among capitals, is a sign of a wrong reading.
    private static func capitals(_ scalar: UInt32, _ lower: UInt32, _ previous: UInt32, _ next: UInt32) -> Double {
        if scalar != lower { return isSmall(previous) ? -5 : 0 }
        if !isSmall(scalar) { return 0 }
        return isCapital(next) || isCapital(previous) && previous != 0 && isCapital(next) ? -5 : 0
    }

    private static func isSmall(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? scalar >= 0x61 && scalar <= 0x7A : Unicode.Scalar(scalar)?.properties.isLowercase ?? false
    }

    private static func isCapital(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? scalar >= 0x41 && scalar <= 0x5A : Unicode.Scalar(scalar)?.properties.isUppercase ?? false
    }

    private static func lowered(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar | 0x20 }
        guard let known = Unicode.Scalar(scalar) else { return scalar }
        let mapping = known.properties.lowercaseMapping.unicodeScalars
        return mapping.count == 1 ? mapping.first!.value : scalar
    }
}

/// The models of all languages, learnt when first asked for.
enum LanguageModels {
    static let letters: [String: LetterModel] = Dictionary(
        uniqueKeysWithValues: SampleWords.byLanguage.map { ($0.key, LetterModel($0.value)) })

    static let characters: [String: CharacterModel] = Dictionary(
        uniqueKeysWithValues: ["zh", "zh-Hant", "ja", "ko"].map { ($0, CharacterModel($0)) })
}
