extension ProposedMapping {
    /// For a message: `contacts: 5 of 7 columns are sure; not sure: "Opiekun" (owner, 61 %)`.
    package var summary: String {
        guard let entity else { return "no records, for nothing was recognised" }
        let sure = "\(entity.name): \(Set(columns.map(\.column)).count) of \(evidence.count) columns are sure"
        let open = guesses.filter { guess in !columns.contains { $0.entity == guess.entity && $0.field == guess.field }
        }
        let doubts = open.prefix(Self.shown).map {
            "\"\($0.header)\" (\($0.field), \(ProposalSentence.percent($0.confidence)))"
        }
        let more = open.count > doubts.count ? " …" : ""
        let unsure = doubts.isEmpty ? nil : "not sure: \(doubts.joined(separator: ", "))\(more)"
        let lacking = missing.isEmpty ? nil : "missing: \(missing.joined(separator: " and "))"
        return [sure, unsure, lacking].compactMap(\.self).joined(separator: "; ")
    }

    private static let shown = 5
}
