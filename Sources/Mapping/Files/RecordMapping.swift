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
    /// A command says what is done with records that are there.
    package var isCommanded = false

    /// A row can say itself what is done with its record.
    var hasAction: Bool { column(ColumnTarget.action.name) != nil }

    /// Rows are about records that are there already, or may be: a key is all that the mapping needs.
    var isAboutKnown: Bool { mode == .update || mode == .members || hasAction }

    package func column(_ target: String) -> ColumnMapping? {
        columns.first { $0.target.name == target }
    }

    /// True where a row's value for the target decides whether there is a record at all.
    func isEssential(_ target: String) -> Bool {
        required.contains(target) || keys.contains { $0.fields.contains(target) }
    }
}

extension RecordMapping {
    /// The keys by which a row's record may be found. A full name finds the target of a reference; it does not say which
    /// record a row is.
    static func keys(of entity: Entity) -> [KeySpec] { [.recordID] + entity.keys.filter { $0 != .fullName } }

    /// The keys of a record whose mapping names none: the record's number, the external id and the unique keys that are
    /// bound, else the first other key that is; after a compound also its plain last field, for rows without the first.
    /// Where none is bound as a whole, one that lacks only parts that may be blank will do.
    package static func defaultKeys(_ entity: Entity, bound: Set<String>) -> [KeySpec] {
        let usable = keys(of: entity).filter { bound.isSuperset(of: $0.fields) }
        let unique = usable.filter { entity.unique.contains($0) }
        let ids = usable.filter { isID($0) }
        guard unique.isEmpty else { return ids + unique }
        let others = usable.filter { !isID($0) }
        guard let first = others.first else { return ids + incomplete(entity, bound: bound) }
        let plain = others.filter { $0 != first && $0.fields == [first.fields.last!] }
        return ids + [first] + plain
    }

    static func isID(_ key: KeySpec) -> Bool { key == .recordID || key == .externalID }

    /// The first key of which only parts that may be blank are not bound.
    private static func incomplete(_ entity: Entity, bound: Set<String>) -> [KeySpec] {
        let key = entity.keys.first { key in
            let missing = Set(key.fields).subtracting(bound)
            return !isID(key) && missing.count < key.fields.count && missing.isSubset(of: entity.optionalKeyParts)
        }
        return key.map { [$0] } ?? []
    }
}
