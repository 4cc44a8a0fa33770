import HelpDesk
import Tables

extension StoreSession {
    /// Ids and labels of records that somebody calls so: by `#17`, an external id, or a value of any of the entity's
    /// keys, with the case and the spaces that people write. Twenty at most.
    ///
    /// - Parameter inBin: looks in the recycle bin, and nowhere else.
    package func called(
        _ key: String, _ entity: Entity, inBin: Bool = false
    ) throws(ImportFailure) -> [(id: UInt32, label: String)] {
        guard exists(entity) else { return [] }
        let number = key.hasPrefix("#") ? UInt32(key.dropFirst()) : nil
        let condition = number.map { "id = \($0)" } ?? keyConditions(entity).joined(separator: " OR ")
        let statement = try prepare(
            "SELECT id, \(labelExpression(entity)) FROM \(entity.name) "
                + "WHERE deleted_at IS \(inBin ? "NOT " : "")NULL AND (\(condition)) ORDER BY id LIMIT 20")
        if number == nil { statement.bindCopy(1, key) }
        var found: [(id: UInt32, label: String)] = []
        while try statement.next() {
            found.append((UInt32(truncatingIfNeeded: statement.integer(0)), statement.string(1) ?? ""))
        }
        return found
    }

    private func keyConditions(_ entity: Entity) -> [String] {
        let present = columns(of: entity)
        let plain = entity.keys.filter { $0.fields.count == 1 }.compactMap { entity.field($0.fields[0])?.column }
        var conditions = Set(plain).intersection(present).sorted().map { "\($0) = ?1 COLLATE NOCASE" }
        conditions.append(
            "id IN (SELECT record_id FROM external_ids WHERE entity = '\(entity.name)' AND value = ?1)")
        if entity.keys.contains(.fullName) {
            conditions.append("trim(ifnull(first_name, '') || ' ' || ifnull(last_name, '')) = ?1 COLLATE NOCASE")
        }
        return conditions
    }

    private func labelExpression(_ entity: Entity) -> String {
        let labels = entity.labels.filter(columns(of: entity).contains)
        return "coalesce(\((labels + ["NULL", "NULL"]).joined(separator: ", ")))"
    }

    /// Texts of fields of a record, by name; those without a value are left out.
    package func texts(
        _ entity: Entity, _ id: UInt32, _ names: [String]
    ) throws(ImportFailure) -> [String: String] {
        let present = columns(of: entity)
        let fields = names.compactMap(entity.field).filter { present.contains($0.column ?? "") }
        let columns = ["id"] + fields.compactMap(\.column)
        let statement = try prepare("SELECT \(columns.joined(separator: ", ")) FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        var texts: [String: String] = [:]
        guard try statement.next() else { return texts }
        for (place, field) in fields.enumerated() { texts[field.name] = statement.string(Int32(place + 1)) }
        return texts
    }

    /// Ids and labels of all live records, by id.
    package func labels(_ entity: Entity, limit: Int) throws(ImportFailure) -> [(id: UInt32, label: String)] {
        guard exists(entity) else { return [] }
        let statement = try prepare(
            "SELECT id, \(labelExpression(entity)) FROM \(entity.name) WHERE deleted_at IS NULL ORDER BY id LIMIT ?1")
        statement.bind(1, Int64(limit))
        var found: [(id: UInt32, label: String)] = []
        while try statement.next() {
            found.append((UInt32(truncatingIfNeeded: statement.integer(0)), statement.string(1) ?? ""))
        }
        return found
    }
}
