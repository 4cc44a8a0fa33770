import HelpDesk
import Tables

/// A record that a run has changed: as it is, and as it was.
struct UndoRecord {
    let session: StoreSession
    let entity: Entity
    let id: UInt32
    private let former: [JournalColumn]

    init(_ session: StoreSession, _ entity: Entity, _ id: UInt32, _ former: [JournalColumn]) {
        self.session = session
        self.entity = entity
        self.id = id
        self.former = former
    }

    /// Who changed it last, and whether it lies in the recycle bin; nil where it is gone for good.
    func state() throws(ImportFailure) -> (changed: Int64, isBinned: Bool)? {
        let statement = try session.prepare(
            "SELECT updated_run, deleted_at IS NOT NULL FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next() ? (statement.integer(0), statement.integer(1) != 0) : nil
    }

    private func formerly(_ column: String) -> JournalValue? { former.first { $0.name == column }?.value }

    func wasBinned(now isBinned: Bool) -> Bool { formerly("deleted_at").map { $0 != .null } ?? isBinned }

    // MARK: What stands against it

    private func columns(of key: KeySpec) -> [String] {
        (entity.isUniquePerSource ? ["source"] : []) + key.fields.compactMap { entity.field($0)?.column }
    }

    func changes(_ key: KeySpec) -> Bool { columns(of: key).contains { formerly($0) != nil } }

    /// Another live record that has the key this one had.
    func holder(of key: KeySpec) throws(ImportFailure) -> UInt32? {
        let columns = columns(of: key)
        guard session.columns(of: entity).isSuperset(of: columns) else { return nil }
        let now = try values(columns)
        let conditions = columns.enumerated().map { "\($0.element) = ?\($0.offset + 2)" }.joined(separator: " AND ")
        let statement = try session.prepare(
            "SELECT id FROM \(entity.name) WHERE \(conditions) AND deleted_at IS NULL AND id <> ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        for (place, column) in columns.enumerated() {
            statement.bind(Int32(place + 2), former: formerly(column) ?? now[place])
        }
        return try statement.next() ? UInt32(truncatingIfNeeded: statement.integer(0)) : nil
    }

    /// What a reference named, if that lies in the recycle bin now.
    func binnedTarget(_ field: Field, all: Bool) throws(ImportFailure) -> UInt32? {
        guard let column = field.column, session.columns(of: entity).contains(column), let name = field.target,
            let target = Catalog.entity(name), session.exists(target), all || formerly(column) != nil
        else { return nil }
        let former = formerly(column)
        let value = former == nil ? try values([column])[0] : former
        guard let other = value?.id else { return nil }
        let statement = try session.prepare("SELECT 1 FROM \(name) WHERE id = ?1 AND deleted_at IS NULL")
        defer { statement.reset() }
        statement.bind(1, Int64(other))
        return try statement.next() ? nil : other
    }

    private func values(_ columns: [String]) throws(ImportFailure) -> [JournalValue] {
        let statement = try session.prepare(
            "SELECT \(columns.joined(separator: ", ")) FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        guard try statement.next() else { return columns.map { _ in .null } }
        return columns.indices.map { JournalValue(statement.value(Int32($0))) }
    }

    // MARK: For the report

    /// Columns of Deskferry's own that a person has to do with.
    private static let shownColumns: Set<String> = ["custom", "deleted_at"]

    func changes() throws(ImportFailure) -> [FieldChange] {
        let present = session.columns(of: entity)
        let shown = former.compactMap { column in
            let field = entity.storedFields.first { $0.column == column.name }
            return (field != nil || Self.shownColumns.contains(column.name)) && present.contains(column.name)
                ? (column, field) : nil
        }
        if shown.isEmpty { return [] }
        let label = try session.label(id, of: entity.name)
        var changes: [FieldChange] = []
        for ((column, field), now) in zip(shown, try values(shown.map(\.0.name))) where now != column.value {
            changes.append(
                FieldChange(
                    entity: entity.name, id: id, key: label, field: field?.name ?? column.name,
                    old: try text(now, field), new: try text(column.value, field), position: Position(table: 0, row: 0))
            )
        }
        return changes
    }

    private func text(_ value: JournalValue, _ field: Field?) throws(ImportFailure) -> String? {
        if let target = field?.target, let id = value.id { return try session.label(id, of: target) }
        return value.text
    }
}
