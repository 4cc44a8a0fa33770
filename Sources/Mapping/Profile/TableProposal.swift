import HelpDesk

/// What a column is proposed to be, and why.
package struct ColumnProposal: Sendable, Equatable {
    package enum Reason: String, Sendable, Codable {
        /// The label as it is listed, the label in another spelling, a label with words around it that say whose it is
        /// (`Adres służbowy - ulica`), a label that is nearly it.
        case exact, alias, composed, fuzzy
        /// A person has said so.
        case chosen
    }

    /// The column in the table, from 0.
    package var column: Int
    package var header: String
    /// The entity whose record gets the value, and the field as a mapping file writes it (`email`, `external_id`,
    /// `account`); a reference also names the key of its target that the cells hold (`name`, `email`, `external_id`).
    package var entity: EntityName
    package var field: String
    package var referenceKey: String?
    /// A record that is referred to and not there is made of the key: the account of a list of contacts.
    package var createsMissing = false
    /// How the field is made of the column: a full name is proposed twice, for the given and for the family name.
    package var transforms: [String] = []
    /// Of a duration: what its numbers count, where header or values say so.
    package var unit: DurationUnit?
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

extension ColumnProposal {
    /// What a person has said that a column is.
    package init(chosen field: String, of entity: EntityName, for column: ColumnEvidence) {
        self.init(
            column: column.column, header: column.header, entity: entity, field: field, confidence: 1, reason: .chosen,
            label: column.header, language: "")
    }
}

/// What a table is proposed to be.
///
/// A proposal below the bar is a guess: it is in `doubtful`, and nothing takes it without asking.
package struct TableProposal: Sendable, Equatable {
    /// The entity of the main record. Columns may be of other entities, whose records are then made beside it.
    package var entity: EntityName
    package var columns: [ColumnProposal]
    /// Columns nobody recognises, or not surely enough, with the best guess below the bar.
    package var doubtful: [ColumnProposal]
    /// What doubtful columns may be besides, the best first; each of them one field, or the two of a full name.
    package var alternatives: [[ColumnProposal]] = []
    package var unknown: [Int]
    /// The language that most labels are in (`pl`).
    package var language: String
    /// 0…1: the least sure of the proposed columns.
    package var confidence: Double

    /// A column is proposed only at or above this confidence.
    package static let bar = 0.85
}
