import HelpDesk

/// Reads one line of `columns:`.
struct ColumnParser {
    let entity: Entity
    let decimal: Character?

    static let keys = [
        "from", "value", "transform", "values", "on_unknown", "on_invalid", "refers_to", "on_missing", "separator",
        "many", "date", "zone", "unit", "update", "blanks", "optional",
    ]

    /// What every entity has beside its fields.
    static let targets: [ColumnTarget] = [.externalID, .recordID, .action]

    /// The column that the line describes; several where it is for fields of which one gets the value.
    func parse(_ key: YAMLPlace, _ value: YAMLPlace) -> [ColumnMapping] {
        if let alternatives = entity.alternatives.first(where: { $0.name == key.text }) {
            return parse(alternatives, key, value)
        }
        guard let target = target(key), let (source, fields) = content(value) else { return [] }
        var column = complete(ColumnMapping(target, source), key, fields)
        column.reference = ReferenceParser(target: target).parse(fields)
        return [column]
    }

    private func parse(
        _ alternatives: FieldAlternatives, _ key: YAMLPlace, _ value: YAMLPlace
    ) -> [ColumnMapping] {
        let parser = AlternativesParser(entity: entity, alternatives: alternatives)
        guard let first = parser.fields.first, let (source, fields) = content(value) else { return [] }
        let column = complete(ColumnMapping(.field(first), source), key, fields)
        return parser.columns(column, fields)
    }

    /// Where the value comes from, and what else the line says.
    private func content(_ value: YAMLPlace) -> (source: ColumnSource, fields: [String: YAMLPlace])? {
        guard value.node.mapping != nil else { return HeaderParser.source(value).map { ($0, [:]) } }
        guard let fields = value.fields(Self.keys) else { return nil }
        return source(fields, in: value).map { ($0, fields) }
    }

    private func target(_ key: YAMLPlace) -> ColumnTarget? {
        let name = key.text ?? ""
        if let target = Self.targets.first(where: { $0.name == name }) { return target }
        if name.hasPrefix("custom.") { return customTarget(key, String(name.dropFirst("custom.".count))) }
        let fields = entity.fields.filter { !$0.isDerived }
        if let field = fields.first(where: { $0.name == name }) { return .field(field) }
        key.unknown("the field", name, among: Self.names(entity), of: "does not exist in \(entity.name)")
        return nil
    }

    /// What may stand on the left of a line.
    static func names(_ entity: Entity) -> [String] {
        entity.fields.filter { !$0.isDerived }.map(\.name) + entity.alternatives.map(\.name) + targets.map(\.name)
    }

    private func customTarget(_ key: YAMLPlace, _ name: String) -> ColumnTarget? {
        if !name.isEmpty && !name.hasPrefix("_") { return .custom(name) }
        key.mistake("a custom field needs a name that does not begin with an underscore")
        return nil
    }

    private func source(_ fields: [String: YAMLPlace], in place: YAMLPlace) -> ColumnSource? {
        switch (fields["from"], fields["value"]) {
        case (let from?, nil): return HeaderParser.source(from)
        case (nil, let value?): return value.string().map { .constant($0) }
        case (_?, let value?): value.mistake("either `from:` or `value:`, not both")
        case (nil, nil): place.mistake("`from:` (a column) or `value:` (a constant) is missing")
        }
        return nil
    }

    private func complete(
        _ column: ColumnMapping, _ key: YAMLPlace, _ fields: [String: YAMLPlace]
    ) -> ColumnMapping {
        var column = column
        column.line = key.line
        column.transforms = fields["transform"].map(TransformParser.parse) ?? []
        column.update = fields["update"]?.choice() ?? .always
        column.blanks = fields["blanks"]?.choice()
        column.onInvalid = fields["on_invalid"]?.choice()
        column.many = fields["many"]?.choice() ?? .add
        column.isOptional = fields["optional"]?.boolean()
        column.reading = ReadingParser(target: column.target, decimal: decimal).parse(fields)
        ColumnCheck(column: column, fields: fields, key: key).run()
        return column
    }
}
