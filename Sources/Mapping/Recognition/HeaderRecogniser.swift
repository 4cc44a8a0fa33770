import HelpDesk

/// Proposes what the columns of a table are, by their headers, their values, and the names of file and sheet.
///
/// Headers are looked up first in all languages; the one that most labels are in and English then count, also for
/// headers that are only nearly labels. Each entity is tried for the whole table, labels with several meanings are
/// settled by rules, and the entity that explains the table best wins. What stays in doubt is below the bar.
package struct HeaderRecogniser: Sendable {
    private let book: LabelBook

    /// Where the entity is not sure, no column is.
    private static let unsure = 0.8

    package init(_ book: LabelBook) { self.book = book }

    /// - Parameters:
    ///   - columns: evidence in the order of the table; without values only headers are judged.
    ///   - file, sheet: names, as people gave them.
    /// - Returns: nil where no column means anything.
    package func propose(_ columns: [ColumnEvidence], file: String, sheet: String? = nil) -> TableProposal? {
        let (recognised, language) = recognise(columns)
        let name = file.split(separator: "/").last.map { $0.split(separator: ".").first.map(String.init) ?? "" }
        let chooser = EntityChooser(book: book)
        guard let choice = chooser.choose(recognised, names: [name ?? "", sheet ?? ""]) else { return nil }
        return proposal(choice, language)
    }

    private func recognise(_ columns: [ColumnEvidence]) -> ([RecognisedColumn], TableLanguage) {
        let matcher = LabelMatcher(book: book)
        let headers = columns.map { Header($0.header) }
        let listed = headers.map(matcher.listed)
        let language = TableLanguage(listed)
        let twins = Dictionary(grouping: headers.indices) { headers[$0].form.normal }
        let recognised = columns.indices.map { index in
            let twin = twins[headers[index].form.normal] ?? []
            return RecognisedColumn(
                evidence: columns[index], header: headers[index],
                matches: language.select(listed[index]) { matcher.near(headers[index], in: $0) },
                nth: twin.count > 1 ? (twin.firstIndex(of: index) ?? 0) + 1 : 0)
        }
        return (recognised, language)
    }

    private func proposal(_ choice: EntityChooser.Choice, _ language: TableLanguage) -> TableProposal {
        var proposal = TableProposal(
            entity: choice.view.entity, columns: [], doubtful: [], unknown: [], language: language.code, confidence: 0)
        for (index, column) in choice.view.columns.enumerated() {
            let chosen = choice.assignment.chosen[index]
            guard let candidate = chosen ?? choice.assignment.lost[index] else {
                proposal.unknown.append(column.evidence.column)
                continue
            }
            let isSure = choice.isSure && chosen != nil
            let confidence = isSure ? candidate.confidence : min(candidate.confidence, Self.unsure)
            let made = Self.proposals(column, candidate, confidence)
            if confidence >= TableProposal.bar {
                proposal.columns += made
            } else {
                proposal.doubtful += made
                proposal.alternatives += Self.others(choice.view.candidates[index], than: candidate).map {
                    Self.proposals(column, $0, min($0.confidence, Self.unsure))
                }
            }
        }
        proposal.confidence = proposal.columns.map(\.confidence).min() ?? 0
        return proposal
    }

    /// One for each other field that the column may be.
    private static func others(_ candidates: [FieldCandidate], than first: FieldCandidate) -> [FieldCandidate] {
        var seen: Set<[String]> = [first.meaning.target]
        return candidates.filter { seen.insert($0.meaning.target).inserted }
    }

    /// What records are associated with may be made by the name that people call it.
    private static func createsMissing(_ meaning: FieldMeaning, _ field: String) -> Bool {
        guard let entity = Catalog.entity(meaning.entity), entity.association == field,
            let target = entity.field(field)?.target.flatMap(Catalog.entity)
        else { return false }
        return meaning.by.map(\.fields) == Array(target.labels.prefix(1))
    }

    private static func proposals(
        _ column: RecognisedColumn, _ candidate: FieldCandidate, _ confidence: Double
    ) -> [ColumnProposal] {
        let meaning = candidate.meaning
        return meaning.parts.map { part in
            ColumnProposal(
                column: column.evidence.column, header: column.evidence.header, entity: meaning.entity,
                field: part.field, referenceKey: meaning.by?.fields[0],
                createsMissing: createsMissing(meaning, part.field),
                transforms: meaning.unit == nil ? part.transform.map { ["collapse", $0] } ?? [] : [],
                unit: column.evidence.areClocks ? .clock : meaning.unit, confidence: confidence,
                reason: candidate.match.reason, label: candidate.match.label.text, language: candidate.match.language,
                fitting: candidate.fit.fitting)
        }
    }
}
