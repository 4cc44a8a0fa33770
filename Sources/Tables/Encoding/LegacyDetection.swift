/// Chooses among the encodings of the time before UTF-8 by what they make of a file's words.
struct LegacyDetection {
    private let text: HighText
    private let name: String
    private let survey: FileSurvey

    /// A reading of the words, the encodings that give it, and how good it looks.
    struct Reading {
        let words: [[UInt32]]
        let candidate: EncodingCandidate
        let score: ReadingScore
    }

    /// How much likelier the best reading must be than the next: a hundred and fifty times.
    private static let margin = 5.0
    /// A likelihood per byte below which a reading is no language at all, unless the file has very few such bytes.
    private static let nonsense = (singleByte: -10.5, multiByte: -7.5)
    private static let fewBytes = 8

    init(_ text: HighText, _ survey: FileSurvey, name: String) {
        self.text = text
        self.survey = survey
        self.name = name
    }

    func decide(
        _ open: () throws(ImportFailure) -> any ByteSource
    ) throws(ImportFailure) -> EncodingDetector.Answer {
        if let offset = survey.truncatedAt {
            if hasMore(than: survey.textBytes - offset) {
                return EncodingDetector.Answer(encoding: .utf8, evidence: "all but its end is valid UTF-8")
            }
            throw cutOff(offset)
        }
        if isDamagedUTF8 { return EncodingDetector.Answer(encoding: .utf8, evidence: "most words are valid UTF-8") }
        var readings = distinctReadings()
        while let best = readings.first, !best.candidate.isSingleByte, !decodes(best.candidate, open) {
            readings.removeFirst()
        }
        guard let best = readings.first, makesSense(best) else { throw .encodingUnknowable(name) }
        let rivals = leading(readings)
        if rivals.count > 1 { throw undecided(rivals) }
        return EncodingDetector.Answer(
            encoding: best.candidate.encoding, evidence: "letters as in \(EncodingDetector.title(best.score.language))")
    }

    /// Most words are UTF-8, so the file is, and has mistakes.
    private var isDamagedUTF8: Bool {
        var valid = 0
        var invalid = 0
        for word in text.words {
            var validator = UTF8Validator()
            word.withUnsafeBytes { validator.update($0.baseAddress!, count: $0.count) }
            if validator.isValid { valid += 1 } else { invalid += 1 }
        }
        return valid >= 4 * invalid && valid > 1
    }

    /// Whether so many bytes at the end are not all that the file has beyond ASCII.
    private func hasMore(than tail: Int) -> Bool { text.counts[0x80...].reduce(0, +) > tail }

    /// The readings that differ, best first; of encodings that read the same the first named one stands for all.
    private func distinctReadings() -> [Reading] {
        var readings: [Reading] = []
        for candidate in EncodingCandidate.all {
            guard let words = candidate.read(text.words) else { continue }
            let score = ReadingScore(words, candidate)
            if let same = readings.firstIndex(where: { $0.words == words }) {
                if score.likelihood > readings[same].score.likelihood {
                    readings[same] = Reading(words: words, candidate: readings[same].candidate, score: score)
                }
            } else {
                readings.append(Reading(words: words, candidate: candidate, score: score))
            }
        }
        return readings.sorted { $0.score.likelihood > $1.score.likelihood }
    }

    /// The best reading, and the next one where it is not clearly behind.
    private func leading(_ readings: [Reading]) -> [Reading] {
        guard readings.count > 1 else { return readings }
        let distance = readings[0].score.likelihood - readings[1].score.likelihood
        return Array(readings.prefix(distance < Self.margin ? 2 : 1))
    }

    private func makesSense(_ reading: Reading) -> Bool {
        let bytes = text.words.reduce(0) { $0 + $1.count { $0 >= 0x80 } }
        let limit = reading.candidate.isSingleByte ? Self.nonsense.singleByte : Self.nonsense.multiByte
        return bytes < Self.fewBytes || reading.score.likelihood > limit * Double(bytes)
    }

    /// Whether the whole file is valid in an encoding, not just its sampled words.
    private func decodes(_ candidate: EncodingCandidate, _ open: () throws(ImportFailure) -> any ByteSource) -> Bool {
        guard let source = try? open(),
            let decoder = try? TextDecoder(source, encoding: candidate.encoding, name: name)
        else { return false }
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        while let count = try? decoder.read(into: block, capacity: TableLimits.blockBytes) {
            if count == 0 { return true }
        }
        return false
    }

    private func undecided(_ readings: [Reading]) -> ImportFailure {
        let differing = text.words.indices.filter { readings[0].words[$0] != readings[1].words[$0] }.prefix(5)
        let details = readings.map { $0.option(differing) }
        return .encodingUndecided(name, readings.map(\.candidate.encoding.name), details: details)
    }

    /// All that is not ASCII are bytes at the very end that begin a character of UTF-8: one that was cut in two, or a
    /// letter of an older encoding.
    private func cutOff(_ offset: Int) -> ImportFailure {
        let shown = text.words.indices.prefix(1)
        return .encodingCutOff(name, offset: offset, details: leading(distinctReadings()).map { $0.option(shown) })
    }
}

extension LegacyDetection.Reading {
    /// The option that chooses this reading, and some words as it reads them.
    fileprivate func option(_ shown: some Sequence<Int>) -> String {
        let texts = shown.map { String(String.UnicodeScalarView(words[$0].compactMap(Unicode.Scalar.init))) }
        return "--encoding \(candidate.encoding.name): \(texts.joined(separator: " · "))"
    }
}
