import Tables

/// The dialect and `sep=` line of a text, given or detected from its start.
struct CSVShape {
    let dialect: CSVDialect
    let separatorLine: SeparatorLine?
    private(set) var settings: [ReadSetting] = []
    private var sample: SampleRows?

    init(_ dialect: CSVDialect, _ separatorLine: SeparatorLine?) {
        self.dialect = dialect
        self.separatorLine = separatorLine
    }

    init(_ sample: [UInt8], isWhole: Bool, _ options: CSVOptions) {
        separatorLine = SeparatorLine(sample)
        let body = Array(sample.dropFirst(separatorLine?.length ?? 0))
        let delimiter = options.delimiter ?? separatorLine?.delimiter
        let answer = DialectDetector(sample: body, isWhole: isWhole).detect(delimiter: delimiter, quote: options.quote)
        dialect = answer.dialect
        settings = Self.settings(answer, options, byLine: separatorLine != nil)
        self.sample = SampleRows(body, isWhole: isWhole, dialect: dialect, limit: 100, keepsBlankRows: true)
    }

    /// The first rows as texts.
    func rows(limit: Int) -> [[String]] {
        guard let sample else { return [] }
        return sample.rows.prefix(limit).map { $0.map(sample.string) }
    }

    /// The row that seems to name the columns, from 1.
    var guessedHeaderRow: Int { (HeaderGuess(rows: rows(limit: 100)).index ?? 0) + 1 }

    private static func settings(
        _ answer: DialectDetector.Answer, _ options: CSVOptions, byLine: Bool
    ) -> [ReadSetting] {
        let delimiter = CSVDialect.name(of: answer.dialect.delimiter)
        let quote = answer.dialect.quote.map(CSVDialect.name) ?? "none"
        let delimiterEvidence = byLine ? "the first line says so (sep=)" : answer.delimiterEvidence
        return [
            options.delimiter != nil
                ? ReadSetting("delimiter", delimiter, .given)
                : ReadSetting("delimiter", delimiter, .detected, evidence: delimiterEvidence),
            options.quote != nil
                ? ReadSetting("quote", quote, .given)
                : ReadSetting("quote", quote, .detected, evidence: answer.quoteEvidence),
        ]
    }
}
