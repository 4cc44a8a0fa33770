import HelpDesk
import Tables

extension StoreSession {
    /// Records that somebody calls so: by `#17`, an external id, or a value of any of the entity's keys. Those in the
    /// recycle bin only where no other is called so.
    package func find(_ entity: Entity, key: String) throws(ImportFailure) -> [UInt32] {
        var selection = RecordSelection(entity)
        selection.conditions = [entity.named(key)]
        selection.limit = Self.maxHits
        let live = try ids(selection).map(\.id)
        guard live.isEmpty else { return live }
        selection.isBinned = true
        return try ids(selection).map(\.id)
    }

    /// Records with the same name that are still shown.
    private static var maxHits: Int { 20 }

    /// What records are called that is near a name that nobody has; the nearest first, at most three. Of many records
    /// only those are looked at that begin like it.
    package func nearest(_ entity: Entity, to key: String) throws(ImportFailure) -> [String] {
        guard exists(entity) else { return [] }
        var selection = RecordSelection(entity)
        selection.limit = Self.maxCandidates + 1
        var found = try ids(selection).map(\.id)
        if found.count > Self.maxCandidates {
            selection.conditions = [entity.beginning(with: String(key.prefix(max(3, key.count / 3))))]
            found = try ids(selection).map(\.id)
        }
        let paths = entity.labelSubjects.map { FieldPath(entity: entity, subject: $0, name: "") }
        var reader = RecordReader(self, entity, paths)
        let labels = try reader.records(found).flatMap { $0.fields.map(\.value.text) }
        return Self.three(nearest: key, labels)
    }

    /// Names that are compared with a wrong one; more would take seconds.
    private static var maxCandidates: Int { 2_000 }

    private static func three(nearest key: String, _ labels: [String]) -> [String] {
        var rest = Set(labels.filter { $0.count <= 100 })
        var found: [String] = []
        while found.count < 3, let label = NearestName.of(key, among: rest.sorted()) {
            found.append(label)
            rest.remove(label)
        }
        return found
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
