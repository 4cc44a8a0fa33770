import Tables

/// A CSV file that was surveyed and understood: its encoding, its dialect, its header.
package struct CSVTable: TableSource {
    package let file: SourceFile
    package let header: TableHeader
    package let sampleRows: [[String]]
    package let readSettings: [ReadSetting]
    /// Everything before the first row of data, decoded as it stands: preamble, `sep=` line, header rows.
    package let prologue: [UInt8]
    package let dialect: CSVDialect
    package let encoding: TextEncoding
    /// The records of the prologue: their row numbers and where they stand in it. What is before the first one is the
    /// byte order mark and the `sep=` line.
    package let prologueRows: [(row: Int, range: Range<Int>)]

    package var sheet: String? { nil }

    private let text: CSVText
    private let separatorLine: SeparatorLine?

    /// Bytes of text that detection looks at.
    static let sampleBytes = 256 * 1024
    private static let shownRows = 50

    /// Surveys a file and finds out how to read it, as far as `options` leave that open.
    package static func open(
        file: SourceFile, options: CSVOptions = CSVOptions()
    ) throws(ImportFailure) -> CSVTable {
        let survey = try FileSurvey(file, wantsDigest: options.wantsDigest)
        var file = file
        file.size = survey.size
        file.sha256 = survey.sha256
        if survey.textBytes == 0 { throw .fileEmpty(file.name) }
        let encoding = try CSVEncoding.decide(file, survey, given: options.encoding)
        let text = CSVText(file: file, encoding: encoding.encoding, isGzip: survey.isGzip)
        let sample = try text.open().text.prefix(sampleBytes)
        if sample.isEmpty { throw .fileEmpty(file.name) }
        let shape = CSVShape(sample, isWhole: sample.count < sampleBytes, options)
        var settings = [encoding.setting] + shape.settings
        if survey.isGzip {
            settings.insert(ReadSetting("compression", "gzip", .detected, evidence: "first bytes"), at: 0)
        }
        let start = try Start(text, shape, options)
        if options.headerRow == nil {
            settings.append(
                ReadSetting("header_row", "\(start.header.row)", .detected, evidence: "first row that names columns"))
        } else {
            settings.append(ReadSetting("header_row", "\(start.header.row)", .given))
        }
        return CSVTable(file, text, shape, start, settings, sampleRows: shape.rows(limit: shownRows))
    }

    private init(
        _ file: SourceFile, _ text: CSVText, _ shape: CSVShape, _ start: Start, _ settings: [ReadSetting],
        sampleRows: [[String]]
    ) {
        self.file = file
        self.text = text
        self.sampleRows = sampleRows
        header = start.header
        readSettings = settings
        prologue = start.prologue
        prologueRows = start.rows
        dialect = shape.dialect
        separatorLine = shape.separatorLine
        encoding = text.encoding
    }

    package func withHeader(row: Int, dataRow: Int) throws(ImportFailure) -> any TableSource {
        let options = CSVOptions(
            delimiter: dialect.delimiter, quote: .some(dialect.quote), headerRow: row, dataRow: dataRow)
        let shape = CSVShape(dialect, separatorLine)
        let settings =
            readSettings.filter { $0.name != "header_row" } + [ReadSetting("header_row", "\(row)", .given)]
        return CSVTable(file, text, shape, try Start(text, shape, options), settings, sampleRows: sampleRows)
    }

    package func makeReader(digesting: Bool) throws(ImportFailure) -> any TableReader {
        try text.makeReader(dialect, separatorLine, from: header.dataRow, digesting: digesting)
    }

    /// A reader that starts at any row; row 1 is the first behind a `sep=` line.
    package func makeReader(from row: Int, keepsBlankRows: Bool = false) throws(ImportFailure) -> CSVReader {
        try text.makeReader(dialect, separatorLine, from: row, keepsBlankRows: keepsBlankRows)
    }

    /// Encodes decoded text back into the file's own encoding, for rejects files; nil where it cannot carry it.
    package func encode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        TextEncoder(encoding).encode(text)
    }
}

extension CSVText {
    func makeReader(
        _ dialect: CSVDialect, _ separatorLine: SeparatorLine?, from row: Int = 1, keepsBlankRows: Bool = false,
        digesting: Bool = false
    ) throws(ImportFailure) -> CSVReader {
        let opened = try open(digesting: digesting)
        var options = CSVReader.Options()
        options.startRow = row
        options.keepsBlankRows = keepsBlankRows
        if let separatorLine {
            _ = try opened.text.prefix(separatorLine.length)
            options.firstLine = 2
            options.firstOffset = separatorLine.length
        }
        return CSVReader(opened.text, dialect: dialect, name: file.name, file: opened.file, options: options)
    }
}

extension CSVTable {
    /// The header and everything before the first row of data.
    struct Start {
        var header: TableHeader
        var prologue: [UInt8] = []
        var rows: [(row: Int, range: Range<Int>)] = []

        init(_ text: CSVText, _ shape: CSVShape, _ options: CSVOptions) throws(ImportFailure) {
            let row = options.headerRow ?? shape.guessedHeaderRow
            header = TableHeader(names: [], row: row, dataRow: options.dataRow ?? row + 1)
            prologue = text.encoding.markAsUTF8
            if shape.separatorLine != nil {
                prologue += try text.open().text.prefix(shape.separatorLine?.length ?? 0)
            }
            let reader = try text.makeReader(shape.dialect, shape.separatorLine, keepsBlankRows: true)
            let batch = RowBatch()
            while try reader.next(into: batch) {
                if !take(batch) { break }
            }
        }

        /// Takes the batch's rows that stand before the data; false when the data has begun.
        private mutating func take(_ batch: RowBatch) -> Bool {
            for index in 0..<batch.rows.count {
                let number = batch.rows[index].number
                if number >= header.dataRow { return false }
                if number == header.row {
                    header.names = (0..<Int(batch.rows[index].cellCount)).map {
                        batch.string(row: index, column: $0) ?? ""
                    }
                }
                let start = prologue.count
                prologue += batch.source(row: index)
                rows.append((number, start..<prologue.count))
            }
            return true
        }
    }
}
