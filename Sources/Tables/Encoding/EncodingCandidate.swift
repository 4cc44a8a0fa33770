/// An encoding that a file may have, the languages written in it, and how common it is.
struct EncodingCandidate: Sendable {
    let encoding: TextEncoding
    /// Codes of the languages whose letters decide, the likelier first.
    let languages: [String]
    /// Natural logarithm of how much less common than the first ones it is.
    let prior: Double
    let isSingleByte: Bool

    private init(_ name: String, _ languages: String, prior: Double, isSingleByte: Bool = true) {
        encoding = TextEncoding(name)
        self.languages = languages.split(separator: " ").map(String.init)
        self.prior = prior
        self.isSingleByte = isSingleByte
    }

    private static let western = "en pt nb de fr es it da sv fi nl is ca"
    private static let central = "pl cs sk hu ro hr sl de"

    /// Where two read the same text, the first is named.
    static let all: [EncodingCandidate] = [
        EncodingCandidate("windows-1252", western, prior: 0),
        EncodingCandidate("windows-1250", central, prior: 0),
        EncodingCandidate("gb18030", "zh", prior: 0, isSingleByte: false),
        EncodingCandidate("iso-8859-1", western, prior: -1),
        EncodingCandidate("iso-8859-2", central, prior: -1),
        EncodingCandidate("iso-8859-15", western, prior: -1),
        EncodingCandidate("windows-1251", "ru uk bg sr", prior: -1),
        EncodingCandidate("windows-1253", "el", prior: -2),
        EncodingCandidate("windows-1254", "tr", prior: -2),
        EncodingCandidate("windows-1255", "he", prior: -2),
        EncodingCandidate("windows-1256", "ar", prior: -2),
        EncodingCandidate("windows-1257", "lt lv et", prior: -2),
        EncodingCandidate("big5-hkscs", "zh-Hant", prior: -1, isSingleByte: false),
        EncodingCandidate("cp932", "ja", prior: -1, isSingleByte: false),
        EncodingCandidate("euc-kr", "ko", prior: -1, isSingleByte: false),
        EncodingCandidate("cp949", "ko", prior: -1, isSingleByte: false),
        EncodingCandidate("cp850", western, prior: -3),
        EncodingCandidate("cp852", central, prior: -3),
        EncodingCandidate("cp437", western, prior: -3),
        EncodingCandidate("mac-roman", western, prior: -3),
        EncodingCandidate("cp866", "ru", prior: -3),
        EncodingCandidate("koi8-r", "ru", prior: -3),
        EncodingCandidate("mac-cyrillic", "ru uk bg sr", prior: -4),
        EncodingCandidate("mac-centraleurope", central, prior: -4),
        EncodingCandidate("iso-8859-5", "ru bg sr", prior: -4),
        EncodingCandidate("iso-8859-7", "el", prior: -3),
        EncodingCandidate("iso-8859-9", "tr", prior: -3),
        EncodingCandidate("euc-jp", "ja", prior: -2, isSingleByte: false),
        EncodingCandidate("euc-jisx0213", "ja", prior: -5, isSingleByte: false),
        EncodingCandidate("shift_jisx0213", "ja", prior: -5, isSingleByte: false),
        EncodingCandidate("johab", "ko", prior: -6, isSingleByte: false),
    ]

    /// The pieces of a text as this encoding reads them; nil where it lacks a byte or would give control characters.
    func read(_ pieces: [[UInt8]]) -> [[UInt32]]? {
        guard let converter = TextConverter(from: encoding.converterName, to: "UCS-4LE") else { return nil }
        var readings: [[UInt32]] = []
        readings.reserveCapacity(pieces.count)
        for piece in pieces {
            guard let reading = Self.scalars(piece, converter) else { return nil }
            readings.append(reading)
        }
        return readings
    }

    private static func scalars(_ piece: [UInt8], _ converter: borrowing TextConverter) -> [UInt32]? {
        var isDone = false
        let scalars = [UInt32](unsafeUninitializedCapacity: piece.count * 2 + 4) { buffer, count in
            let step = piece.withUnsafeBytes { converter.convert($0, into: UnsafeMutableRawBufferPointer(buffer)) }
            let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[step.given...])
            count = (step.given + converter.flush(into: rest)) / 4
            isDone = step.outcome == .done
        }
        return isDone && !scalars.contains { $0 >= 0x7F && $0 < 0xA0 } ? scalars : nil
    }
}
