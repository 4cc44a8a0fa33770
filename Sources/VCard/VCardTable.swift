import Tables

/// A file of vCards (versions 2.1, 3.0 and 4.0) as a table: one row a card, the columns of `VCardColumn`.
package struct VCardTable: TableSource {
    package let file: SourceFile
    package let header: TableHeader
    package let sampleRows: [[String]]
    package let readSettings: [ReadSetting]
    private let encoding: TextEncoding

    package var sheet: String? { nil }

    private static let shownRows = 50

    /// Whether a file is one of vCards, by its first bytes.
    package static func matches(_ file: SourceFile) throws(ImportFailure) -> Bool {
        matches(head: try FileByteSource(file).prefix(headBytes))
    }

    private static let headBytes = 256

    static func matches(head: [UInt8]) -> Bool {
        let text = String(decoding: head.prefix(headBytes).filter { $0 != 0 }, as: UTF8.self)
        return text.drop { $0 == "\u{FEFF}" || $0.isWhitespace }.uppercased().hasPrefix("BEGIN:VCARD")
    }

    /// `encoding`: any name that iconv knows; nil: found out.
    package static func open(file: SourceFile, encoding: String? = nil) throws(ImportFailure) -> VCardTable {
        let survey = try FileSurvey(file, wantsDigest: true)
        var file = file
        file.size = survey.size
        file.sha256 = survey.sha256
        return try VCardTable(file, survey, given: encoding)
    }

    private init(_ file: SourceFile, _ survey: FileSurvey, given: String?) throws(ImportFailure) {
        self.file = file
        var settings = [ReadSetting("kind", "vcard", .detected, evidence: "first line")]
        if let given {
            encoding = try TextEncoding.named(given).withMark(of: survey.head)
            settings.append(ReadSetting("encoding", encoding.name, .given))
        } else {
            let answer = try EncodingDetector.detect(survey, name: file.name) { () throws(ImportFailure) in
                try FileByteSource(file)
            }
            encoding = answer.encoding
            settings.append(ReadSetting("encoding", encoding.name, .detected, evidence: answer.evidence))
        }
        readSettings = settings
        header = TableHeader(names: VCardColumn.names, row: 0, dataRow: 1)
        sampleRows = try Self.samples(try Self.reader(file, encoding, digesting: false))
    }

    /// Every vCard file has the same columns, whatever a mapping says.
    package func withHeader(row: Int, dataRow: Int) throws(ImportFailure) -> any TableSource { self }

    package func makeReader(digesting: Bool) throws(ImportFailure) -> any TableReader {
        try Self.reader(file, encoding, digesting: digesting)
    }

    private static func reader(
        _ file: SourceFile, _ encoding: TextEncoding, digesting: Bool
    ) throws(ImportFailure) -> VCardReader {
        let opened = try FileByteSource(file, digesting: digesting)
        _ = try opened.prefix(encoding.mark.count)
        let text: any ByteSource =
            encoding.isUTF8 ? opened : try TextDecoder(opened, encoding: encoding, name: file.name)
        return VCardReader(text, file: opened, name: file.name)
    }

    private static func samples(_ reader: VCardReader) throws(ImportFailure) -> [[String]] {
        let batch = RowBatch()
        guard try reader.next(into: batch) else { return [] }
        return (0..<min(batch.rows.count, shownRows)).map { row in
            (0..<Int(batch.rows[row].cellCount)).map { batch.string(row: row, column: $0) ?? "" }
        }
    }
}
