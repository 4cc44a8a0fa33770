/// Turns short texts of a Windows or Macintosh code page, as old spreadsheets hold them, into UTF-8.
///
/// Unlike `TextDecoder` it does not refuse: a byte that the code page does not have becomes U+FFFD. Used by one thread.
package final class CodePageDecoder {
    private let converter: TextConverter

    /// Nil for a code page that iconv does not know. 0x8000 and 0x8001 are how Excel says Macintosh and Windows.
    package init?(codePage: Int) {
        guard let converter = TextConverter(from: Self.name(of: codePage), to: "UTF-8") else { return nil }
        self.converter = converter
    }

    private static func name(of codePage: Int) -> String {
        switch codePage {
        case 0x8000, 10_000: "MACINTOSH"
        // 1200 is UTF-16, in which single bytes make no sense.
        case 0x8001, 1_200: "CP1252"
        case 367, 20_127: "ASCII"
        case 10_001: "SHIFT_JIS"
        case 10_002: "BIG5"
        case 10_003: "EUC-KR"
        case 10_007: "MAC-CYRILLIC"
        case 10_008: "GB2312"
        case 10_029: "MAC-CENTRALEUROPE"
        case 20_866: "KOI8-R"
        case 28_591...28_605: "ISO-8859-\(codePage - 28_590)"
        case 65_001: "UTF-8"
        default: "CP\(codePage)"
        }
    }

    /// Appends bytes of the code page as UTF-8.
    package func append(_ bytes: UnsafeRawBufferPointer, to text: RawArray<UInt8>) {
        var rest = bytes
        while rest.count > 0 {
            text.reserve(rest.count * 4)
            let room = UnsafeMutableRawBufferPointer(start: text.base + text.count, count: rest.count * 4)
            let step = converter.convert(rest, into: room)
            text.count += step.given
            rest = UnsafeRawBufferPointer(rebasing: rest[step.taken...])
            if step.outcome == .invalid || step.outcome == .incomplete {
                text.append([0xEF, 0xBF, 0xBD], count: 3)
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
            } else if step.taken == 0 {
                return
            }
        }
    }

    package func string(_ bytes: UnsafeRawBufferPointer) -> String {
        let text = RawArray<UInt8>()
        append(bytes, to: text)
        return withExtendedLifetime(text) { String(decoding: text.buffer, as: UTF8.self) }
    }
}
