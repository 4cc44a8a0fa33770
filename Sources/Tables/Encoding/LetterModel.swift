/// How likely letters follow one another in a language, learnt from its sample words.
///
/// Probabilities are natural logarithms. Only steps from or to a letter that ASCII lacks are counted: the others are
/// the same in every reading of a file.
struct LetterModel: Sendable {
    /// Index of each letter by scalar; 0 stands for the edge of a word.
    private let indices: [UInt32: Int]
    private let size: Int
    private let steps: [Double]
    private let isLatin: Bool
    /// Words of one letter.
    private let single: Set<UInt32>

    /// A letter that the language does not have, of its own script or of another.
    private static let foreign = -11.0
    private static let foreignScript = -22.0
    /// A Latin letter beside one of another script in the same word.
    private static let mixed = -8.0
    /// A letter alone that is no word of the language.
    private static let lonely = -4.0
    private static let smoothing = 3.0

    /// Learns from words that are separated by white space.
    init(_ words: String) {
        let words = words.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map(\.value) }
        var indices: [UInt32: Int] = [:]
        for letter in UInt32(0x61)...0x7A { indices[letter] = indices.count + 1 }
        for letter in words.joined() where letter >= 0x80 && indices[letter] == nil {
            indices[letter] = indices.count + 1
        }
        self.indices = indices
        size = indices.count + 1
        isLatin = indices.keys.allSatisfy { $0 < 0x250 }
        single = Set(words.filter { $0.count == 1 }.map { $0[0] })
        steps = Self.learn(words, indices)
    }

    private static func learn(_ words: [[UInt32]], _ indices: [UInt32: Int]) -> [Double] {
        let size = indices.count + 1
        var pairs = [Double](repeating: 0, count: size * size)
        var totals = [Double](repeating: 0, count: size)
        var singles = [Double](repeating: 0.02, count: size)
        for word in words {
            var previous = 0
            for letter in word + [0] {
                let index = indices[letter] ?? 0
                pairs[previous * size + index] += 1
                totals[previous] += 1
                singles[index] += 1
                previous = index
            }
        }
        let all = singles.reduce(0, +)
        for from in 0..<size {
            for to in 0..<size {
                let expected = smoothing * singles[to] / all
                pairs[from * size + to] = naturalLogarithm(
                    (pairs[from * size + to] + expected) / (totals[from] + smoothing))
            }
        }
        return pairs
    }

    /// The likelihood of letters beyond ASCII; `letters` are lower case, 0 for whatever is no letter.
    func score(_ letters: [UInt32]) -> Double {
        letters.split(separator: 0).reduce(0) { $0 + scoreWord($1) }
    }

    private func scoreWord(_ word: ArraySlice<UInt32>) -> Double {
        var score = 0.0
        var previous = 0
        var previousLetter: UInt32 = 0
        for letter in word {
            if let index = indices[letter] {
                if letter >= 0x80 || previousLetter >= 0x80 { score += steps[previous * size + index] }
                if !isLatin, Self.isMixed(previousLetter, letter) { score += Self.mixed }
                previous = index
            } else {
                score += (letter < 0x250) == isLatin ? Self.foreign : Self.foreignScript
                previous = 0
            }
            previousLetter = letter
        }
        if previousLetter >= 0x80, previous != 0 { score += steps[previous * size] }
        if word.count == 1, let letter = word.first, letter >= 0x80, !single.contains(letter) { score += Self.lonely }
        return score
    }

    private static func isMixed(_ left: UInt32, _ right: UInt32) -> Bool {
        left != 0 && right != 0 && (left < 0x80) != (right < 0x80)
    }
}

/// The natural logarithm, without the C library's mathematics; good to four places.
func naturalLogarithm(_ value: Double) -> Double {
    guard value > 0 else { return -745 }
    // ln(m · 2^e) with m in 1…2: 2·artanh((m − 1)/(m + 1)) by its series.
    let m = value.significand
    let z = (m - 1) / (m + 1)
    let square = z * z
    let series = 1 + square * (1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square / 9)))
    return Double(value.exponent) * 0.693147180559945 + 2 * z * series
}
