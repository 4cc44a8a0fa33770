import Foundation
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

    /// Removes the waiting rows whose record this run has loaded, and those that have come in again in a rejects file;
    /// returns how many.
    /// - Parameter corrected: where the rows of rejects files come from.
    package func closeLoaded(_ resolver: Resolver, corrected: Set<OpenRowPlace>) throws(ImportFailure) -> Int {
        let statement = try prepare("SELECT id, entity, source, key_field, key, run, file, row FROM open_rows")
        var closed: [Int64] = []
        while try statement.next() {
            let entity = EntityName(rawValue: statement.string(1) ?? "")
            let place = OpenRowPlace(
                run: statement.string(5) ?? "", entity: entity, file: statement.string(6) ?? "",
                row: Int(statement.integer(7)))
            let key = statement.string(4).map { OpenKey(field: statement.string(3) ?? "", text: $0) }
            let isLoaded = key.map { resolver.hasSeen(entity, source: statement.string(2) ?? "", $0) } ?? false
            if isLoaded || corrected.contains(place) { closed.append(statement.integer(0)) }
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
        return wholeHashes(index, source, key).contains { identity, hash in
            guard hash != 0, let id = index.maps[identity]?.find(hash) else { return false }
            return id != KeyMap.none && id != KeyMap.several && index.wasSeen(id)
        }
    }

    /// What the key's text is to the index, now that what it refers to may be there.
    private func wholeHashes(_ index: EntityIndex, _ source: String, _ key: OpenKey) -> [(KeyIdentity, UInt64)] {
        if key.field == KeyIdentity.origin.spec.description {
            return [(.origin, normalizer.hash(key.text, form: .exact))]
        }
        let compounds = shapes.filter { $0.entity.name == index.entity.name && $0.source == source }.compactMap {
            shape in shape.keys.first { $0.fields.count > 1 && $0.description == key.field }.map { (shape, $0) }
        }
        guard compounds.isEmpty else {
            return compounds.map { (KeyIdentity($1, of: index.entity, source: source), joinedHash(key.text, $1, $0)) }
        }
        let form = index.entity.field(key.field)?.keyForm ?? .exact
        return [
            (KeyIdentity(KeySpec([key.field]), of: index.entity, source: source), normalizer.hash(key.text, form: form))
        ]
    }

    private func joinedHash(_ text: String, _ key: KeySpec, _ shape: RecordShape) -> UInt64 {
        let texts = text.components(separatedBy: OpenKey.separator)
        guard texts.count == key.fields.count else { return 0 }
        return KeyParts.join(zip(key.fields, texts)) { partHash($0.0, $0.1, shape) }
    }

    private func partHash(_ name: String, _ text: String, _ shape: RecordShape) -> UInt64 {
        if name == KeySpec.fullName.description { return normalizer.hash(text, form: .caseless) }
        guard let column = shape.column(name) else { return 0 }
        guard let binding = shape.columns[column].reference else {
            return text.isEmpty ? 0 : normalizer.hash(text, form: shape.entity.field(name)?.keyForm ?? .exact)
        }
        let id = isReplaced(binding, before: column, shape, text) ? KeyMap.none : record(text, binding, shape.source)
        let isOptional = shape.entity.optionalKeyParts.contains(name)
        return isOptional ? KeyParts.optionalReference(id) : KeyParts.reference(id)
    }

    /// Whether an alternative of the same cell, which comes first, finds its record.
    private func isReplaced(_ binding: ReferenceBinding, before column: Int, _ shape: RecordShape, _ text: String)
        -> Bool
    {
        guard let group = binding.group else { return false }
        return shape.columns[..<column].compactMap(\.reference).contains {
            $0.group == group && record(text, $0, shape.source) != KeyMap.none
        }
    }

    /// The record that a reference names; none where there is none or several.
    private func record(_ text: String, _ binding: ReferenceBinding, _ source: String) -> UInt32 {
        guard !text.isEmpty, let index = indexes[binding.entity] else { return KeyMap.none }
        let hash = normalizer.hash(text, form: RecordShape.form(of: binding))
        let id = index.maps[KeyIdentity(binding.key, of: index.entity, source: source)]?.find(hash)
        return id == KeyMap.several ? KeyMap.none : id ?? KeyMap.none
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
