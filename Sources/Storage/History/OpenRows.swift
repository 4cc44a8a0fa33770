import HelpDesk
import Tables

/// Rows that wait for a record they refer to: kept with their bytes until the same record comes in.
extension StoreSession {
    /// Keeps parked rows; an older one of the same record makes room.
    package func keepOpen(_ rows: [OpenRow], run: String, tables: [String]) throws(ImportFailure) {
        for row in rows {
            if let key = row.key { try closeRow(row.entity, key) }
            let statement = try prepare(
                "INSERT INTO open_rows (run, entity, file, row, codes, key, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            statement.bindCopy(1, run)
            statement.bindCopy(2, row.entity.rawValue)
            statement.bindCopy(3, tables[row.position.table])
            statement.bind(4, Int64(row.position.row))
            statement.bindCopy(5, row.codes.joined(separator: " "))
            statement.bind(6, row.key.map(StoredValue.text) ?? .null)
            statement.bindBlob(7, row.bytes)
            try statement.run()
        }
    }

    private func closeRow(_ entity: EntityName, _ key: String) throws(ImportFailure) {
        let statement = try prepare("DELETE FROM open_rows WHERE entity = ?1 AND key = ?2")
        statement.bindCopy(1, entity.rawValue)
        statement.bindCopy(2, key)
        try statement.run()
    }

    /// Removes the waiting rows whose record this run has loaded; returns how many.
    package func closeLoaded(_ resolver: Resolver) throws(ImportFailure) -> Int {
        let statement = try prepare("SELECT id, entity, key FROM open_rows WHERE key IS NOT NULL")
        var closed: [Int64] = []
        while try statement.next() {
            let entity = EntityName(rawValue: statement.string(1) ?? "")
            if resolver.hasSeen(entity, key: statement.string(2) ?? "") { closed.append(statement.integer(0)) }
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
    /// Whether the run has loaded a record with this key text (single keys only; see `BatchDecision.keyText`).
    func hasSeen(_ entity: EntityName, key text: String) -> Bool {
        guard let index = indexes[entity] else { return false }
        return index.maps.contains { identity, map in
            guard identity != .origin, identity.spec.fields.count == 1 else { return false }
            let form = index.entity.field(identity.spec.fields[0])?.keyForm ?? .exact
            let hash = normalizer.hash(text, form: form)
            let id = hash == 0 ? KeyMap.none : map.find(hash)
            return id != KeyMap.none && id != KeyMap.several && index.wasSeen(id)
        }
    }
}
