import Tables

/// The encoding of a CSV file, given or detected, and refusals of files that are no text.
enum CSVEncoding {
    static func decide(
        _ file: SourceFile, _ survey: FileSurvey, given: String?
    ) throws(ImportFailure) -> (encoding: TextEncoding, setting: ReadSetting) {
        let decided = try choose(file, survey, given: given)
        if decided.encoding.isUTF8, !survey.isUTF8 { throw try UTF8Mistake(file, survey).failure }
        return decided
    }

    private static func choose(
        _ file: SourceFile, _ survey: FileSurvey, given: String?
    ) throws(ImportFailure) -> (encoding: TextEncoding, setting: ReadSetting) {
        if let given {
            let encoding = try TextEncoding.named(given).withMark(of: survey.head)
            return (encoding, ReadSetting("encoding", encoding.name, .given))
        }
        let isWide = EncodingDetector.isWide(survey)
        if !isWide, let kind = BinaryKind.of(head: survey.head) {
            throw .fileBinary(file.name, kind, isGzip: survey.isGzip)
        }
        let answer = try EncodingDetector.detect(survey, name: file.name) { () throws(ImportFailure) in
            let opened = try FileByteSource(file)
            return survey.isGzip ? GzipByteSource(opened, name: file.name) : opened
        }
        let setting = ReadSetting("encoding", answer.encoding.name, .detected, evidence: answer.evidence)
        return (answer.encoding, setting)
    }
}
