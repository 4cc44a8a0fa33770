import HelpDesk
import Tables

/// What a column leaves open: in which order its dates are, or which mark its decimals have.
package enum ReadingQuestion: String, Sendable {
    case dates, decimals

    /// The answers there are, in the order of `ReadingEvidence.fits`.
    package var answers: [ReadingAnswer] {
        switch self {
        case .dates: [.dates(.dmy), .dates(.mdy), .dates(.ymd)]
        case .decimals: [.decimals(UInt8(ascii: ".")), .decimals(UInt8(ascii: ","))]
        }
    }
}

/// One way in which the values of a column may be read.
package enum ReadingAnswer: Sendable, Hashable {
    case dates(DateOrder)
    /// "." or ","
    case decimals(UInt8)
}

/// What all values of a column say about a question.
package struct ReadingEvidence: Sendable, Equatable {
    package let question: ReadingQuestion
    /// Values that can be an answer at all; of dates those with a digit.
    package var values = 0
    /// How many values can be read in each way.
    package var fits: [Int]
    /// Values that can be read in no way: their rows' trouble.
    package var unfit = 0
    /// Values that are plain whatever the answer is: ISO 8601, numbers without a mark.
    package var plain = 0
    /// How many values are something else in one way than in another, for each pair of ways: (0, 1), (0, 2), (1, 2).
    package var differing = [0, 0, 0]
    /// The first different values that leave the question open.
    package var openSamples = FirstTexts(limit: maxSamples)
    /// For each way the first different values that it cannot read.
    package var unfitSamples: [FirstTexts]

    package static let maxSamples = 3

    init(_ question: ReadingQuestion) {
        self.question = question
        fits = question.answers.map { _ in 0 }
        unfitSamples = question.answers.map { _ in FirstTexts(limit: Self.maxSamples) }
    }

    /// Adds what other rows of the same table say.
    package mutating func merge(_ other: ReadingEvidence) {
        values += other.values
        unfit += other.unfit
        plain += other.plain
        for index in fits.indices {
            fits[index] += other.fits[index]
            unfitSamples[index].merge(other.unfitSamples[index])
        }
        for pair in differing.indices { differing[pair] += other.differing[pair] }
        openSamples.merge(other.openSamples)
    }

    package enum Verdict: Sendable, Equatable {
        /// Nothing has to be decided: every value that can be read is plain.
        case plain
        /// An index into the answers: the only one that fits, or one that makes the same of all values as others do.
        case settled(Int)
        /// Several answers fit all values, and differ.
        case open([Int])
        /// No answer fits all values.
        case contradictory
    }

    package var verdict: Verdict {
        guard values > unfit + plain || tooMuchIsUnfit else { return .plain }
        let fitting = fits.indices.filter { fits[$0] == values - unfit }
        guard let first = fitting.first, !tooMuchIsUnfit else { return .contradictory }
        let areSame = fitting.dropFirst().allSatisfy { differing[Self.pair(first, $0)] == 0 }
        // Four digits in front are a year in every order.
        let chosen = fitting.contains(Self.yearFirst) ? Self.yearFirst : first
        return areSame ? .settled(chosen) : .open(fitting)
    }

    /// A few values that nobody can read are their rows' trouble; many are a format that is not known.
    ///
    /// Numbers have no other format.
    private var tooMuchIsUnfit: Bool {
        question == .dates && unfit > 0 && (unfit > max(1, values / Self.fewUnfit) || unfit * 2 >= values)
    }

    private static let fewUnfit = 20
    private static let yearFirst = 2

    /// The place of a pair of ways in `differing`.
    static func pair(_ first: Int, _ second: Int) -> Int { first + second - 1 }
}
