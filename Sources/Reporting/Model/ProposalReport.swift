/// The mapping that was proposed for a table which no mapping fits.
package struct ProposalReport: Codable, Sendable, Equatable {
    /// Record by record, the main one last.
    package var columns: [ProposedColumnReport]

    package init(columns: [ProposedColumnReport]) { self.columns = columns }
}

/// One column of a proposed mapping.
package struct ProposedColumnReport: Codable, Sendable, Equatable {
    /// The header.
    package var column: String
    /// `contacts.email`
    package var field: String
    /// 0…1
    package var confidence: Double
    /// The language of the label that the header was recognised by (`pl`).
    package var language: String
    /// Why, in plain words.
    package var reason: String

    package init(column: String, field: String, confidence: Double, language: String, reason: String) {
        self.column = column
        self.field = field
        self.confidence = confidence
        self.language = language
        self.reason = reason
    }
}

extension RunReport {
    /// All proposals, each with the table that it is for.
    var proposals: [(table: String, proposal: ProposalReport)] {
        sources.flatMap { source in
            source.tables.compactMap { table in
                table.proposal.map { (table.label(in: source), $0) }
            }
        }
    }
}

extension ProposedColumnReport {
    /// `98 %`
    var percent: String { Share.text(confidence) }
}
