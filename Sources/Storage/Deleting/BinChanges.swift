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

/// Records on their way into the bin or out of it.
struct BinMove {
    let entity: Entity
    fileprivate(set) var ids: [UInt32]
    /// The deletion they go into; 0 where they come back.
    let deletion: Int64
}

/// What a batch does to the recycle bin. Decided by the resolver, written as it is.
struct BinChanges {
    var deletions: [Deletion] = []
    private(set) var moves: [BinMove] = []
    /// References of records that stay, written and remembered for the restoration.
    var detached: [ReferenceChange] = []
    var givenBack: [ReferenceChange] = []
    /// Deletions that are taken back.
    var restored: [Int64] = []

    var isEmpty: Bool { moves.isEmpty && detached.isEmpty && givenBack.isEmpty }

    /// Rows that SQLite must count; what a restoration forgets of its deletion comes on top.
    var expectedChanges: Int {
        deletions.count + moves.reduce(0) { $0 + $1.ids.count } + detached.count * 2 + givenBack.count
    }

    /// - Parameter deletion: 0 where the records come back.
    mutating func move(_ entity: Entity, _ ids: [UInt32], to deletion: Int64) {
        moves.append(BinMove(entity: entity, ids: ids, deletion: deletion))
    }

    /// One of many records: those that follow each other make one move.
    mutating func move(_ entity: Entity, _ id: UInt32, to deletion: Int64) {
        let last = moves.count - 1
        guard last >= 0, moves[last].deletion == deletion, moves[last].entity.name == entity.name else {
            return move(entity, [id], to: deletion)
        }
        moves[last].ids.append(id)
    }
}
