import HelpDesk
import Tables

/// Records that are to become one.
package struct MergeRequest: Sendable, Equatable {
    package let survivor: UInt32
    package let others: [UInt32]
    /// Where it was decided.
    package let position: Position

    package init(survivor: UInt32, others: [UInt32], position: Position) {
        self.survivor = survivor
        self.others = others
        self.position = position
    }
}

/// Why a group cannot become one: its survivor would come to stand above itself. Records as `#17 Acme`.
package struct MergeRing: Sendable, Equatable {
    /// The survivor.
    package let record: String
    /// The reference by which it would: `parent`.
    package let field: String
    /// What it would have directly above it.
    package let above: String
}

/// Everything that merges do to the database: decided by `RecordMerger`, written as it is.
package final class MergeBatch {
    package let entity: Entity
    /// The instant that stands in `deleted_at`.
    let instant: String
    /// Survivors that get another value; others whose references move.
    var updates: [RecordUpdate] = []
    var links: [LinkChange] = []
    var externalIDs: [ExternalIDMove] = []
    /// Who goes to the recycle bin: each by a deletion of its own, so that it can come back alone.
    private(set) var bin = BinChanges()
    /// What each of these has become part of.
    private(set) var merged: [(id: UInt32, survivor: UInt32)] = []
    /// The number of the next deletion.
    var nextDeletion: Int64 = 1
    /// Every change with its old value, in the order of writing.
    package internal(set) var changes: [FieldChange] = []
    /// Survivors of which something changes.
    package internal(set) var changedSurvivors: Set<UInt32> = []
    /// Records of each entity that refer to a survivor now.
    package internal(set) var moved: [(entity: EntityName, count: Int)] = []

    init(entity: Entity, instant: String) {
        self.entity = entity
        self.instant = instant
    }

    /// Rows that SQLite must count when the batch is written.
    var expectedChanges: Int {
        updates.count + links.count + externalIDs.count + merged.count + bin.expectedChanges
    }

    /// Sends a record to the recycle bin as a part of the survivor.
    func merge(_ id: UInt32, into survivor: UInt32) {
        bin.deletions.append(Deletion(id: nextDeletion, entity: entity, record: id))
        bin.move(entity, id, to: nextDeletion)
        merged.append((id, survivor))
        nextDeletion += 1
    }
}

/// An external id that finds the survivor from now on.
struct ExternalIDMove {
    let row: Int64
    let survivor: UInt32
}

extension StoreSession {
    /// Writes merges, and holds SQLite's own count of changes against what was decided.
    package func apply(_ batch: MergeBatch, run: Int64) throws(ImportFailure) {
        let before = totalChanges
        // First, so that a survivor can take over what is unique.
        try apply(batch.bin, run: run, at: batch.instant)
        for update in batch.updates { try write(update, run: run) }
        for link in batch.links { try write(link) }
        for move in batch.externalIDs { try write(move) }
        for record in batch.merged { try mark(record, of: batch.entity, run) }
        let written = totalChanges - before
        if written != batch.expectedChanges {
            throw .unbalanced("merge", decided: batch.expectedChanges, written: written)
        }
        guard !batch.merged.isEmpty else { return }
        try saveNextDeletion(batch.nextDeletion)
        try buildBinIndexes()
    }

    private func mark(
        _ record: (id: UInt32, survivor: UInt32), of entity: Entity, _ run: Int64
    ) throws(ImportFailure) {
        let mark = try prepare("INSERT INTO merges (run, entity, record_id, survivor_id) VALUES (?1, ?2, ?3, ?4)")
        mark.bind(1, run)
        mark.bindCopy(2, entity.name.rawValue)
        mark.bind(3, Int64(record.id))
        mark.bind(4, Int64(record.survivor))
        try mark.run()
    }

    private func write(_ move: ExternalIDMove) throws(ImportFailure) {
        let statement = try prepare("UPDATE external_ids SET record_id = ?1 WHERE rowid = ?2")
        statement.bind(1, Int64(move.survivor))
        statement.bind(2, move.row)
        try statement.run()
    }
}
