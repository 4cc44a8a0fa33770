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
        let text = try HighText(open())
        return try LegacyDetection(text, survey, name: name).decide(open)
    }

    /// Whether the text is UTF-16 or UTF-32, whose zero bytes are no sign of a binary file.
    package static func isWide(_ survey: FileSurvey) -> Bool {
        if let marked = TextEncoding.byMark(survey.head) { return !marked.isUTF8 }
        return survey.hasNUL && utf16(survey.head) != nil
    }

    /// UTF-16 without a mark: every other byte of delimiters, line breaks and Latin letters is zero.
    private static func utf16(_ head: [UInt8]) -> Answer? {
        if zeroShare(head, high: 1) {
            return Answer(encoding: TextEncoding("utf-16le"), evidence: "every second byte of Latin text is zero")
        }
        if zeroShare(head, high: 0) {
            return Answer(encoding: TextEncoding("utf-16be"), evidence: "every first byte of Latin text is zero")
        }
        return nil
    }

    /// Whether pairs of bytes have zeros at index `high` as UTF-16 has: often, with nearly all spaces, delimiters and
    /// line breaks, and hardly ever at the other index.
    private static func zeroShare(_ head: [UInt8], high: Int) -> Bool {
        let pairs = head.count / 2
        var zeros = 0
        var others = 0
        var signs = 0
        var zeroSigns = 0
        for pair in 0..<pairs {
            let low = head[2 * pair + 1 - high]
            let isZero = head[2 * pair + high] == 0
            if isZero { zeros += 1 }
            if low == 0 { others += 1 }
            if [0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x3B].contains(low) {
                signs += 1
                if isZero { zeroSigns += 1 }
            }
        }
        return pairs > 1 && zeros * 10 >= pairs && others * 100 <= pairs && zeroSigns * 10 >= signs * 8 && zeroSigns > 0
    }

    /// The English name of a language.
    static func title(_ language: String) -> String { titles[language] ?? language }

    private static let titles = [
        "en": "English", "pl": "Polish", "pt": "Portuguese", "nb": "Norwegian", "de": "German", "fr": "French",
        "es": "Spanish", "it": "Italian", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian",
        "hr": "Croatian", "sl": "Slovenian", "sv": "Swedish", "da": "Danish", "fi": "Finnish", "nl": "Dutch",
        "is": "Icelandic", "et": "Estonian", "lv": "Latvian", "lt": "Lithuanian", "tr": "Turkish", "ca": "Catalan",
        "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "sr": "Serbian", "el": "Greek", "he": "Hebrew",
        "ar": "Arabic", "zh": "Chinese", "zh-Hant": "traditional Chinese", "ja": "Japanese", "ko": "Korean",
    ]

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
        if HZByteSource.looksLikeHZ(head) { return Answer(encoding: TextEncoding("hz"), evidence: "its ~{ pairs ~}") }
        return nil
    }
}
