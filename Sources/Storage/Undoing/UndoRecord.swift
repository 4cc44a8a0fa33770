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

    /// What taking the run back would change: from what the record holds to what it held.
    func changes() throws(ImportFailure) -> [FieldChange] {
        try differences { _ in nil }.map { found throws(ImportFailure) in
            try change(found.field, found.column, from: found.made, to: found.former)
        }
    }

    /// What the run has changed: from what the record held to what the run has made of it.
    ///
    /// - Parameter later: what a column held when it was changed again; nil where it holds it still.
    func changesMade(_ later: (String) -> JournalValue?) throws(ImportFailure) -> [FieldChange] {
        try differences(later).map { found throws(ImportFailure) in
            try change(found.field, found.column, from: found.former, to: found.made)
        }
    }

    private struct Difference {
        let column: String
        let field: Field?
        let former: JournalValue
        let made: JournalValue
    }

    private func differences(_ later: (String) -> JournalValue?) throws(ImportFailure) -> [Difference] {
        let present = session.columns(of: entity)
        let shown = former.filter { column in
            present.contains(column.name)
                && (Self.shownColumns.contains(column.name)
                    || entity.storedFields.contains { $0.column == column.name })
        }
        if shown.isEmpty { return [] }
        return zip(shown, try values(shown.map(\.name))).compactMap { column, now in
            let made = later(column.name) ?? now
            let field = entity.storedFields.first { $0.column == column.name }
            return made == column.value
                ? nil : Difference(column: column.name, field: field, former: column.value, made: made)
        }
    }

    private func change(
        _ field: Field?, _ column: String, from old: JournalValue, to new: JournalValue
    ) throws(ImportFailure) -> FieldChange {
        FieldChange(
            entity: entity.name, id: id, key: try session.label(id, of: entity.name), field: field?.name ?? column,
            old: try text(old, field), new: try text(new, field), position: Position(table: 0, row: 0))
    }

    private func text(_ value: JournalValue, _ field: Field?) throws(ImportFailure) -> String? {
        if let target = field?.target, let id = value.id { return try session.label(id, of: target) }
        return value.text
    }
}
