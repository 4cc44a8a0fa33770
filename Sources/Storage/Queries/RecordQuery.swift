import HelpDesk
import Tables

/// A record as people look at it: fields by name, references by what they name.
package struct RecordView: Sendable {
    package let id: UInt32
    /// In the order of the catalog; fields without a value are left out.
    package let fields: [(name: String, value: String)]
}

extension StoreSession {
    /// Live records, by id. `search` finds a text in any text field, without regard to case (ASCII).
    package func list(
        _ entity: Entity, search: String? = nil, after: UInt32 = 0, limit: Int
    ) throws(ImportFailure) -> [RecordView] {
        guard exists(entity) else { return [] }
        let texts = entity.storedFields.filter { !$0.isInteger }.map { "t.\($0.column!)" }
        let condition =
            search == nil
            ? "" : " AND (" + texts.map { "\($0) LIKE ?3 ESCAPE '\\'" }.joined(separator: " OR ") + ")"
        let statement = try prepare(
            "SELECT \(viewColumns(entity)) FROM \(entity.name) t WHERE t.deleted_at IS NULL AND t.id > ?1\(condition) "
                + "ORDER BY t.id LIMIT ?2")
        statement.bind(1, Int64(after))
        statement.bind(2, Int64(limit))
        if let search { statement.bindCopy(3, "%" + Self.escaped(search) + "%") }
        var views: [RecordView] = []
        while try statement.next() { views.append(try view(entity, statement)) }
        return views
    }

    /// Records with this key: `#17`, an external id, or a value of any of the entity's keys.
    package func find(_ entity: Entity, key: String) throws(ImportFailure) -> [RecordView] {
        guard exists(entity) else { return [] }
        var conditions: [String] = []
        if key.hasPrefix("#"), let id = UInt32(key.dropFirst()) {
            conditions.append("t.id = \(id)")
        } else {
            let columns = Set(
                entity.keys.filter { $0.fields.count == 1 }.compactMap { entity.field($0.fields[0])?.column })
            conditions += columns.sorted().map { "t.\($0) = ?1 COLLATE NOCASE" }
            conditions.append(
                "t.id IN (SELECT record_id FROM external_ids WHERE entity = '\(entity.name)' AND value = ?1)")
            if entity.keys.contains(.fullName) {
                conditions.append(
                    "trim(ifnull(t.first_name, '') || ' ' || ifnull(t.last_name, '')) = ?1 COLLATE NOCASE")
            }
        }
        let statement = try prepare(
            "SELECT \(viewColumns(entity)) FROM \(entity.name) t WHERE t.deleted_at IS NULL "
                + "AND (\(conditions.joined(separator: " OR "))) ORDER BY t.id LIMIT 20")
        statement.bindCopy(1, key)
        var views: [RecordView] = []
        while try statement.next() { views.append(try view(entity, statement)) }
        return views
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    private func viewColumns(_ entity: Entity) -> String {
        let present = columns(of: entity)
        let fields = entity.storedFields.map { field in
            guard present.contains(field.column!) else { return "NULL" }
            guard case .reference(let target) = field.type else { return "t.\(field.column!)" }
            return "(SELECT \(labelColumns(target)) FROM \(target) r WHERE r.id = t.\(field.column!))"
        }
        return (["t.id", "t.source", "t.custom"] + fields).joined(separator: ", ")
    }

    private func labelColumns(_ target: EntityName) -> String {
        let entity = Catalog.entity(target)!
        let present = columns(of: entity)
        let labels = entity.labels.filter(present.contains)
        return "coalesce(\((labels.map { "r.\($0)" } + ["'#' || r.id"]).joined(separator: ", ")))"
    }

    private func view(_ entity: Entity, _ statement: SQLiteStatement) throws(ImportFailure) -> RecordView {
        let id = UInt32(truncatingIfNeeded: statement.integer(0))
        var fields: [(name: String, value: String)] = []
        for (place, field) in entity.storedFields.enumerated() {
            if let value = statement.string(Int32(place + 3)) { fields.append((field.name, value)) }
        }
        for field in entity.fields {
            if let link = field.linkTable, let target = field.target {
                let members = try memberLabels(link, target, of: id)
                if !members.isEmpty { fields.append((field.name, members.joined(separator: ", "))) }
            }
        }
        if let source = statement.string(1) { fields.append(("source", source)) }
        if let custom = statement.string(2) { fields.append(("custom", custom)) }
        for external in try externalIDs(entity, id) { fields.append(("external_id", external)) }
        return RecordView(id: id, fields: fields)
    }

    private func memberLabels(_ link: LinkTable, _ target: EntityName, of id: UInt32) throws(ImportFailure) -> [String]
    {
        let statement = try prepare(
            "SELECT \(labelColumns(target)) FROM \(link.name) l JOIN \(target) r ON r.id = l.\(link.member) "
                + "WHERE l.\(link.owner) = ?1 ORDER BY 1")
        return try strings(statement, id)
    }

    private func externalIDs(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> [String] {
        let statement = try prepare(
            "SELECT source || ':' || value FROM external_ids WHERE record_id = ?1 AND entity = '\(entity.name)' ORDER BY 1"
        )
        return try strings(statement, id)
    }

    private func strings(_ statement: SQLiteStatement, _ id: UInt32) throws(ImportFailure) -> [String] {
        statement.bind(1, Int64(id))
        var texts: [String] = []
        while try statement.next() { texts.append(statement.string(0) ?? "") }
        return texts
    }
}
