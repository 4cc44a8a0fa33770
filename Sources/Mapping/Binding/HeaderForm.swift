import Foundation

/// The forms of a header in which it is compared, and in which it names a custom field.
package enum HeaderForm {
    /// NFKC, lower case, without spaces, punctuation and symbols; headers of nothing else stay as they are.
    package static func normal(_ header: String) -> String {
        if let plain = plain(header) { return plain }
        let folded = header.precomposedStringWithCompatibilityMapping.lowercased()
        let kept = String(String.UnicodeScalarView(folded.unicodeScalars.filter(isMeaningful)))
        return kept.isEmpty ? trimmed(folded) : kept.precomposedStringWithCanonicalMapping
    }

    /// The form of a header in ASCII with letters or digits, without Foundation's help.
    private static func plain(_ header: String) -> String? {
        var kept: [UInt8] = []
        for byte in header.utf8 {
            if byte >= 0x80 { return nil }
            if byte &- 0x41 < 26 { kept.append(byte | 0x20) }
            if byte &- 0x61 < 26 || byte &- 0x30 < 10 { kept.append(byte) }
        }
        return kept.isEmpty ? nil : String(decoding: kept, as: UTF8.self)
    }

    /// `Sales Region (EU)` → `sales_region_eu`, `layoutId` → `layout_id`: letters of every script stay.
    package static func customKey(_ header: String) -> String {
        var words = ""
        var wasLower = false
        for scalar in header.precomposedStringWithCompatibilityMapping.unicodeScalars {
            let meaningful = isMeaningful(scalar)
            let startsWord = wasLower && scalar.properties.isUppercase
            if (!meaningful || startsWord) && !words.isEmpty && !words.hasSuffix("_") { words.append("_") }
            if meaningful { words.unicodeScalars.append(scalar) }
            wasLower = scalar.properties.isLowercase
        }
        return (words.hasSuffix("_") ? String(words.dropLast()) : words).lowercased()
    }

    /// Without one of the endings, whichever case it is written in.
    package static func stripping(_ suffixes: [String], from header: String) -> String {
        guard suffixes.contains(where: { mayEnd(header, with: $0) }) else { return header }
        let folded = trimmed(header).lowercased()
        let suffix = suffixes.filter { folded.hasSuffix(trimmed($0).lowercased()) }.max { $0.count < $1.count }
        return suffix.map { String(trimmed(header).dropLast(trimmed($0).count)) } ?? header
    }

    /// Whether a text may have this ending, by their last bytes: folding a text takes longer, and few have one.
    private static func mayEnd(_ text: String, with suffix: String) -> Bool {
        guard let last = text.utf8.last, let end = suffix.utf8.last, isVisible(last), isVisible(end) else {
            return true
        }
        return last | 0x20 == end | 0x20
    }

    static func trimmed(_ text: String) -> String {
        hasPlainEnds(text) ? text : text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Whether a text begins and ends with visible ASCII, as most do: Foundation need not be asked.
    private static func hasPlainEnds(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return true }
        return isVisible(first) && isVisible(last)
    }

    private static func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

    private static func isMeaningful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}
