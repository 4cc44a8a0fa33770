import HelpDesk

/// Reads `refers_to:` and `on_missing:`, and fills in what a mapping leaves out.
struct ReferenceParser {
    let target: ColumnTarget

    func parse(_ fields: [String: YAMLPlace]) -> ReferenceBinding? {
        guard let field = target.field, let name = field.target, let entity = Catalog.entity(name) else {
            for key in ["refers_to", "on_missing"] {
                fields[key]?.mistake("\"\(target.name)\" refers to nothing, so `\(key):` does not belong here")
            }
            return nil
        }
        let key = fields["refers_to"].map { self.key($0, entity) } ?? Self.defaultKey(entity)
        let onMissing: MissingPolicy = fields["on_missing"]?.choice() ?? field.onMissing
        guard let key else { return nil }
        if onMissing == .create { Self.noteImpossible(key, entity, fields["on_missing"]) }
        return ReferenceBinding(entity: name, key: key, onMissing: onMissing)
    }

    /// What people write for a record: its unique key if that is one field, else its name.
    static func defaultKey(_ entity: Entity) -> KeySpec? {
        let plain = lookUps(entity).filter { $0 != .externalID && $0 != .fullName }
        return plain.first { entity.unique.contains($0) } ?? plain.first
    }

    static func lookUps(_ entity: Entity) -> [KeySpec] {
        entity.keys.filter { $0.fields.count == 1 }
    }

    private func key(_ place: YAMLPlace, _ entity: Entity) -> KeySpec? {
        guard let text = place.string() else { return nil }
        let names = Self.lookUps(entity).map { "\(entity.name).\($0)" }
        if let index = names.firstIndex(of: text) { return Self.lookUps(entity)[index] }
        place.unknown("the key", text, among: names, of: "finds no \(entity.name)")
        return nil
    }

    /// A record can be made from its key alone only where it needs nothing else.
    static func noteImpossible(_ key: KeySpec, _ entity: Entity, _ place: YAMLPlace?) {
        let lacking = entity.fields.filter { $0.isRequired && !key.fields.contains($0.name) }.map(\.name)
        let isIdentified = entity.identity.isEmpty || entity.identity.contains(key)
        if lacking.isEmpty && isIdentified { return }
        let needed = lacking.first ?? entity.identity[0].description
        place?.mistake("\(entity.name) cannot be created from \(key) alone, they need \(needed)")
    }
}
