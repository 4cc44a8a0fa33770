import HelpDesk
import Tables

/// Yes and no in nine languages, as programs, spreadsheets and people write them; canonical are `1` and `0`.
package struct BooleanVocabulary: Vocabulary {
    private static let yes: Set<String> = [
        "1", "true", "t", "yes", "y", "x", "on", "✓", "✔",
        "tak", "prawda", "是", "对", "真", "sim", "verdadeiro", "ja", "sann", "wahr", "oui", "vrai", "sí", "si",
        "verdadero", "sì", "vero",
    ]
    private static let no: Set<String> = [
        "0", "false", "f", "no", "n", "off",
        "nie", "fałsz", "否", "错", "假", "não", "nao", "falso", "nei", "usann", "nein", "falsch", "non", "faux",
    ]

    /// Whether a text says no.
    package static func isNo(_ text: String) -> Bool { no.contains(KeyNormalizer.caselessForm(text)) }

    var change: ChangeKind { .boolean }

    func meaning(of text: String) -> Meaning {
        let form = KeyNormalizer.caselessForm(text)
        if Self.yes.contains(form) { return text == "1" ? .same : .value("1") }
        if Self.no.contains(form) { return text == "0" ? .same : .value("0") }
        return .unknown(.booleanInvalid)
    }
}
