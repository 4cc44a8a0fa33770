import CSQLite
import GRDB
import HelpDesk
import Tables

/// One connection to the database during one transaction: what the resolver reads through and the store writes through.
package final class StoreSession {
    let db: Database
    let connection: OpaquePointer
    /// What exists now; the schema plan has been run where the session may write.
    let schema: SchemaPlan
    package let isWritable: Bool
    private var cache: [String: SQLiteStatement] = [:]
    /// How records are fetched, by entity.
    var storedColumns: [EntityName: StoredColumns] = [:]
    /// Keys that records get when their entity's passes are through.
    var pendingKeys: [PendingKey] = []
    /// Entities of which this session has put records into the recycle bin.
    var binnedEntities: Set<EntityName> = []
    /// Changes to the machinery's own tables that nobody has announced.
    package var uncounted = 0
    /// Takes down what is changed; nil where the session may not write.
    private(set) var journal: ChangeJournal?
    /// The connection knows the functions that conditions use.
    var hasSelectionFunctions = false

    init(_ db: Database, isWritable: Bool) throws {
        self.db = db
        self.isWritable = isWritable
        guard let connection = db.sqliteConnection else { preconditionFailure("GRDB closed the connection") }
        self.connection = connection
        let plan = try SchemaPlan(db)
        if isWritable && !plan.statements.isEmpty {
            for statement in plan.statements { try db.execute(sql: statement) }
            schema = try SchemaPlan(db)
        } else {
            schema = plan
        }
        if isWritable { journal = try ChangeJournal(self) }
    }

    func exists(_ entity: Entity) -> Bool { schema.existing[entity.name.rawValue] != nil }

    func columns(of entity: Entity) -> Set<String> { schema.existing[entity.name.rawValue] ?? [] }

    /// A prepared statement, kept for the session.
    func prepare(_ sql: String) throws(ImportFailure) -> SQLiteStatement {
        try journal?.flush()
        if let cached = cache[sql] {
            cached.reset()
            return cached
        }
        let statement = try SQLiteStatement(connection, sql)
        cache[sql] = statement
        return statement
    }

    /// A statement that is not likely to be used again.
    func prepareOnce(_ sql: String) throws(ImportFailure) -> SQLiteStatement {
        try journal?.flush()
        return try SQLiteStatement(connection, sql)
    }

    func execute(_ sql: String) throws(ImportFailure) {
        let statement = try SQLiteStatement(connection, sql)
        while try statement.next() {}
    }

    /// Rows changed by this connection since it was opened: SQLite's own count, against which a run is checked.
    /// The journal's own rows are not among them.
    package var totalChanges: Int { Int(sqlite3_total_changes64(connection)) - (journal?.rowsWritten ?? 0) }

    /// Writes what the journal still holds, before the commit.
    func finishJournal() throws(ImportFailure) { try journal?.finish() }

    /// The statements are finalised here, while the connection is still open.
    func close() {
        journal?.detach()
        cache.removeAll()
        storedColumns.removeAll()
    }
}
