import HelpDesk

/// What a column is proposed to be, and why.
package struct ColumnProposal: Sendable, Equatable {
    package enum Reason: String, Sendable, Codable {
        /// The label as it is listed, the label in another spelling, a label that is nearly it.
        case exact, alias, fuzzy
    }

    /// The column in the table, from 0.
    package var column: Int
    package var header: String
    /// The entity whose record gets the value, and the field as a mapping file writes it (`email`, `external_id`,
    /// `account`); a reference also names the key of its target that the cells hold (`name`, `email`, `external_id`).
    package var entity: EntityName
    package var field: String
    package var referenceKey: String?
    /// 0…1
    package var confidence: Double
    package var reason: Reason
    /// The label that was recognised, and its language (`pl`).
    package var label: String
    package var language: String
    /// What the values say, nil without evidence.
    package var fitting: Fitting?

    /// So many of the values seen have the shape that the field wants.
    package struct Fitting: Sendable, Equatable {
        package var fits: Int
        package var of: Int
    }
}

/// What a table is proposed to be.
package struct TableProposal: Sendable, Equatable {
    /// The entity of the main record.
    package var entity: EntityName
    package var columns: [ColumnProposal]
    /// Columns nobody recognises, or not surely enough, with the best guess below the bar.
    package var doubtful: [ColumnProposal]
    package var unknown: [Int]
    /// The language that most labels are in.
    package var language: String
    /// 0…1: the least sure of the proposed columns.
    package var confidence: Double

    /// A column is proposed only at or above this confidence.
    package static let bar = 0.85
}
