import HelpDesk

/// Reads `key:`, a list of alternatives; each one is a field or a list of fields.
struct KeyParser {
    let entity: Entity
    let bound: Set<String>

    func parse(_ place: YAMLPlace) -> [KeySpec] {
        let items = place.items() ?? [place]
        if items.isEmpty { place.mistake("at least one key belongs here") }
        return items.compactMap(alternative)
    }

    private func alternative(_ place: YAMLPlace) -> KeySpec? {
        let fields = place.strings()
        guard !fields.isEmpty, fields.allSatisfy({ isField($0, place) }) else { return nil }
        guard let key = key(Set(fields)) else {
            let known = usable.map(Self.written).joined(separator: ", ")
            place.mistake("\(entity.name) are not found by \(Self.written(KeySpec(fields))) (keys: \(known))")
            return nil
        }
        let missing = fields.filter { !bound.contains($0) }
        guard missing.isEmpty else {
            place.mistake("the key needs \(missing.joined(separator: ", ")), and no column is mapped to it")
            return nil
        }
        return key
    }

    /// The key of these fields; parts that may be blank can be left out where no other key is meant.
    private func key(_ fields: Set<String>) -> KeySpec? {
        usable.first { Set($0.fields) == fields }
            ?? usable.first { key in
                fields.isSubset(of: key.fields)
                    && Set(key.fields).subtracting(fields).isSubset(of: entity.optionalKeyParts)
            }
    }

    private var usable: [KeySpec] { RecordMapping.keys(of: entity) }

    private func isField(_ name: String, _ place: YAMLPlace) -> Bool {
        if usable.contains([name]) || entity.field(name) != nil { return true }
        let names = Set(usable.flatMap(\.fields)).sorted()
        place.unknown("the key field", name, among: names, of: "does not exist in \(entity.name)")
        return false
    }

    private static func written(_ key: KeySpec) -> String {
        key.fields.count == 1 ? key.fields[0] : "[\(key.fields.joined(separator: ", "))]"
    }
}
