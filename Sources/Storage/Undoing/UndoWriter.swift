import HelpDesk
import Tables

/// Carries an undo out: what the run has made goes to the recycle bin first, then every other change is taken back, the
/// last one first. So the unique indexes see nothing that was not there during the run, but for the new records.
package struct UndoWriter {
    private let plan: UndoPlan
    /// The number of the undo.
    private let run: Int64
    private let now: String
    private var session: StoreSession { plan.session }

    /// Above this share of a table its unique indexes are built anew, which is faster than keeping them up.
    private static let rebuiltShare = 5

    /// - Parameter now: what stands in `deleted_at`.
    package init(_ plan: UndoPlan, run: Int64, now: String) {
        self.plan = plan
        self.run = run
        self.now = now
    }

    package func write() throws(ImportFailure) {
        try dropIndexes()
        let deletion = try makeDeletion()
        for entity in Catalog.entities { try bin(entity, deletion) }
        try plan.footprint.journal.entries(reversed: true) { entry, table, bytes throws(ImportFailure) in
            try self.takeBack(entry, table, bytes)
        }
        if !plan.cascade.isEmpty { try session.apply(plan.cascade, run: run, at: now) }
        for link in plan.laterLinks { try deleteLink(link) }
        try noteUndo()
        try session.buildIndexes()
    }

    private func dropIndexes() throws(ImportFailure) {
        for entity in Catalog.entities where session.exists(entity) && !entity.unique.isEmpty {
            let changed = plan.counts[entity.name]?.total ?? 0
            guard changed > 0, changed * Self.rebuiltShare > (try count(entity)) else { continue }
            for index in SchemaPlan.indexes(entity) { try session.execute("DROP INDEX IF EXISTS \(index.name)") }
            // The index of what lies in the bin is built by the bin itself.
            try session.execute("DROP INDEX IF EXISTS \(SchemaPlan.binIndex(entity).name)")
            session.binnedEntities.insert(entity.name)
        }
    }

    /// Ids are dense, so the largest tells the size without a look at every record.
    private func count(_ entity: Entity) throws(ImportFailure) -> Int {
        let statement = try session.prepare("SELECT coalesce(max(id) - min(id) + 1, 0) FROM \(entity.name)")
        defer { statement.reset() }
        return try statement.next() ? Int(statement.integer(0)) : 0
    }

    // MARK: New records

    /// One deletion for all; the first record stands for it.
    private func makeDeletion() throws(ImportFailure) -> Int64 {
        guard let entity = Catalog.entities.first(where: { !(plan.going[$0.name]?.isEmpty ?? true) }),
            let first = plan.going[entity.name]?.ranges.first
        else { return 0 }
        let id = try session.nextDeletion()
        let record = UInt32(truncatingIfNeeded: first.lowerBound)
        try session.insert(Deletion(id: id, entity: entity, record: record), run: run, at: now)
        try session.saveNextDeletion(id + 1)
        return id
    }

    private func bin(_ entity: Entity, _ deletion: Int64) throws(ImportFailure) {
        guard let going = plan.going[entity.name], !going.isEmpty else { return }
        session.binnedEntities.insert(entity.name)
        for range in plan.even[entity.name] ?? [] {
            let former: [(column: String, value: Int64?)] = [
                ("updated_run", plan.run), ("deleted_at", nil), ("deletion_id", nil),
            ]
            guard let journal = session.journal else { continue }
            try journal.noting(entity.name.rawValue, rows: range, formerly: former) { () throws(ImportFailure) in
                try self.bin(entity, range, deletion)
            }
        }
        for id in plan.uneven[entity.name] ?? [] { try bin(entity, id...id, deletion) }
    }

    private func bin(_ entity: Entity, _ rows: ClosedRange<Int64>, _ deletion: Int64) throws(ImportFailure) {
        let statement = try session.prepare(
            """
            UPDATE \(entity.name) SET updated_run = ?1, deleted_at = ?2, deletion_id = ?3 WHERE id BETWEEN ?4 AND ?5
            """)
        statement.bind(1, run)
        statement.bindCopy(2, now)
        statement.bind(3, deletion)
        statement.bind(4, rows.lowerBound)
        statement.bind(5, rows.upperBound)
        try run(statement, changing: rows)
    }

    /// Holds SQLite's own count of changes against what was decided.
    private func run(_ statement: SQLiteStatement, changing rows: ClosedRange<Int64>) throws(ImportFailure) {
        let before = session.totalChanges
        try statement.run()
        let written = session.totalChanges - before
        if written != rows.count { throw .unbalanced("undo", decided: rows.count, written: written) }
    }

    // MARK: Everything else

    private func takeBack(_ entry: JournalEntry, _ table: String, _ bytes: [UInt8]) throws(ImportFailure) {
        let name = EntityName(rawValue: table)
        if Catalog.entity(name) != nil {
            if entry.operation == .update { try putBack(entry, table, name, bytes) }
        } else if entry.first > 0 {
            try takeBackRows(entry, table, bytes)
        } else {
            try takeBackKeyed(entry, table, bytes)
        }
    }

    private func putBack(
        _ entry: JournalEntry, _ table: String, _ name: EntityName, _ bytes: [UInt8]
    ) throws(ImportFailure) {
        let columns = plan.footprint.journal.columns(entry, bytes)
        guard let kept = plan.kept[name] else { return try update(table, entry.rows, columns) }
        for row in entry.rows where !kept.contains(UInt32(truncatingIfNeeded: row)) {
            try update(table, row...row, columns)
        }
    }

    private func update(
        _ table: String, _ rows: ClosedRange<Int64>, _ columns: [JournalColumn]
    ) throws(ImportFailure) {
        let values = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
        let statement = try session.prepare("UPDATE \(table) SET \(values) WHERE rowid BETWEEN ? AND ?")
        for (place, column) in columns.enumerated() { statement.bind(Int32(place + 1), former: column.value) }
        statement.bind(Int32(columns.count + 1), rows.lowerBound)
        statement.bind(Int32(columns.count + 2), rows.upperBound)
        try run(statement, changing: rows)
    }

    /// Rows of the machinery; those that a later run has touched are its own.
    private func takeBackRows(_ entry: JournalEntry, _ table: String, _ bytes: [UInt8]) throws(ImportFailure) {
        guard let skipped = plan.skipped[table] else { return try takeBackRows(entry, entry.rows, table, bytes) }
        for row in entry.rows where !skipped.contains(row) { try takeBackRows(entry, row...row, table, bytes) }
    }

    private func takeBackRows(
        _ entry: JournalEntry, _ rows: ClosedRange<Int64>, _ table: String, _ bytes: [UInt8]
    ) throws(ImportFailure) {
        let columns = plan.footprint.journal.columns(entry, bytes)
        switch entry.operation {
        case .insert:
            let statement = try session.prepare("DELETE FROM \(table) WHERE rowid BETWEEN ?1 AND ?2\(exempt(table))")
            statement.bind(1, rows.lowerBound)
            statement.bind(2, rows.upperBound)
            try statement.run()
        case .update: try update(table, rows, columns)
        case .delete:
            try insert(table, ["rowid"] + columns.map(\.name), [.integer(rows.lowerBound)] + columns.map(\.value))
        case .purge: break
        }
    }

    /// External ids of records that the run has made go to the recycle bin with them, and those of records that are
    /// kept stay.
    private func exempt(_ table: String) -> String {
        guard table == "external_ids" else { return "" }
        var conditions: [String] = []
        for entity in Catalog.entities {
            var ids = plan.footprint.created[entity.name].map { [$0.condition("record_id")] } ?? []
            if let kept = plan.kept[entity.name], !kept.isEmpty {
                ids.append("record_id IN (\(kept.sorted().map(String.init).joined(separator: ", ")))")
            }
            if !ids.isEmpty { conditions.append("(entity = '\(entity.name)' AND (\(ids.joined(separator: " OR "))))") }
        }
        return conditions.isEmpty ? "" : " AND NOT (\(conditions.joined(separator: " OR ")))"
    }

    private func insert(_ table: String, _ columns: [String], _ values: [JournalValue]) throws(ImportFailure) {
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try session.prepare(
            "INSERT OR IGNORE INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
        for (place, value) in values.enumerated() { statement.bind(Int32(place + 1), former: value) }
        try statement.run()
    }

    // MARK: Tables without row ids

    private func takeBackKeyed(_ entry: JournalEntry, _ table: String, _ bytes: [UInt8]) throws(ImportFailure) {
        if let link = UndoFootprint.linkKey(entry, table, bytes), stays(link, entry.operation) { return }
        let columns = plan.footprint.journal.columns(entry, bytes)
        if entry.operation == .delete {
            return try insert(table, columns.map(\.name), columns.map(\.value))
        }
        guard entry.operation == .insert else { return }
        let conditions = columns.map { "\($0.name) = ?" }.joined(separator: " AND ")
        let statement = try session.prepare("DELETE FROM \(table) WHERE \(conditions)")
        for (place, column) in columns.enumerated() { statement.bind(Int32(place + 1), former: column.value) }
        try statement.run()
    }

    /// Links between two new records go to the recycle bin with them; those of records that are kept stay.
    private func stays(_ link: UndoFootprint.LinkKey, _ operation: JournalOperation) -> Bool {
        guard let sides = LinkSides.all[link.table] else { return false }
        let ends = zip(sides.entities, [link.first, link.second])
        if ends.contains(where: { plan.isKept($0, UInt32(truncatingIfNeeded: $1)) }) { return true }
        return operation == .insert && ends.allSatisfy { plan.footprint.isCreated($0, $1) }
    }

    private func deleteLink(_ link: UndoFootprint.LinkKey) throws(ImportFailure) {
        guard let sides = LinkSides.all[link.table] else { return }
        let statement = try session.prepare(
            "DELETE FROM \(link.table) WHERE \(sides.columns[0]) = ?1 AND \(sides.columns[1]) = ?2")
        statement.bind(1, link.first)
        statement.bind(2, link.second)
        try statement.run()
    }

    private func noteUndo() throws(ImportFailure) {
        let statement = try session.prepare(
            "INSERT OR REPLACE INTO undos (run, undone_by, is_partial) VALUES (?1, ?2, ?3)")
        statement.bind(1, plan.run)
        statement.bind(2, run)
        statement.bind(3, plan.isPartial ? 1 : 0)
        try statement.run()
    }
}
