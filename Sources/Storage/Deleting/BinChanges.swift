import HelpDesk

/// A reference that a deletion empties or moves up, or that a restoration gives back. 0 is none.
struct ReferenceChange {
    /// The deletion that it belongs to.
    let deletion: Int64
    let entity: Entity
    let id: UInt32
    let field: Field
    let old: UInt32
    let new: UInt32
}

/// What goes into the recycle bin as one thing and comes back as one.
struct Deletion {
    let id: Int64
    let entity: Entity
    /// The record that was asked for; the others went along.
    let record: UInt32
    /// The job that has missed the record.
    var job: String?
}

/// A record on its way into the bin or out of it.
struct BinMove {
    let entity: Entity
    let id: UInt32
    /// The deletion it goes into; 0 where it comes back.
    let deletion: Int64
}

/// What a batch does to the recycle bin. Decided by the resolver, written as it is.
struct BinChanges {
    var deletions: [Deletion] = []
    var moves: [BinMove] = []
    /// References of records that stay, written and remembered for the restoration.
    var detached: [ReferenceChange] = []
    var givenBack: [ReferenceChange] = []
    /// Deletions that are taken back.
    var restored: [Int64] = []

    var isEmpty: Bool { moves.isEmpty && detached.isEmpty && givenBack.isEmpty }

    /// Rows that SQLite must count; what a restoration forgets of its deletion comes on top.
    var expectedChanges: Int { deletions.count + moves.count + detached.count * 2 + givenBack.count }
}
