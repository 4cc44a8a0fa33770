import HelpDesk
import Tables

/// Unique indexes around a load: into an empty table they are built once at the end, which is twice as fast as keeping
/// them up with random keys (docs/performance.md).
extension StoreSession {
    /// Drops what is cheaper to build later.
    package func prepareIndexes(_ entity: Entity) throws(ImportFailure) {
        guard try isEmpty(entity) else { return }
        for index in SchemaPlan.indexes(entity) { try execute("DROP INDEX IF EXISTS \(index.name)") }
    }

    /// Builds the unique indexes that are not there. Reading is done by now, so the sort gets a second thread.
    package func buildIndexes() throws(ImportFailure) {
        try execute("PRAGMA threads = 1")
        for entity in Catalog.entities where exists(entity) {
            for index in SchemaPlan.indexes(entity) {
                try execute(index.sql.replacing("CREATE UNIQUE INDEX", with: "CREATE UNIQUE INDEX IF NOT EXISTS"))
            }
        }
        try buildBinIndexes()
    }

    /// Whether the entity has no record at all, not even in the recycle bin.
    package func isEmpty(_ entity: Entity) throws(ImportFailure) -> Bool {
        guard exists(entity) else { return true }
        let probe = try prepare("SELECT 1 FROM \(entity.name) LIMIT 1")
        defer { probe.reset() }
        return try !probe.next()
    }

    /// The live record of an entity that has one at most; 0 where there is none.
    func onlyRecord(of entity: Entity) throws(ImportFailure) -> UInt32 {
        guard exists(entity) else { return 0 }
        let first = try prepare("SELECT coalesce(min(id), 0) FROM \(entity.name) WHERE deleted_at IS NULL")
        defer { first.reset() }
        _ = try first.next()
        return UInt32(truncatingIfNeeded: first.integer(0))
    }

    /// Live records of every entity that has some.
    package func recordCounts() throws(ImportFailure) -> [(entity: EntityName, count: Int)] {
        var counts: [(entity: EntityName, count: Int)] = []
        for entity in Catalog.entities where exists(entity) {
            let statement = try prepare("SELECT count(*) FROM \(entity.name) WHERE deleted_at IS NULL")
            _ = try statement.next()
            counts.append((entity.name, Int(statement.integer(0))))
            statement.reset()
        }
        return counts
    }
}
