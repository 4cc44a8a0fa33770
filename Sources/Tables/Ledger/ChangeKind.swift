/// What was done to a value without a finding: the name of a transform, or one of the kinds below.
package struct ChangeKind: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    // Cells
    /// White space or invisible characters at the ends were dropped.
    package static let trim = ChangeKind("trim")
    /// `="00123"` was read as 00123.
    package static let textFormula = ChangeKind("text_formula")
    /// A text that the mapping declares to mean nothing was read as a blank cell.
    package static let nullValue = ChangeKind("null_value")
    /// The mapping's clear token empties the field.
    package static let clearToken = ChangeKind("clear_token")

    // Words
    /// A word of the source stands for a value of the field: a label of a picklist, or one of a mapping's `values:`.
    package static let alias = ChangeKind("alias")
    package static let boolean = ChangeKind("boolean")
    package static let language = ChangeKind("language")
    package static let timeZone = ChangeKind("time_zone")

    // The same value in the spelling that is stored
    package static let email = ChangeKind("email")
    package static let phone = ChangeKind("phone")
    package static let url = ChangeKind("url")
    package static let number = ChangeKind("number")
    package static let duration = ChangeKind("duration")
    package static let date = ChangeKind("date")
    /// Several values of a cell were taken apart.
    package static let list = ChangeKind("list")

    /// Whether the value is the same as before and only written another way: what a report may show apart, or sum up.
    package var isRespelling: Bool { Self.respellings.contains(self) }

    /// Whether it was done to the cell as it was read, before any transform.
    package var isOfCells: Bool { Self.cellKinds.contains(self) }

    private static let cellKinds: Set<ChangeKind> = [.trim, .textFormula, .nullValue, .clearToken]
    private static let respellings: Set<ChangeKind> = [.email, .phone, .url, .number, .duration, .date, .list]
}
