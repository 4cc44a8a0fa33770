import HelpDesk
import Tables

/// Rows that wait for a record they refer to: kept with their bytes until the same record comes in.
extension StoreSession {
    /// Keeps parked rows; an older one of the same record makes room.
    package func keepOpen(_ rows: [OpenRow], run: String, tables: [String]) throws(ImportFailure) {
        for row in rows {
            if let key = row.key { try closeRow(row.entity, row.source, key) }
            let statement = try prepare(
                """
                INSERT INTO open_rows (run, entity, file, row, codes, source, key_field, key, bytes)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """)
            statement.bindCopy(1, run)
            statement.bindCopy(2, row.entity.rawValue)
            statement.bindCopy(3, tables[row.position.table])
            statement.bind(4, Int64(row.position.row))
            statement.bindCopy(5, row.codes.joined(separator: " "))
            statement.bindCopy(6, row.source)
            statement.bind(7, row.key.map { .text($0.field) } ?? .null)
            statement.bind(8, row.key.map { .text($0.text) } ?? .null)
            statement.bindBlob(9, row.bytes)
            try statement.run()
        }
    }

    private func closeRow(_ entity: EntityName, _ source: String, _ key: OpenKey) throws(ImportFailure) {
        let statement = try prepare(
            "DELETE FROM open_rows WHERE entity = ?1 AND source = ?2 AND key_field = ?3 AND key = ?4")
        statement.bindCopy(1, entity.rawValue)
        statement.bindCopy(2, source)
        statement.bindCopy(3, key.field)
        statement.bindCopy(4, key.text)
        try statement.run()
    }

    /// Removes the waiting rows whose record this run has loaded; returns how many.
    package func closeLoaded(_ resolver: Resolver) throws(ImportFailure) -> Int {
        let statement = try prepare("SELECT id, entity, source, key_field, key FROM open_rows WHERE key IS NOT NULL")
        var closed: [Int64] = []
        while try statement.next() {
            let entity = EntityName(rawValue: statement.string(1) ?? "")
            let key = OpenKey(field: statement.string(3) ?? "", text: statement.string(4) ?? "")
            if resolver.hasSeen(entity, source: statement.string(2) ?? "", key) { closed.append(statement.integer(0)) }
        }
        let delete = try prepare("DELETE FROM open_rows WHERE id = ?1")
        for id in closed {
            delete.bind(1, id)
            try delete.run()
        }
        return closed.count
    }
}

extension Resolver {
    /// Whether the run has loaded a record of this system with this key.
    func hasSeen(_ entity: EntityName, source: String, _ key: OpenKey) -> Bool {
        if key.field == OpenKey.membership { return loadedMemberships.contains(key.text) }
        guard let index = indexes[entity] else { return false }
        let identity =
            key.field == KeyIdentity.origin.spec.description
            ? KeyIdentity.origin : KeyIdentity(KeySpec([key.field]), of: index.entity, source: source)
        guard let map = index.maps[identity] else { return false }
        let hash = normalizer.hash(key.text, form: index.entity.field(key.field)?.keyForm ?? .exact)
        let id = hash == 0 ? KeyMap.none : map.find(hash)
        return id != KeyMap.none && id != KeyMap.several && index.wasSeen(id)
    }
}

/// Rows of one file that wait since one run.
package struct OpenRowGroup: Sendable, Equatable {
    package let run: String
    package let entity: EntityName
    package let file: String
    package let rows: Int
    /// The first of their row numbers.
    package let first: [Int]
}

extension StoreSession {
    /// The rows that wait, by run and file, the longest waiting first.
    package func waitingRows() throws(ImportFailure) -> [OpenRowGroup] {
        guard hasTable("open_rows") else { return [] }
        let statement = try prepare(
            "SELECT run, entity, file, row FROM open_rows ORDER BY run, file, entity, row")
        var waiting: [OpenRowGroup] = []
        while try statement.next() {
            let entity = EntityName(rawValue: statement.string(1) ?? "")
            let (run, file) = (statement.string(0) ?? "", statement.string(2) ?? "")
            let last = waiting.last.flatMap { $0.run == run && $0.file == file && $0.entity == entity ? $0 : nil }
            let first = last?.first ?? []
            let row = first.count < OpenRowGroup.named ? [Int(statement.integer(3))] : []
            if last != nil { waiting.removeLast() }
            waiting.append(
                OpenRowGroup(run: run, entity: entity, file: file, rows: (last?.rows ?? 0) + 1, first: first + row))
        }
        return waiting
    }
}

extension OpenRowGroup {
    /// Row numbers that are named.
    static let named = 20
}
