import Foundation
import HelpDesk
import Tables

extension StoreSession {
    /// Whether the entity's table can tell which deletion a record in the bin belongs to.
    func hasDeletions(_ entity: Entity) -> Bool { columns(of: entity).contains("deletion_id") }

    /// One reference of one record; 0 is none.
    func reference(_ entity: Entity, _ field: Field, _ id: UInt32, _ bin: RunBin) throws(ImportFailure) -> UInt32 {
        if let known = bin.reference(entity.name, field.name, id) { return known }
        let statement = try prepare("SELECT \(field.column!) FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next() ? UInt32(truncatingIfNeeded: statement.integer(0)) : 0
    }

    /// The number that the next deletion gets; numbers are never given out twice.
    func nextDeletion() throws(ImportFailure) -> Int64 {
        guard hasTable("deletions") else { return 1 }
        let statement = try prepare(
            """
            SELECT max(coalesce((SELECT next FROM counters WHERE name = 'deletions'), 1),
                       coalesce((SELECT max(id) + 1 FROM deletions), 1))
            """)
        defer { statement.reset() }
        _ = try statement.next()
        return statement.integer(0)
    }

    /// Whether records of the entity may lie in the bin: where a table is older than its index, the first deletion makes
    /// it.
    func hasBinIndex(_ entity: Entity) throws(ImportFailure) -> Bool {
        let statement = try prepare("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?1")
        defer { statement.reset() }
        statement.bindCopy(1, SchemaPlan.binIndex(entity).name)
        return try statement.next()
    }

    // MARK: Writing

    /// Moves records into the recycle bin and out of it, with the references that go with that.
    /// - Parameter now: the instant that stands in `deleted_at`.
    func apply(_ changes: BinChanges, run: Int64, at now: String = StoreSession.now) throws(ImportFailure) {
        for deletion in changes.deletions { try insert(deletion, run: run, at: now) }
        for move in changes.moves { try write(move, run: run, at: now) }
        for change in changes.detached {
            try remember(change)
            try write(change, run: run)
        }
        for change in changes.givenBack { try write(change, run: run) }
        for deletion in changes.restored { try forget(deletion) }
        for move in changes.moves where move.deletion != 0 { binnedEntities.insert(move.entity.name) }
    }

    static var now: String { Date().formatted(.iso8601) }

    func insert(_ deletion: Deletion, run: Int64, at now: String) throws(ImportFailure) {
        let statement = try prepare(
            "INSERT INTO deletions (id, run, entity, record_id, at, job) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        statement.bind(1, deletion.id)
        statement.bind(2, run)
        statement.bindCopy(3, deletion.entity.name.rawValue)
        statement.bind(4, Int64(deletion.record))
        statement.bindCopy(5, now)
        statement.bind(6, deletion.job.map(StoredValue.text) ?? .null)
        try statement.run()
    }

    private func write(_ move: BinMove, run: Int64, at now: String) throws(ImportFailure) {
        let statement = try prepare(
            "UPDATE \(move.entity.name) SET deleted_at = ?1, deletion_id = ?2, updated_run = ?3 WHERE id = ?4")
        statement.bind(1, move.deletion == 0 ? .null : .text(now))
        statement.bind(2, move.deletion == 0 ? .null : .integer(move.deletion))
        statement.bind(3, run)
        for id in move.ids {
            statement.bind(4, Int64(id))
            try statement.run()
        }
    }

    private func remember(_ change: ReferenceChange) throws(ImportFailure) {
        let statement = try prepare(
            "INSERT INTO deletion_changes (deletion_id, entity, record_id, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        )
        statement.bind(1, change.deletion)
        statement.bindCopy(2, change.entity.name.rawValue)
        statement.bind(3, Int64(change.id))
        statement.bindCopy(4, change.field.name)
        statement.bind(5, Int64(change.old))
        statement.bind(6, change.new == 0 ? .null : .integer(Int64(change.new)))
        try statement.run()
    }

    private func write(_ change: ReferenceChange, run: Int64) throws(ImportFailure) {
        let statement = try prepare(
            "UPDATE \(change.entity.name) SET \(change.field.column!) = ?1, updated_run = ?2 WHERE id = ?3")
        statement.bind(1, change.new == 0 ? .null : .integer(Int64(change.new)))
        statement.bind(2, run)
        statement.bind(3, Int64(change.id))
        try statement.run()
    }

    /// What is taken back needs no memory any more.
    private func forget(_ deletion: Int64) throws(ImportFailure) {
        let before = totalChanges
        for sql in ["DELETE FROM deletion_changes WHERE deletion_id = ?1", "DELETE FROM deletions WHERE id = ?1"] {
            let statement = try prepare(sql)
            statement.bind(1, deletion)
            try statement.run()
        }
        uncounted += totalChanges - before
    }

    /// Makes the records of a deletion quick to find in tables that have no index for it yet.
    func buildBinIndexes() throws(ImportFailure) {
        for entity in Catalog.entities where binnedEntities.contains(entity.name) {
            try execute(SchemaPlan.binIndex(entity).sql)
        }
    }
}
