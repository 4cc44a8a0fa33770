/// A label that a header is, or nearly is, and the key that the header means by it.
struct LabelMatch: Sendable {
    /// The key of the label, or what the words around it make of it.
    let key: String
    let label: Label
    let reason: ColumnProposal.Reason
    /// How sure this is before anything else is known of the table, 0…1.
    let score: Double
    let language: String

    /// As it is listed, in any case and with any punctuation.
    static let exact = 0.97
    /// Without accents, without a unit in brackets, one of two names with a stroke between.
    static let alias = 0.95
    /// With words around it that mean nothing, and with ones that say whose it is.
    static let surrounded = 0.93
    static let composed = 0.90
    /// Abbreviated: `Kod poczt.`
    static let abbreviated = 0.87
    /// With one slip of the pen in a long word, in a short one, with two slips.
    static let slip = 0.86
    static let shortSlip = 0.83
    static let twoSlips = 0.84

    init(_ label: Label, key: String? = nil, _ reason: ColumnProposal.Reason, _ score: Double) {
        self.label = label
        self.key = key ?? label.key
        self.reason = reason
        self.score = score
        language = label.language
    }
}
