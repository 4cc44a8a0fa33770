/// Finds out how a file's text is encoded, from all of its bytes, or says that it cannot be told.
package enum EncodingDetector {
    /// An encoding and the evidence for it, as a short phrase.
    package struct Answer: Sendable {
        package let encoding: TextEncoding
        package let evidence: String
    }

    /// The encoding of a surveyed file; `open` gives its unpacked bytes from the start, as often as asked.
    ///
    /// Throws `encoding.undecided` (64) where two readings differ and neither is clearly the right one.
    package static func detect(
        _ survey: FileSurvey, name: String, open: () throws(ImportFailure) -> any ByteSource
    ) throws(ImportFailure) -> Answer {
        if let marked = TextEncoding.byMark(survey.head) {
            return Answer(encoding: marked, evidence: "byte order mark")
        }
        if survey.hasNUL, let wide = utf16(survey.head) { return wide }
        if survey.isUTF8 {
            if survey.isASCII, let shifted = shifted(survey.head) { return shifted }
            return Answer(encoding: .utf8, evidence: survey.isASCII ? "plain ASCII" : "every byte is valid UTF-8")
        }
        throw ImportFailure("encoding.undecided", .usage, "The encoding of “\(name)” cannot be told.")
    }

    /// Whether the text is UTF-16 or UTF-32, whose zero bytes are no sign of a binary file.
    package static func isWide(_ survey: FileSurvey) -> Bool {
        if let marked = TextEncoding.byMark(survey.head) { return marked.name.hasPrefix("utf-16") || marked.name.hasPrefix("utf-32") }
        return survey.hasNUL && utf16(survey.head) != nil
    }

    /// UTF-16 without a mark: every other byte of delimiters, line breaks and Latin letters is zero.
    private static func utf16(_ head: [UInt8]) -> Answer? {
        let pairs = head.count / 2
        guard pairs > 0 else { return nil }
        var even = 0
        var odd = 0
        for index in 0..<pairs {
            if head[2 * index] == 0 { even += 1 }
            if head[2 * index + 1] == 0 { odd += 1 }
        }
        if odd * 10 >= pairs, even * 100 <= pairs {
            return Answer(encoding: TextEncoding("utf-16le"), evidence: "every second byte of Latin text is zero")
        }
        if even * 10 >= pairs, odd * 100 <= pairs {
            return Answer(encoding: TextEncoding("utf-16be"), evidence: "every first byte of Latin text is zero")
        }
        return nil
    }

    /// The seven-bit encodings of East Asia, which announce themselves by escape sequences.
    private static func shifted(_ head: [UInt8]) -> Answer? {
        let sequences: [([UInt8], String)] = [
            (Array("\u{1B}$)C".utf8), "iso-2022-kr"), (Array("\u{1B}$B".utf8), "iso-2022-jp"),
            (Array("\u{1B}$@".utf8), "iso-2022-jp"),
        ]
        for (sequence, name) in sequences {
            for index in head.indices where head[index] == 0x1B && head[index...].starts(with: sequence) {
                return Answer(encoding: TextEncoding(name), evidence: "its escape sequences")
            }
        }
        return nil
    }
}
