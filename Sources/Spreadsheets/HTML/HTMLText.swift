import Tables

/// The text of a web page in UTF-8, whatever its encoding: by its byte order mark, by what its head says, by its bytes.
struct HTMLText: Sendable {
    private let file: SourceFile
    private let encoding: TextEncoding

    /// Where a page says its encoding, if it does (HTML Living Standard, 13.2.3.2).
    private static let headBytes = 4_096

    init(_ file: SourceFile) throws(ImportFailure) {
        self.file = file
        let survey = try FileSurvey(file, wantsDigest: false)
        encoding = try Self.decide(file, survey)
    }

    /// The page from its beginning, and the bytes of the file that were read so far.
    func open() throws(ImportFailure) -> (text: any ByteSource, file: FileByteSource) {
        let bytes = try FileByteSource(file)
        _ = try bytes.prefix(encoding.mark.count)
        return (encoding.isUTF8 ? bytes : try TextDecoder(bytes, encoding: encoding, name: file.name), bytes)
    }

    private static func decide(_ file: SourceFile, _ survey: FileSurvey) throws(ImportFailure) -> TextEncoding {
        if let marked = TextEncoding.byMark(survey.head) { return marked }
        if survey.isUTF8, !EncodingDetector.isWide(survey) { return TextEncoding("utf-8") }
        if let stated = stated(survey.head), let encoding = try? TextEncoding.named(stated), !encoding.isUTF8 {
            return encoding
        }
        return try EncodingDetector.detect(survey, name: file.name) { () throws(ImportFailure) in
            try FileByteSource(file)
        }.encoding
    }

    /// `windows-1250` of `<meta charset="windows-1250">` or `content="text/html; charset=windows-1250"`.
    private static func stated(_ head: [UInt8]) -> String? {
        let text = String(decoding: head.prefix(headBytes), as: UTF8.self).lowercased()
        guard let mark = text.range(of: "charset=") else { return nil }
        let name = text[mark.upperBound...].drop { "\"' ".contains($0) }.prefix { !"\"' ;/>".contains($0) }
        return name.isEmpty || name.hasPrefix("utf-16") ? nil : String(name)
    }
}
