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

/// Everything that merges do to the database: decided by `RecordMerger`, written as it is.
package final class MergeBatch {
    package let entity: Entity
    /// The instant that stands in `deleted_at`.
    let instant: String
    /// Survivors that get another value; others whose references move.
    var updates: [MergeUpdate] = []
    var links: [LinkChange] = []
    var externalIDs: [ExternalIDMove] = []
    /// Who goes to the recycle bin, and what it has become part of.
    var merged: [(id: UInt32, survivor: UInt32)] = []
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
    package var expectedChanges: Int { updates.count + links.count + externalIDs.count + merged.count * 2 }
}

/// A record and the columns to write.
struct MergeUpdate {
    let entity: Entity
    let id: UInt32
    let assignments: [(column: String, value: StoredValue)]
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
        let keepsDeletions = hasTable("deletions") && columns(of: batch.entity).contains("deletion_id")
        // First, so that a survivor can take over what is unique.
        for record in batch.merged {
            try bin(record, of: batch, run)
            if keepsDeletions { try noteDeletion(of: record.id, batch, run) }
        }
        for update in batch.updates { try write(update, run) }
        for link in batch.links { try write(link) }
        for move in batch.externalIDs { try write(move) }
        let written = totalChanges - before
        let expected = batch.expectedChanges + (keepsDeletions ? batch.merged.count * 2 : 0)
        if written != expected { throw .mergeUnbalanced(expected, written) }
    }

    private func bin(
        _ record: (id: UInt32, survivor: UInt32), of batch: MergeBatch, _ run: Int64
    ) throws(ImportFailure) {
        let binning = try prepare("UPDATE \(batch.entity.name) SET deleted_at = ?1, updated_run = ?2 WHERE id = ?3")
        binning.bindCopy(1, batch.instant)
        binning.bind(2, run)
        binning.bind(3, Int64(record.id))
        try binning.run()
        let mark = try prepare("INSERT INTO merges (run, entity, record_id, survivor_id) VALUES (?1, ?2, ?3, ?4)")
        mark.bind(1, run)
        mark.bindCopy(2, batch.entity.name.rawValue)
        mark.bind(3, Int64(record.id))
        mark.bind(4, Int64(record.survivor))
        try mark.run()
    }

    /// Each merged record is a deletion of its own in the recycle bin: it can come back alone.
    private func noteDeletion(of id: UInt32, _ batch: MergeBatch, _ run: Int64) throws(ImportFailure) {
        let deletion = try prepare(
            "INSERT INTO deletions (id, run, entity, record_id, at) "
                + "VALUES ((SELECT coalesce(max(id), 0) + 1 FROM deletions), ?1, ?2, ?3, ?4)")
        deletion.bind(1, run)
        deletion.bindCopy(2, batch.entity.name.rawValue)
        deletion.bind(3, Int64(id))
        deletion.bindCopy(4, batch.instant)
        try deletion.run()
        let mark = try prepare(
            "UPDATE \(batch.entity.name) SET deletion_id = (SELECT max(id) FROM deletions) WHERE id = ?1")
        mark.bind(1, Int64(id))
        try mark.run()
    }

    private func write(_ update: MergeUpdate, _ run: Int64) throws(ImportFailure) {
        let columns = update.assignments.map { "\($0.column) = ?" } + ["updated_run = ?"]
        let statement = try prepare(
            "UPDATE \(update.entity.name) SET \(columns.joined(separator: ", ")) WHERE id = ?")
        for (place, assignment) in update.assignments.enumerated() {
            statement.bind(Int32(place + 1), assignment.value)
        }
        statement.bind(Int32(columns.count), run)
        statement.bind(Int32(columns.count + 1), Int64(update.id))
        try statement.run()
    }

    private func write(_ link: LinkChange) throws(ImportFailure) {
        let sql =
            link.isAddition
            ? "INSERT INTO \(link.link.name) (\(link.link.owner), \(link.link.member)) VALUES (?1, ?2)"
            : "DELETE FROM \(link.link.name) WHERE \(link.link.owner) = ?1 AND \(link.link.member) = ?2"
        let statement = try prepare(sql)
        statement.bind(1, Int64(link.owner))
        statement.bind(2, Int64(link.member))
        try statement.run()
    }

    private func write(_ move: ExternalIDMove) throws(ImportFailure) {
        let statement = try prepare("UPDATE external_ids SET record_id = ?1 WHERE rowid = ?2")
        statement.bind(1, Int64(move.survivor))
        statement.bind(2, move.row)
        try statement.run()
    }
}

extension ImportFailure {
    static func mergeUnbalanced(_ decided: Int, _ written: Int) -> ImportFailure {
        ImportFailure(
            "run.unbalanced", .internalError, "The merge does not add up, so nothing was written.",
            hint: "This is an error of the program. Please report it with the line below.",
            cause: "\(decided) changes were decided, SQLite counts \(written)")
    }
}
