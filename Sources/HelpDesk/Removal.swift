/// How somebody leaves the help desk whose record has to stay, because past tickets show who handled them.
package struct Removal: Sendable, Hashable {
    /// The picklist that says so, and the value.
    package let field: String
    package let value: String
    /// Fields and sets that become empty.
    package let clears: [String]

    /// Whether no import gives the field another value once somebody has left (`agent.removed`).
    package func keeps(_ field: String) -> Bool { field == self.field || clears.contains(field) }

    package init(field: String, value: String, clears: [String]) {
        self.field = field
        self.value = value
        self.clears = clears
    }
}

/// What becomes of records in somebody's hands when that person is removed.
package struct Handover: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Waits for an answer: somebody has to say who goes on with it.
        case work
        /// Follows silently.
        case property
    }

    /// Work that is done, but can be opened again.
    package struct Settlement: Sendable, Hashable {
        /// The status it has, and the one that closes it for good.
        package let from: String
        package let to: String
        /// The instant that says when it was closed.
        package let at: String

        package init(from: String, to: String, at: String) {
            self.from = from
            self.to = to
            self.at = at
        }
    }

    /// The reference that names the person.
    package let field: String
    package let kind: Kind
    /// The picklist that says what is finished; nil where nothing ever is.
    package let status: String?
    /// Its values of records that stay as they are.
    package let finished: [String]
    package let settlement: Settlement?

    package init(
        field: String, kind: Kind, status: String? = nil, finished: [String] = [], settlement: Settlement? = nil
    ) {
        self.field = field
        self.kind = kind
        self.status = status
        self.finished = finished
        self.settlement = settlement
    }
}
