import HelpDesk
import Tables

/// BCP 47 language codes, and the English and own names of common languages.
struct LanguageVocabulary: Vocabulary {
    var change: ChangeKind { .language }

    func meaning(of text: String) -> Meaning {
        if let code = Self.code(text) { return code == text ? .same : .value(code) }
        if let code = LanguageNames.codes[KeyNormalizer.caselessForm(text)] { return .value(code) }
        return .unknown(.languageUnknown)
    }

    /// The code in its canonical case: `pt-BR`, `zh-Hans-CN`, `ca-valencia`. POSIX names (`pl_PL.UTF-8`) are read too.
    static func code(_ text: String) -> String? {
        let bare = text.prefix { $0 != "." && $0 != "@" }
        let parts = bare.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
        guard let first = parts.first?.lowercased(), LanguageNames.isCode(first) else { return nil }
        var rest = parts.dropFirst()
        var code = [first]
        if let script = rest.first, script.count == 4, isLetters(script) {
            code.append(script.prefix(1).uppercased() + script.dropFirst().lowercased())
            rest = rest.dropFirst()
        }
        if let region = rest.first, isRegion(region) {
            code.append(region.uppercased())
            rest = rest.dropFirst()
        }
        guard rest.allSatisfy({ (4...8).contains($0.count) && isAlphanumeric($0) }) else { return nil }
        return (code + rest.map { $0.lowercased() }).joined(separator: "-")
    }

    private static func isRegion(_ text: String) -> Bool {
        (text.count == 2 && isLetters(text)) || (text.count == 3 && text.utf8.allSatisfy(TextScan.isDigit))
    }

    private static func isLetters(_ text: String) -> Bool { text.utf8.allSatisfy(TextScan.isLetter) }

    private static func isAlphanumeric(_ text: String) -> Bool {
        text.utf8.allSatisfy { TextScan.isLetter($0) || TextScan.isDigit($0) }
    }
}
