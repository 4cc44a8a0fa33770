import HelpDesk
import Tables

/// What a vocabulary makes of a text.
enum Meaning: Equatable {
    /// Canonical as it stands.
    case same
    /// Another text stands for it; `label` where the source's own words are worth keeping beside it.
    case value(String, label: Bool = false)
    /// Nothing.
    case blank
    /// Not listed, but taken as it stands; with a warning where asked.
    case unlisted(warn: Bool)
    case unknown(FindingCode, reject: Bool = false)
}

/// A list of texts and what they mean: asked once for each text, remembered by `VocabularyRule`.
protocol Vocabulary {
    func meaning(of text: String) -> Meaning
    /// What the ledger calls it where a value takes a word's place.
    var change: ChangeKind { get }
    /// What a message about an unknown text names.
    var parameters: [String] { get }
}

extension Vocabulary {
    var change: ChangeKind { .alias }
    var parameters: [String] { [] }
}

/// A text without case, Unicode form and runs of white space, with `_` and `-` as spaces.
func looseForm(_ text: String) -> String {
    let spaced = text.map { $0 == "_" || $0 == "-" ? " " : $0 }
    return KeyNormalizer.caselessForm(String(spaced))
}
