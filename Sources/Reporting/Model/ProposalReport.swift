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
    /// Why, in plain words.
    package var reason: String

    package init(column: String, field: String, confidence: Double, reason: String) {
        self.column = column
        self.field = field
        self.confidence = confidence
        self.reason = reason
    }
}

extension ProposedColumnReport {
    /// `98 %`
    var percent: String { Share.text(confidence) }
}
