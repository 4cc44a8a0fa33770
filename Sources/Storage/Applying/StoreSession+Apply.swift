import HelpDesk
import Tables

extension StoreSession {
    /// Writes what the resolver has decided. Nothing is looked up and nothing is decided here.
    package func apply(_ batch: ChangeBatch, run: Int64) throws(ImportFailure) {
        for record in batch.referenced { try insert(record, source: batch.shape.source, run: run) }
        try releaseKeys(batch.updates)
        try InsertLoop(session: self, batch: batch, run: run).run()
        for update in batch.updates { try write(update, run: run) }
        for link in batch.links { try write(link) }
        try insertExternalIDs(batch)
        if !batch.bin.isEmpty { try apply(batch.bin, run: run) }
    }

    private func insert(_ record: ReferencedRecord, source: String, run: Int64) throws(ImportFailure) {
        let statement = try prepare(
            """
            INSERT INTO \(record.entity.name) (id, source, created_run, updated_run, \(record.column))
            VALUES (?1, ?2, ?3, ?3, ?4)
            """)
        statement.bind(1, Int64(record.id))
        statement.bindCopy(2, source)
        statement.bind(3, run)
        statement.bindCopy(4, record.text)
        try statement.run()
    }

    /// A key that changes is taken away first and set at the end of the entity's pass, so that records can swap keys.
    private func releaseKeys(_ updates: [RecordUpdate]) throws(ImportFailure) {
        for update in updates {
            for assignment in update.keyAssignments {
                let statement = try prepare(
                    "UPDATE \(update.entity.name) SET \(assignment.column) = NULL WHERE id = ?1")
                statement.bind(1, Int64(update.id))
                try statement.run()
                pendingKeys.append(PendingKey(update.entity, update.id, assignment.column, assignment.value))
            }
        }
    }

    func write(_ update: RecordUpdate, run: Int64) throws(ImportFailure) {
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

    func write(_ link: LinkChange) throws(ImportFailure) {
        let sql =
            link.isAddition
            ? "INSERT OR IGNORE INTO \(link.link.name) (\(link.link.owner), \(link.link.member)) VALUES (?1, ?2)"
            : "DELETE FROM \(link.link.name) WHERE \(link.link.owner) = ?1 AND \(link.link.member) = ?2"
        let statement = try prepare(sql)
        statement.bind(1, Int64(link.owner))
        statement.bind(2, Int64(link.member))
        try statement.run()
    }

    private func insertExternalIDs(_ batch: ChangeBatch) throws(ImportFailure) {
        guard !batch.externalIDs.isEmpty else { return }
        let statement = try prepare(
            "INSERT INTO external_ids (entity, source, value, record_id) VALUES (?1, ?2, ?3, ?4)")
        statement.bindCopy(1, batch.shape.entity.name.rawValue)
        statement.bindCopy(2, batch.shape.source)
        for (id, value) in batch.externalIDs {
            let bytes = batch.records.rows.bytes(value)
            statement.bind(3, bytes.baseAddress!, bytes.count)
            statement.bind(4, Int64(id))
            try statement.run()
        }
    }

    // MARK: The end of an entity

    /// Sets the keys that were put off, and numbers the records that came without.
    package func finish(_ entity: Entity, numberless: [UInt32]) throws(ImportFailure) {
        for key in pendingKeys {
            let statement = try prepare("UPDATE \(key.entity.name) SET \(key.column) = ?1 WHERE id = ?2")
            statement.bind(1, key.value)
            statement.bind(2, Int64(key.id))
            try statement.run()
        }
        pendingKeys = []
        try assignNumbers(entity, numberless)
    }

    private func assignNumbers(_ entity: Entity, _ ids: [UInt32]) throws(ImportFailure) {
        guard !ids.isEmpty, let field = entity.numbering?.field, let own = SchemaPlan.ownNumberColumn(entity) else {
            return
        }
        // 18 digits at most: what is longer is an id of another system, and not every one is a whole number to SQLite.
        let highest = try prepare(
            "SELECT coalesce(max(CAST(\(field) AS INTEGER)), 0) FROM \(entity.name) "
                + "WHERE \(field) NOT GLOB '*[^0-9]*' AND length(\(field)) <= 18")
        _ = try highest.next()
        let start = highest.integer(0)
        highest.reset()
        let statement = try prepare("UPDATE \(entity.name) SET \(field) = CAST(?1 AS TEXT), \(own) = 1 WHERE id = ?2")
        for (place, id) in ids.enumerated() {
            statement.bind(1, start + Int64(place) + 1)
            statement.bind(2, Int64(id))
            try statement.run()
        }
    }

    /// Stores the next id of an entity: ids are never given out twice, not even after a deletion.
    package func saveCounters(_ resolver: Resolver) throws(ImportFailure) {
        for (name, index) in resolver.indexes { try saveCounter(name.rawValue, Int64(index.nextID)) }
        if let next = resolver.bin.nextDeletion { try saveNextDeletion(next) }
    }

    /// Stores the number that the next deletion gets.
    func saveNextDeletion(_ next: Int64) throws(ImportFailure) { try saveCounter("deletions", next) }

    private func saveCounter(_ name: String, _ next: Int64) throws(ImportFailure) {
        let statement = try prepare("INSERT OR REPLACE INTO counters (name, next) VALUES (?1, ?2)")
        statement.bindCopy(1, name)
        statement.bind(2, next)
        try statement.run()
    }

    func nextID(of entity: Entity) throws(ImportFailure) -> UInt32 {
        guard exists(entity) else { return 1 }
        let statement = try prepare(
            """
            SELECT max(coalesce((SELECT next FROM counters WHERE name = ?1), 1),
                       coalesce((SELECT max(id) + 1 FROM \(entity.name)), 1))
            """)
        defer { statement.reset() }
        statement.bindCopy(1, entity.name.rawValue)
        _ = try statement.next()
        return UInt32(truncatingIfNeeded: statement.integer(0))
    }
}

/// A key whose new value is written when its entity's passes are through.
struct PendingKey {
    let entity: Entity
    let id: UInt32
    let column: String
    let value: StoredValue

    init(_ entity: Entity, _ id: UInt32, _ column: String, _ value: StoredValue) {
        self.entity = entity
        self.id = id
        self.column = column
        self.value = value
    }
}
