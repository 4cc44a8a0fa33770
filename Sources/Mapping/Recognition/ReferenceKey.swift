import HelpDesk

/// Decides by which key a reference's cells name their target: a column `Assignee` may hold names, addresses or ids.
enum ReferenceKey {
    static func corrected(_ meaning: FieldMeaning, _ evidence: ColumnEvidence) -> FieldMeaning {
        guard let by = meaning.by, by != .externalID, evidence.filled > 0, let keys = targetKeys(meaning) else {
            return meaning
        }
        if evidence.mostly(.email), keys.contains(["email"]) { return meaning.referring(by: ["email"]) }
        if by == .fullName || by == ["name"], isIDs(evidence) { return meaning.referring(by: .externalID) }
        return meaning
    }

    private static func targetKeys(_ meaning: FieldMeaning) -> [KeySpec]? {
        let targets = Catalog.entity(meaning.entity)?.targets(of: meaning.parts[0].field) ?? []
        return targets.isEmpty ? nil : targets.flatMap(\.keys)
    }

    /// Names have letters; digits, also with hyphens between, are ids.
    private static func isIDs(_ evidence: ColumnEvidence) -> Bool {
        evidence.mostly(.integer, 0.8) || evidence.mostly(.identifier, 0.8) || evidence.mostly(.phone, 0.8)
    }
}
