import HelpDesk

/// A field that a column of a table may be for.
struct FieldCandidate: Sendable {
    let meaning: FieldMeaning
    let match: LabelMatch
    let fit: ColumnFit
    let confidence: Double
}

/// A column, what its header was found to be, and what its values say.
struct RecognisedColumn: Sendable {
    let evidence: ColumnEvidence
    let header: Header
    var matches: [LabelMatch]
    /// Which of several columns with this header it is, from 1; 0 where it is the only one.
    let nth: Int

    var keys: Set<String> { Set(matches.map(\.key)) }

    /// How many rows have a value, 0…1.
    var filledShare: Double { evidence.rows == 0 ? 0 : Double(evidence.filled) / Double(evidence.rows) }
}

/// The candidates of a table's columns, seen as a table of one entity.
struct EntityView {
    let entity: EntityName
    let columns: [RecognisedColumn]
    /// In step with `columns`; each with at most one candidate per key, the best first.
    private(set) var candidates: [[FieldCandidate]]

    init(_ entity: EntityName, _ columns: [RecognisedColumn], _ book: LabelBook) {
        self.entity = entity
        self.columns = columns
        let check = FitCheck(words: book.values)
        candidates = columns.map { column in
            var best: [String: FieldCandidate] = [:]
            for match in column.matches {
                guard let meaning = book.fields.meaning(match.key, in: entity) else { continue }
                let corrected = ReferenceKey.corrected(meaning, column.evidence)
                let fit = check.fit(column.evidence, corrected)
                if case .refused = fit, corrected.isAction { continue }
                let confidence = fit.adjusted(match.score)
                if confidence > best[match.key]?.confidence ?? 0 {
                    best[match.key] = FieldCandidate(
                        meaning: corrected, match: match, fit: fit, confidence: confidence)
                }
            }
            return best.values.sorted { ($1.confidence, $0.meaning.order) < ($0.confidence, $1.meaning.order) }
        }
    }

    mutating func keep(_ column: Int, where holds: (FieldCandidate) -> Bool) {
        candidates[column] = candidates[column].filter(holds)
    }

    /// The keys that a column may still mean.
    func keys(_ column: Int) -> Set<String> { Set(candidates[column].map(\.match.key)) }

    /// The key of a column that can be one field only and whose values do not speak against it.
    func sureKey(_ column: Int) -> String? {
        let targets = Set(candidates[column].map(\.meaning.target))
        guard targets.count == 1, let first = candidates[column].first, first.confidence >= 0.5 else { return nil }
        return first.match.key
    }

    /// All keys of a column that can be one field only.
    func sureKeys(_ column: Int) -> Set<String> { sureKey(column) == nil ? [] : keys(column) }
}
