/// What a person decides about a record of a group of likely duplicates.
package enum MergeDecision: String, Sendable, CaseIterable {
    /// It is one with the others of the group that say so.
    case merge
    /// It is a record of its own.
    case keep

    /// Reads a decision as people write it, in any of nine languages; nil for anything else.
    package init?(_ text: String) {
        let wanted = KeyNormalizer.normalForm(text, .caseless)
        guard
            let value = Self.words.values.first(where: { value in
                ([value.name] + value.labels).contains { KeyNormalizer.normalForm($0, .caseless) == wanted }
            })
        else { return nil }
        self.init(rawValue: value.name)
    }

    /// English, Polish, Chinese, Portuguese, Norwegian, German, French, Spanish, Italian.
    private static let words = Picklist([
        "merge": [
            "join", "same", "yes", "y", "x", "scal", "połącz", "tak", "合并", "是", "mesclar", "unir", "sim", "slå sammen",
            "ja", "zusammenführen", "fusionner", "oui", "fusionar", "combinar", "sí", "unisci", "sì",
        ],
        "keep": [
            "keep apart", "different", "no", "n", "zostaw", "nie", "保留", "否", "manter", "não", "behold", "nei",
            "behalten", "nein", "garder", "conserver", "non", "conservar", "mantieni",
        ],
    ])
}
