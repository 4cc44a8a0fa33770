import HelpDesk
import Tables

extension StoreSession {
    /// Records that somebody calls so: by `#17`, an external id, or a value of any of the entity's keys. Those in the
    /// recycle bin only where no other is called so.
    package func find(_ entity: Entity, key: String) throws(ImportFailure) -> [UInt32] {
        let live = try called(key, entity)
        return live.isEmpty ? try called(key, entity, inBin: true) : live
    }

    /// The same, of the live records alone or, `inBin`, of those in the recycle bin. Twenty at most.
    package func called(_ key: String, _ entity: Entity, inBin: Bool = false) throws(ImportFailure) -> [UInt32] {
        var selection = RecordSelection(entity)
        selection.conditions = [entity.named(key)]
        selection.isBinned = inBin
        selection.limit = Self.maxHits
        return try ids(selection).map(\.id)
    }

    /// Records with the same name that are still shown.
    private static var maxHits: Int { 20 }

    /// What records are called that is near a name that nobody has; the nearest first, at most three. Of many records
    /// only those are looked at that begin like it.
    ///
    /// - Parameter inBin: looks in the recycle bin, and nowhere else.
    package func nearest(
        _ entity: Entity, to key: String, inBin: Bool = false
    ) throws(ImportFailure) -> [String] {
        var selection = RecordSelection(entity)
        selection.isBinned = inBin
        selection.limit = Self.maxCandidates + 1
        if try ids(selection).count > Self.maxCandidates {
            selection.conditions = [entity.beginning(with: String(key.prefix(max(3, key.count / 3))))]
        }
        selection.columns = entity.nameSubjects.map { FieldPath(entity: entity, subject: $0, name: "") }
        let typed = KeyNormalizer.caselessForm(key)
        var names: Set<String> = []
        try select(selection) { records throws(ImportFailure) in
            for name in records.lazy.flatMap(\.fields).map(\.value.text)
            where name.count <= 100 && KeyNormalizer.caselessForm(name) != typed { names.insert(name) }
        }
        return NearestName.several(key, among: names.sorted(), limit: 3)
    }

    /// Records whose names are compared with a wrong one; more would take seconds.
    private static var maxCandidates: Int { 20_000 }

    /// What a person calls a record: the first of its entity's labels that has a value, else `#17`.
    package func label(_ id: UInt32, of name: EntityName) throws(ImportFailure) -> String {
        guard let entity = Catalog.entity(name), exists(entity) else { return "#\(id)" }
        let labels = entity.labels.filter(columns(of: entity).contains)
        let statement = try prepare(
            "SELECT coalesce(\((labels + ["'#' || id", "NULL"]).joined(separator: ", "))) FROM \(name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next() ? statement.string(0) ?? "#\(id)" : "#\(id)"
    }

    /// The ids of the live records, in order.
    package func liveIDs(_ entity: Entity, limit: Int? = nil) throws(ImportFailure) -> [UInt32] {
        var selection = RecordSelection(entity)
        selection.limit = limit
        return try ids(selection).map(\.id)
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

    /// The condition for records that a contact may see. The contact is one of `ids`.
    package func visible(_ visibility: Visibility, of entity: Entity, to ids: [UInt32]) throws(ImportFailure)
        -> Condition
    {
        guard let own = entity.field(visibility.contact), let group = entity.field(visibility.group),
            let contact = own.target.flatMap(Catalog.entity)
        else { return .any([]) }
        var parts: [Condition] = ids.map { .related(own, .isRecord($0)) }
        let names = [visibility.allows, visibility.group]
        let paths = names.compactMap { name in
            contact.field(name).map { FieldPath(entity: contact, subject: .field($0), name: name) }
        }
        var reader = RecordReader(self, contact, paths)
        for record in try reader.records(ids) where record[visibility.allows] == .boolean(true) {
            guard case .reference(let label)? = record[visibility.group] else { continue }
            parts.append(.related(group, .isRecord(label.id)))
        }
        return .any(parts)
    }
}
