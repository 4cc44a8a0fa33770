import HelpDesk
import Tables

/// Reads records as `RecordView`s: the columns of a statement, and what they become.
struct RecordReader {
    private let session: StoreSession
    private let entity: Entity
    private let columns: [FieldPath]
    /// The first column of each path in the statement.
    private let places: [Int32]
    /// Of the records that are read next; looked up for many of them at once.
    private var externalIDs: [Int64: [String]] = [:]
    /// What the statement selects: the id, then one or two columns a path.
    private let selected: SQLText

    init(_ session: StoreSession, _ entity: Entity, _ columns: [FieldPath]) {
        self.session = session
        self.entity = entity
        self.columns = columns
        let expressions = PathExpressions(session: session)
        var selected: [SQLText] = ["t.id"]
        var places: [Int32] = []
        for path in columns {
            places.append(Int32(selected.count))
            selected += expressions.columns(path, from: entity, "t")
        }
        self.places = places
        self.selected = selected.joined(", ")
    }

    /// The records with these ids, in this order.
    mutating func records(_ ids: [UInt32]) throws(ImportFailure) -> [RecordView] {
        if columns.contains(where: { $0.subject == .externalID && $0.steps.isEmpty }) {
            externalIDs = try session.externalIDs(entity, ids.map(Int64.init))
        }
        var records: [RecordView] = []
        for id in ids {
            let statement = try session.prepare(
                "SELECT \(selected) FROM \(name: entity.name.rawValue) t WHERE t.id = \(bind: .integer(Int64(id)))"
                    as SQLText)
            if try statement.next() { records.append(try record(statement)) }
            statement.reset()
        }
        return records
    }

    private func record(_ statement: SQLiteStatement) throws(ImportFailure) -> RecordView {
        var fields: [(name: String, value: RecordValue)] = []
        for (path, place) in zip(columns, places) {
            if let value = try value(path, statement, place) { fields.append((path.name, value)) }
        }
        return RecordView(id: UInt32(truncatingIfNeeded: statement.integer(0)), fields: fields)
    }

    /// The value of a path whose columns begin at `place`; nil for NULL, and for empty sets.
    private func value(_ path: FieldPath, _ statement: SQLiteStatement, _ place: Int32) throws(ImportFailure)
        -> RecordValue?
    {
        guard let text = statement.string(place) else { return nil }
        switch path.subject {
        case .id: return .integer(statement.integer(place))
        case .source, .custom, .fullName: return .text(text)
        case .customValues:
            let values = CustomValues(json: text).values.sorted { $0.key < $1.key }
            return .customValues(values.map { RecordValue.CustomValue(key: $0.key, value: $0.value) })
        case .externalID where path.steps.isEmpty: return externalIDs[statement.integer(0)].map(RecordValue.texts)
        case .externalID:
            let texts = try session.externalIDs(path.entity, [statement.integer(place)]).values.first
            return texts.map(RecordValue.texts)
        case .field(let field): return try value(field, text, statement, place)
        }
    }

    private func value(
        _ field: Field, _ text: String, _ statement: SQLiteStatement, _ place: Int32
    ) throws(ImportFailure) -> RecordValue? {
        switch field.type {
        case .integer: return .integer(statement.integer(place))
        case .decimal: return .decimal(text)
        case .boolean: return .boolean(statement.integer(place) != 0)
        case .duration: return .duration(statement.integer(place))
        case .tags: return .texts((try? JSONTexts.parse(text)) ?? [text])
        case .reference: return .reference(Self.label(statement, place))
        case .references(let target, let link):
            let members = try members(link, target, of: statement.integer(place))
            return members.isEmpty ? nil : .references(members)
        case .text, .email, .phone, .url, .date, .instant, .picklist, .language, .timeZone: return .text(text)
        }
    }

    private static func label(_ statement: SQLiteStatement, _ place: Int32) -> RecordLabel {
        let id = UInt32(truncatingIfNeeded: statement.integer(place))
        return RecordLabel(id: id, text: statement.string(place + 1) ?? "#\(id)")
    }

    private func members(_ link: LinkTable, _ target: EntityName, of id: Int64) throws(ImportFailure) -> [RecordLabel] {
        guard session.schema.existing[link.name] != nil, let target = Catalog.entity(target), session.exists(target)
        else { return [] }
        let statement = try session.prepare(
            """
            SELECT r.id, \(PathExpressions(session: session).label(target, "r")) FROM \(name: link.name) l
            JOIN \(name: target.name.rawValue) r ON r.id = l.\(name: link.member)
            WHERE l.\(name: link.owner) = \(bind: .integer(id)) AND r.deleted_at IS NULL ORDER BY 2
            """ as SQLText)
        var labels: [RecordLabel] = []
        while try statement.next() { labels.append(Self.label(statement, 0)) }
        return labels
    }
}

/// Paths as SQL expressions; each step is a look-up by id.
struct PathExpressions {
    let session: StoreSession

    /// References give id and label, all else one column. Sets and external ids give the id that has them.
    func columns(_ path: FieldPath, from entity: Entity, _ alias: String) -> [SQLText] {
        var columns = [value(path, from: entity, alias)]
        if case .field(let field) = path.subject, !field.isMany, field.target != nil {
            columns.append(label(path, from: entity, alias))
        }
        return columns
    }

    /// The stored value.
    func value(_ path: FieldPath, from entity: Entity, _ alias: String) -> SQLText {
        walk(path.steps[...], entity, alias) { end, alias in self.leaf(path.subject, end, alias) }
    }

    /// What a reference at the end of the path leads to, as people call it.
    func label(_ path: FieldPath, from entity: Entity, _ alias: String) -> SQLText {
        guard case .field(let field) = path.subject else { return "NULL" }
        return walk(path.steps[...] + [field], entity, alias) { end, alias in self.label(end, alias) }
    }

    private func walk(
        _ steps: ArraySlice<Field>, _ entity: Entity, _ alias: String, _ end: (Entity, String) -> SQLText
    ) -> SQLText {
        guard let step = steps.first else { return end(entity, alias) }
        guard let target = step.target.flatMap(Catalog.entity), session.exists(target), let column = step.column,
            session.columns(of: entity).contains(column)
        else { return "NULL" }
        let next = "p\(steps.count)"
        let inner = walk(steps.dropFirst(), target, next, end)
        return """
            (SELECT \(inner) FROM \(name: target.name.rawValue) \(name: next)
            WHERE \(name: next).id = \(name: alias).\(name: column))
            """
    }

    private func leaf(_ subject: Subject, _ entity: Entity, _ alias: String) -> SQLText {
        switch subject {
        case .id, .externalID: return "\(name: alias).id"
        case .source: return "\(name: alias).source"
        case .customValues: return "\(name: alias).custom"
        case .fullName: return ConditionCompiler.fullName(alias)
        case .custom(let key):
            let (path, key) = CustomValues.place(of: key)
            return """
                (SELECT j.value FROM json_each(\(name: alias).custom, \(bind: path)) j WHERE j.key = \(bind: key))
                """
        case .field(let field):
            if field.isMany { return "\(name: alias).id" }
            guard let column = field.column, session.columns(of: entity).contains(column) else { return "NULL" }
            return "\(name: alias).\(name: column)"
        }
    }

    /// What people call a record: the first of the entity's labels that has a value.
    func label(_ entity: Entity, _ alias: String) -> SQLText {
        let present = session.columns(of: entity)
        let columns = entity.labels.compactMap { entity.field($0)?.column }.filter(present.contains)
        let labels = columns.map { column -> SQLText in "\(name: alias).\(name: column)" }
        return "coalesce(\((labels + ["'#' || \(name: alias).id"]).joined(", ")))"
    }
}
