import HelpDesk

/// The columns of a review of duplicates that are not fields of the records; programs find them by these names.
package enum ReviewColumn: String, CaseIterable, Sendable {
    case group = "_group"
    case score = "_score"
    case why = "_why"
    case decision
    case survivor = "_survivor"
    case id
    case entity = "_entity"
    case state = "_state"

    static let before: [ReviewColumn] = [.group, .score, .why, .decision, .survivor, .id]
    static let after: [ReviewColumn] = [.entity, .state]
}

/// One record of a group that is likely to be one and the same thing.
package struct ReviewRow: Sendable, Equatable {
    package var group: Int
    package var score: Int
    /// The record that it is most like, and what is alike.
    package var other: UInt32
    package var alike: [String]
    /// Whether the group is sure enough to be decided already.
    package var isSure: Bool
    package var isSurvivor: Bool
    package var id: UInt32
    /// Values of the shown fields.
    package var values: [String]
    package var state: String

    package init(
        group: Int, score: Int, other: UInt32, alike: [String], isSure: Bool, isSurvivor: Bool, id: UInt32,
        values: [String], state: String
    ) {
        self.group = group
        self.score = score
        self.other = other
        self.alike = alike
        self.isSure = isSure
        self.isSurvivor = isSurvivor
        self.id = id
        self.values = values
        self.state = state
    }
}

/// Likely duplicates of one entity, as a person reviews them: one record a row, groups one below the other.
package struct ReviewTable: Sendable, Equatable {
    package let entity: Entity
    /// The fields of `ReviewRow.values`.
    package let shown: [String]
    package var rows: [ReviewRow]

    package init(entity: Entity, shown: [String], rows: [ReviewRow]) {
        self.entity = entity
        self.shown = shown
        self.rows = rows
    }

    var header: [String] {
        ReviewColumn.before.map(\.rawValue) + shown + ReviewColumn.after.map(\.rawValue)
    }

    /// The cells of a row, in step with `header`.
    func cells(_ row: ReviewRow) -> [String] {
        [
            String(row.group), String(row.score), Self.why(row), row.isSure ? MergeDecision.merge.rawValue : "",
            row.isSurvivor ? Self.mark : "", String(row.id),
        ] + row.values + [entity.name.rawValue, row.state]
    }

    /// What stands in `_survivor` beside the record that stays.
    package static let mark = "x"

    /// `like #12: email address, name`
    static func why(_ row: ReviewRow) -> String {
        "like #\(row.other): " + row.alike.joined(separator: ", ")
    }

    /// The table as CSV, with a byte order mark for spreadsheet programs.
    package var csv: [UInt8] {
        let csv = CSVText()
        return CSVText.byteOrderMark + csv.line(header) + rows.flatMap { csv.line(cells($0)) }
    }
}
