import HelpDesk

/// Decides what the rows of a table are: by which fields its columns would have, by what would be missing, and by the
/// names of the file and the sheet.
struct EntityChooser {
    let book: LabelBook

    struct Choice {
        var view: EntityView
        var assignment: ColumnAssigner.Assignment
        /// False where another entity is nearly as likely, or nothing speaks for any.
        var isSure: Bool
    }

    /// What a name of a file says of an entity; so does one of customers, who may be persons or companies.
    private static let hint = 1.0
    private static let vagueHint = 0.5
    private static let vague = Catalog.entities.reduce(into: [String: Set<EntityName>]()) { words, entity in
        for word in entity.recognition.vagueNames { words[word, default: []].insert(entity.name) }
    }
    /// Without a field that a record needs, without anything that identifies it, without what makes it one of these.
    private static let missingField = 0.3
    private static let missingNeeds = 1.0
    /// A column whose label is known and that the entity has no field for, or that another column has taken the field of.
    private static let homeless = 0.15
    /// A column that stands in for the one that a field mostly has.
    private static let secondChoice = 0.7
    /// How much a table must speak for an entity, and more than for the next.
    private static let enough = 0.4
    private static let margin = 0.15

    func choose(_ columns: [RecognisedColumn], names: [String]) -> Choice? {
        let hints = names.reduce(into: Set<String>()) { $0.formUnion(book.entities.entities(in: $1)) }
        let solver = AmbiguitySolver(rules: book.rules, words: book.values)
        let scored = book.fields.entities.map { entity in
            let view = solver.solved(EntityView(entity, columns, book))
            let assignment = ColumnAssigner(view: view, words: book.words).assign()
            return (view: view, assignment: assignment, score: score(view, assignment, hints))
        }.sorted { $0.score > $1.score }
        guard let best = scored.first, best.assignment.chosen.contains(where: { $0 != nil }) else { return nil }
        let next = scored.dropFirst().first?.score ?? 0
        let isSure =
            best.score >= Self.enough && best.score - next >= Self.margin && !isForeign(best.view.entity, hints)
            && hasNeeds(best.view, best.assignment, hints)
        return Choice(view: best.view, assignment: best.assignment, isSure: isSure)
    }

    /// The name speaks of other things only: of some that the catalog lacks, or of people and not of this.
    private func isForeign(_ entity: EntityName, _ hints: Set<String>) -> Bool {
        !hints.isEmpty
            && hints.allSatisfy { hint in
                if let meant = Self.vague[hint] { return !meant.contains(entity) }
                return Catalog.entity(EntityName(rawValue: hint)) == nil
            }
    }

    private func score(_ view: EntityView, _ assignment: ColumnAssigner.Assignment, _ hints: Set<String>) -> Double {
        var score = Catalog.entity(view.entity)?.recognition.prior ?? 0
        for (index, column) in view.columns.enumerated() {
            guard let weight = book.fields.weight(column.keys) else { continue }
            if let chosen = assignment.chosen[index] {
                score += chosen.confidence * weight * (chosen.meaning.isFirstChoice ? 1 : Self.secondChoice)
            } else if column.evidence.filled > 0 || column.evidence.rows == 0 {
                score -= Self.homeless * (1 + weight)
            }
        }
        return score + hint(view.entity, hints) - missing(view, assignment, hints)
    }

    private func hint(_ entity: EntityName, _ hints: Set<String>) -> Double {
        if hints.contains(entity.rawValue) { return Self.hint }
        return hints.contains { Self.vague[$0]?.contains(entity) == true } ? Self.vagueHint : 0
    }

    private func missing(
        _ view: EntityView, _ assignment: ColumnAssigner.Assignment, _ hints: Set<String>
    ) -> Double {
        guard let entity = Catalog.entity(view.entity) else { return 0 }
        let chosen = assignment.chosen.compactMap { $0 }
        let own = Set(chosen.filter { $0.meaning.entity == view.entity }.flatMap { $0.meaning.parts.map(\.field) })
        let required = entity.fields.count { $0.isRequired && !own.contains($0.name) }
        let choices = entity.oneOf.count { own.isDisjoint(with: $0) }
        return Double(required + choices) * Self.missingField
            + (hasNeeds(view, assignment, hints) ? 0 : Self.missingNeeds)
    }

    /// Whether the table has something without which it is none of the entity.
    private func hasNeeds(
        _ view: EntityView, _ assignment: ColumnAssigner.Assignment, _ hints: Set<String>
    ) -> Bool {
        let needs = book.entities.needs(view.entity)
        if needs.isEmpty { return true }
        if needs.contains(EntityWords.byName), hints.contains(view.entity.rawValue) { return true }
        return assignment.chosen.contains { $0.map { needs.contains($0.match.key) } ?? false }
    }
}
