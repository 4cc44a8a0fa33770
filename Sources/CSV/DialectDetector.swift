import Tables

/// Guesses delimiter and quote from the start of a text by reading it in every way.
///
/// A reading is good when most rows have the same number of cells, the first row too, and few cells hold other
/// delimiters. A single column is a reading as well.
package struct DialectDetector {
    /// A dialect and why.
    package struct Answer: Sendable, Equatable {
        package var dialect: CSVDialect
        package var delimiterEvidence: String
        package var quoteEvidence: String
    }

    package static let delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    private static let sampleRows = 500

    private let sample: [UInt8]
    private let isWhole: Bool

    /// `isWhole` says that the sample is all of the text; the last row is left out otherwise.
    package init(sample: [UInt8], isWhole: Bool) {
        self.sample = sample
        self.isWhole = isWhole
    }

    /// The best dialect among those that have the given delimiter and quote (`.some(nil)`: no quotes at all).
    package func detect(delimiter: UInt8? = nil, quote: UInt8?? = nil) -> Answer {
        let double = UInt8(ascii: "\"")
        var best = bestReading(delimiter: delimiter, quote: quote ?? double)
        var quoteEvidence = best.quotedCells > 0 ? "\(best.quotedCells) of the first cells are quoted" : "usual"
        if quote == nil, best.quotedCells == 0, let single = singleQuoted(delimiter) {
            best = single
            quoteEvidence = "\(single.quotedCells) of the first cells are enclosed in it"
        }
        return Answer(
            dialect: best.dialect, delimiterEvidence: best.delimiterEvidence, quoteEvidence: quoteEvidence)
    }

    /// A reading with apostrophes as quotes, if every cell that opens with one is closed by one.
    private func singleQuoted(_ delimiter: UInt8?) -> Reading? {
        let apostrophe = UInt8(ascii: "'")
        guard sample.contains(apostrophe) else { return nil }
        let reading = bestReading(delimiter: delimiter, quote: apostrophe)
        let enough = reading.quotedCells >= 2 && reading.irregularQuotes == 0 && !reading.isUnclosed
        return enough && reading.quotedCells * 4 >= reading.filledCells ? reading : nil
    }

    private func bestReading(delimiter: UInt8?, quote: UInt8?) -> Reading {
        if let delimiter { return Reading(sample, isWhole, CSVDialect(delimiter: delimiter, quote: quote)) }
        let readings = Self.delimiters.filter { $0 != quote }.map {
            Reading(sample, isWhole, CSVDialect(delimiter: $0, quote: quote))
        }
        let best = readings.max { $0.score < $1.score }!
        if best.score > Reading.singleColumnScore { return best }
        return readings[0].width <= 1 ? readings[0] : readings.first { $0.width == 1 } ?? readings[0]
    }
}

extension DialectDetector {
    /// The sample read in one dialect, and how good that looks.
    struct Reading {
        let dialect: CSVDialect
        /// The width that most rows have, how many have it, and how many rows there are.
        private(set) var width = 0
        private(set) var agreeing = 0
        private(set) var rows = 0
        private(set) var quotedCells = 0
        private(set) var filledCells = 0
        private(set) var irregularQuotes = 0
        private(set) var isUnclosed = false
        private(set) var score = 0.0

        static let singleColumnScore = 0.3

        init(_ sample: [UInt8], _ isWhole: Bool, _ dialect: CSVDialect) {
            self.dialect = dialect
            let batch = SampleRows(sample, isWhole: isWhole, dialect: dialect, limit: DialectDetector.sampleRows)
            irregularQuotes = batch.irregularQuotes
            isUnclosed = batch.unclosedCells > 0
            var widths = batch.rows.map(\.count)
            if isUnclosed { widths.append(batch.unclosedCells) }
            rows = widths.count
            guard rows > 0 else { return }
            (width, agreeing) = Self.mode(widths)
            let unclean = countUnclean(batch)
            guard width > 1 else { return }
            score = Double(agreeing) / Double(rows) * Double(width).logarithm2
            if widths[0] != width { score *= 0.6 }
            score *= 1 - 0.5 * Double(unclean.foreign) / Double(max(filledCells, 1))
            if unclean.spaced == unclean.delimited { score *= 0.5 }
            if irregularQuotes > 0 { score *= 0.8 }
        }

        var delimiterEvidence: String {
            if width <= 1 { return "no delimiter found, one column" }
            return "\(agreeing) of the first \(rows) rows have \(width) cells"
        }

        private static func mode(_ widths: [Int]) -> (Int, Int) {
            var counts: [Int: Int] = [:]
            for width in widths { counts[width, default: 0] += 1 }
            let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }!
            return (best.key, best.value)
        }

        /// Cells that hold other delimiters, and delimiters that are followed by a space, as commas in prose are.
        private mutating func countUnclean(_ batch: SampleRows) -> (foreign: Int, delimited: Int, spaced: Int) {
            var foreign = 0
            var delimited = 0
            var spaced = 0
            for row in batch.rows {
                for (index, cell) in row.enumerated() where !cell.isBlank {
                    filledCells += 1
                    if cell.wasQuoted {
                        quotedCells += 1
                    } else if holdsOtherDelimiter(batch.bytes(cell)) {
                        foreign += 1
                    }
                    guard index > 0 else { continue }
                    delimited += 1
                    if !cell.wasQuoted, batch.bytes(cell).first == 0x20 { spaced += 1 }
                }
            }
            return (foreign, delimited, delimited == 0 ? -1 : spaced)
        }

        private func holdsOtherDelimiter(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
            for (index, byte) in cell.enumerated() where byte != dialect.delimiter {
                guard DialectDetector.delimiters.contains(byte) else { continue }
                let isDecimalComma =
                    byte == UInt8(ascii: ",") && index + 1 < cell.count && Self.isDigit(cell[index + 1])
                    && (index == 0 || Self.isDigit(cell[index - 1]) || cell[index - 1] == UInt8(ascii: "-"))
                if !isDecimalComma { return true }
            }
            return false
        }

        private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    }
}

extension Double {
    /// The binary logarithm to three places or so, without the C library's mathematics.
    fileprivate var logarithm2: Double {
        guard self > 0 else { return 0 }
        // exponent + log2(significand), the latter by a parabola through 1, √2 and 2.
        let fraction = significand
        return Double(exponent) + (fraction - 1) * (1.3431457505 - 0.3431457505 * (fraction - 1))
    }
}
