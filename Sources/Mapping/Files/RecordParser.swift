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
        let columns = columns(fields["columns"], entity, mode, in: place)
        let bound = Set(columns.map(\.target.name))
        let keys = fields["key"].map { KeyParser(entity: entity, bound: bound).parse($0) }
        var record = RecordMapping(
            entity: entity,
            when: fields["when"].flatMap(HeaderParser.reference),
            keys: keys ?? RecordMapping.defaultKeys(entity, bound: bound),
            mode: mode, columns: columns,
            required: required(fields["required"], entity, columns), line: place.line)
        if mode != .update && mode != .members { record.required += entity.fields.filter(\.isRequired).map(\.name) }
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

    private func columns(
        _ place: YAMLPlace?, _ entity: Entity, _ mode: RecordMode, in record: YAMLPlace
    ) -> [ColumnMapping] {
        guard let place else {
            record.mistake("`columns:` is missing: which column each field takes")
            return []
        }
        var columns: [ColumnMapping] = []
        for (key, value) in place.entries("lines such as `email: E-mail`") ?? [] {
            let parsed = ColumnParser(entity: entity, decimal: decimal).parse(key, value)
            noteRepeat(parsed, key, of: columns)
            if mode == .members { noteForeign(parsed, key, entity) }
            columns += parsed
        }
        return columns
    }

    /// A field that another line fills already: `author_agent` beside `author`.
    private func noteRepeat(_ parsed: [ColumnMapping], _ key: YAMLPlace, of columns: [ColumnMapping]) {
        let names = Set(columns.map(\.target.name))
        for column in parsed where names.contains(column.target.name) {
            let other = columns.first { $0.target.name == column.target.name }
            let name = other?.reference?.group ?? column.target.name
            return key.mistake("\"\(column.target.name)\" gets its value from \"\(name)\" already")
        }
    }

    /// Membership files say who belongs to whom, and nothing else.
    private func noteForeign(_ parsed: [ColumnMapping], _ key: YAMLPlace, _ entity: Entity) {
        let keys = Set(RecordMapping.keys(of: entity).flatMap(\.fields))
        let sets = entity.fields.filter(\.isMany).map(\.name)
        for column in parsed where column.target.field?.isMany != true && !keys.contains(column.target.name) {
            let list = sets.isEmpty ? "and \(entity.name) have none" : "\(sets.joined(separator: ", "))"
            key.mistake(
                "\"\(column.target.name)\" does not belong into `mode: members`, which takes keys and sets of references "
                    + "only (\(list))")
        }
    }

    private func required(_ place: YAMLPlace?, _ entity: Entity, _ columns: [ColumnMapping]) -> [String] {
        guard let place else { return [] }
        let bound = Set(columns.map(\.target.name))
        let items = place.items() ?? [place]
        return items.compactMap { item in
            guard let name = item.string() else { return nil }
            if bound.contains(name) { return name }
            if let last = columns.last(where: { $0.reference?.group == name }) { return last.target.name }
            if ColumnParser.names(entity).contains(name) {
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
        if record.isAboutKnown {
            if record.keys.isEmpty { place.mistake("no key is mapped by which \(entity.name) could be found") }
            if record.mode == .members { noteNoSet(record, in: place) }
            return
        }
        for name in record.required where entity.field(name)?.isRequired == true && !bound.contains(name) {
            place.mistake("\(entity.name) need a value for \"\(name)\", and no column is mapped to it")
        }
        for group in entity.oneOf where bound.isDisjoint(with: group) {
            place.mistake(
                "\(entity.name) need a value for \(group.joined(separator: " or ")), and no column is mapped to it")
        }
        if !entity.identity.isEmpty && !entity.identity.contains(where: { bound.isSuperset(of: $0.fields) }) {
            let keys = entity.identity.map(\.description).joined(separator: ", or ")
            place.mistake("\(entity.name) need something that identifies them: \(keys)")
        }
    }

    private func noteNoSet(_ record: RecordMapping, in place: YAMLPlace) {
        let sets = record.entity.fields.filter(\.isMany).map(\.name)
        if record.columns.contains(where: { $0.target.field?.isMany == true }) { return }
        let remedy =
            sets.isEmpty
            ? "\(record.entity.name) have no sets of references" : "map \(sets.joined(separator: " or "))"
        place.mistake("`mode: members` says who belongs to whom: \(remedy)")
    }
}
