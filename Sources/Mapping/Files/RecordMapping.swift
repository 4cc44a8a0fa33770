import HelpDesk

/// How a row becomes one record.
package struct RecordMapping: Sendable, Hashable {
    package var entity: Entity
    /// The record is made only where this column has a value.
    package var when: HeaderReference?
    /// Alternatives, in order, as given or by default; all of their fields are mapped.
    package var keys: [KeySpec]
    package var mode: RecordMode
    package var columns: [ColumnMapping]
    /// Targets that a row must have a value for: what the entity demands and what the mapping adds.
    package var required: [String]
    package var line: Int

    package func column(_ target: String) -> ColumnMapping? {
        columns.first { $0.target.name == target }
    }

    /// True where a row's value for the target decides whether there is a record at all.
    func isEssential(_ target: String) -> Bool {
        required.contains(target) || keys.contains { $0.fields.contains(target) }
    }
}

extension RecordMapping {
    /// The keys of a record whose mapping names none: the external id and the unique keys that are bound, else the
    /// first other key that is; after a compound also its plain last field, for rows without the first.
    package static func defaultKeys(_ entity: Entity, bound: Set<String>) -> [KeySpec] {
        let usable = entity.keys.filter { $0 != .fullName && bound.isSuperset(of: $0.fields) }
        let unique = usable.filter { entity.unique.contains($0) }
        let external = usable.filter { $0 == .externalID }
        guard unique.isEmpty else { return external + unique }
        let others = usable.filter { $0 != .externalID }
        guard let first = others.first else { return external }
        let plain = others.filter { $0 != first && $0.fields == [first.fields.last!] }
        return external + [first] + plain
    }
}
