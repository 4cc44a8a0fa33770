import HelpDesk

/// Reads a line for fields of which one gets the value: `author: { from: Author, refers_to: [agents.email,
/// contacts.email] }` looks for an agent first, then for a contact.
struct AlternativesParser {
    let entity: Entity
    let alternatives: FieldAlternatives

    /// The fields in the catalog's order.
    var fields: [Field] { alternatives.fields.compactMap(entity.field) }

    /// One column for each field that is looked up, in the order of `refers_to:`, else of the catalog; all of them take
    /// the same cell.
    func columns(_ column: ColumnMapping, _ fields: [String: YAMLPlace]) -> [ColumnMapping] {
        let onMissing: MissingPolicy? = fields["on_missing"]?.choice()
        let chosen = fields["refers_to"].map(named) ?? usual
        if onMissing == .create, let last = chosen.last {
            ReferenceParser.noteImpossible(last.key, last.entity, fields["on_missing"])
        }
        return chosen.map { choice in
            var column = column
            column.target = .field(choice.field)
            column.reference = ReferenceBinding(
                entity: choice.entity.name, key: choice.key, onMissing: onMissing ?? choice.field.onMissing)
            column.reference?.group = alternatives.name
            return column
        }
    }

    private typealias Choice = (field: Field, entity: Entity, key: KeySpec)

    private var usual: [Choice] {
        fields.compactMap { field in
            guard let entity = field.target.flatMap(Catalog.entity) else { return nil }
            return ReferenceParser.defaultKey(entity).map { (field, entity, $0) }
        }
    }

    /// Every key of every field, as a mapping writes it.
    private var choices: [(name: String, choice: Choice)] {
        fields.flatMap { field -> [(name: String, choice: Choice)] in
            guard let entity = field.target.flatMap(Catalog.entity) else { return [] }
            return ReferenceParser.lookUps(entity).map { ("\(entity.name).\($0)", (field, entity, $0)) }
        }
    }

    private func named(_ place: YAMLPlace) -> [Choice] {
        let known = choices
        var chosen: [Choice] = []
        for item in place.items() ?? [place] {
            guard let text = item.string() else { continue }
            guard let choice = known.first(where: { $0.name == text })?.choice else {
                item.unknown("the key", text, among: known.map(\.name), of: "finds no \(alternatives.name)")
                continue
            }
            if chosen.contains(where: { $0.field == choice.field }) {
                item.mistake("\(choice.entity.name) are looked up by one key only")
            } else {
                chosen.append(choice)
            }
        }
        return chosen
    }
}

extension Entity {
    /// The entities that a line of a mapping may refer to, by the name on its left: several for alternatives.
    func targets(of name: String) -> [Entity] {
        let names = alternatives.first { $0.name == name }?.fields ?? [name]
        return names.compactMap { field($0)?.target.flatMap(Catalog.entity) }
    }

    /// The fields that a line of a mapping fills, by the name on its left.
    func fieldNames(_ name: String) -> [String] { alternatives.first { $0.name == name }?.fields ?? [name] }
}
