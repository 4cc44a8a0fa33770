import HelpDesk

/// Reads one item of `records:`.
struct RecordParser {
    let decimal: Character?

    static let keys = ["entity", "when", "key", "mode", "columns", "required"]

    func parse(_ place: YAMLPlace) -> RecordMapping? {
        guard let fields = place.fields(Self.keys), let entity = entity(fields["entity"], in: place) else {
            return nil
        }
        let mode: RecordMode = fields["mode"]?.choice() ?? .upsert
        let columns = columns(fields["columns"], entity, in: place)
        let bound = Set(columns.map(\.target.name))
        let keys = fields["key"].map { KeyParser(entity: entity, bound: bound).parse($0) }
        var record = RecordMapping(
            entity: entity,
            when: fields["when"].flatMap(HeaderParser.reference),
            keys: keys ?? RecordMapping.defaultKeys(entity, bound: bound),
            mode: mode, columns: columns,
            required: required(fields["required"], entity, bound), line: place.line)
        if mode != .update { record.required += entity.fields.filter(\.isRequired).map(\.name) }
        noteMissing(record, bound, in: fields["columns"] ?? place)
        return record
    }

    private func entity(_ place: YAMLPlace?, in record: YAMLPlace) -> Entity? {
        guard let place else {
            record.mistake("`entity:` is missing")
            return nil
        }
        guard let name = place.string() else { return nil }
        if let entity = Catalog.entity(EntityName(rawValue: name)) { return entity }
        let names = Catalog.entities.map(\.name.rawValue)
        place.unknown("the entity", name, among: names, of: "does not exist")
        return nil
    }

    private func columns(_ place: YAMLPlace?, _ entity: Entity, in record: YAMLPlace) -> [ColumnMapping] {
        guard let place else {
            record.mistake("`columns:` is missing: which column each field takes")
            return []
        }
        let entries = place.entries("lines such as `email: E-mail`") ?? []
        return entries.compactMap { key, value in
            ColumnParser(entity: entity, decimal: decimal).parse(key, value)
        }
    }

    private func required(_ place: YAMLPlace?, _ entity: Entity, _ bound: Set<String>) -> [String] {
        guard let place else { return [] }
        let items = place.items() ?? [place]
        return items.compactMap { item in
            guard let name = item.string() else { return nil }
            if bound.contains(name) { return name }
            if entity.field(name) != nil || ["external_id", "id"].contains(name) {
                item.mistake("\"\(name)\" is required but no column is mapped to it")
            } else {
                item.unknown("the required field", name, among: bound.sorted(), of: "is not mapped")
            }
            return nil
        }
    }

    /// What the entity cannot do without must have a column.
    private func noteMissing(_ record: RecordMapping, _ bound: Set<String>, in place: YAMLPlace) {
        let entity = record.entity
        if record.mode == .update {
            if record.keys.isEmpty { place.mistake("no key is mapped by which \(entity.name) could be found") }
            return
        }
        for name in record.required where entity.field(name)?.isRequired == true && !bound.contains(name) {
            place.mistake("\(entity.name) need a value for \"\(name)\", and no column is mapped to it")
        }
        if !entity.identity.isEmpty && !entity.identity.contains(where: { bound.isSuperset(of: $0.fields) }) {
            let keys = entity.identity.map(\.description).joined(separator: ", or ")
            place.mistake("\(entity.name) need something that identifies them: \(keys)")
        }
    }
}
