import HelpDesk
import Tables

/// Makes SQL of a condition. Every piece is true, false or NULL, where NULL counts as false.
///
/// What a reference leads to is looked for first and once, in a subquery that does not depend on the record
/// (`account_id IN (SELECT id FROM accounts WHERE …)`): the scan of the records themselves ends when the page is full.
struct ConditionCompiler {
    let session: StoreSession

    /// `alias` is what the statement calls the entity's table; subqueries get one of their own for each step.
    func sql(_ condition: Condition, _ entity: Entity, _ alias: String, depth: Int = 0) -> SQLText {
        switch condition {
        case .all(let parts): join(parts, " AND ", none: "1", entity, alias, depth)
        case .any(let parts): join(parts, " OR ", none: "0", entity, alias, depth)
        case .not(.not(let inner)): "(\(sql(inner, entity, alias, depth: depth)) IS TRUE)"
        case .not(let inner): "(\(sql(inner, entity, alias, depth: depth)) IS NOT TRUE)"
        case .related(let field, let inner): related(field, inner, entity, alias, depth)
        case .test(let subject, let test): self.test(subject, test, entity, alias)
        }
    }

    private func join(
        _ parts: [Condition], _ separator: SQLText, none: SQLText, _ entity: Entity, _ alias: String, _ depth: Int
    ) -> SQLText {
        // What is deep comes first: behind others, each level would take more of the small stack of SQLite's parser.
        let ordered = parts.filter { $0.depth > 2 } + parts.filter { $0.depth <= 2 }
        let parts = ordered.map { sql($0, entity, alias, depth: depth) }
        return parts.isEmpty ? none : "(\(parts.joined(separator)))"
    }

    // MARK: References

    private func related(
        _ field: Field, _ inner: Condition, _ entity: Entity, _ alias: String, _ depth: Int
    ) -> SQLText {
        guard let target = field.target.flatMap(Catalog.entity), session.exists(target) else { return "0" }
        let record = "r\(depth)"
        let fulfils = sql(inner, target, record, depth: depth + 1)
        if let link = field.linkTable {
            guard session.schema.existing[link.name] != nil else { return "0" }
            return """
                \(name: alias).id IN (SELECT l.\(name: link.owner) FROM \(name: link.name) l
                JOIN \(name: target.name.rawValue) \(name: record) ON \(name: record).id = l.\(name: link.member)
                WHERE \(name: record).deleted_at IS NULL AND \(fulfils))
                """
        }
        guard let column = column(field, entity, alias) else { return "0" }
        if case .test(.id, let test) = inner { return values(column, test) }
        return """
            \(column) IN (SELECT \(name: record).id FROM \(name: target.name.rawValue) \(name: record) NOT INDEXED
            WHERE \(fulfils))
            """
    }

    /// Nil where the database does not have the column yet.
    private func column(_ field: Field, _ entity: Entity, _ alias: String) -> SQLText? {
        guard let column = field.column, session.columns(of: entity).contains(column) else { return nil }
        return "\(name: alias).\(name: column)"
    }

    // MARK: Tests

    private func test(_ subject: Subject, _ test: ValueTest, _ entity: Entity, _ alias: String) -> SQLText {
        switch subject {
        case .id: values("\(name: alias).id", test)
        case .source: values("\(name: alias).source", test)
        case .fullName: values(Self.fullName(alias), test)
        case .customValues: customValues(test, alias)
        case .custom(let key): custom(key, test, alias)
        case .externalID: externalID(entity.name.rawValue, test, alias)
        case .field(let field): self.field(field, test, entity, alias)
        }
    }

    /// As people see the ids of a record, the system stands in front: `zendesk:4711`. An id that is called so as a
    /// whole goes before that.
    private func externalID(_ entity: String, _ test: ValueTest, _ alias: String) -> SQLText {
        switch test {
        case .equals(let texts, _):
            "(\(texts.map { isKnown($0, to: entity, alias) }.joined(" OR ")))"
        case .contains(let text) where text.contains(":"):
            isKnown(values("x.source || ':' || x.value", test), entity, alias)
        default: isKnown(values("x.value", test), entity, alias)
        }
    }

    private func isKnown(_ text: String, to entity: String, _ alias: String) -> SQLText {
        let value: SQLText = "x.value = \(bind: text)"
        let whole = isKnown(value, entity, alias)
        let parts = text.indices.filter { text[$0] == ":" }.prefix(Self.maxSplits).map { colon -> SQLText in
            let (source, value) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
            return "(x.source = \(bind: source) AND x.value = \(bind: value))"
        }
        if parts.isEmpty { return whole }
        return """
            (\(whole) OR (NOT EXISTS (SELECT 1 \(Self.externalIDs(entity, value)))
            AND \(name: alias).id IN (SELECT x.record_id FROM external_ids x
            WHERE x.entity = \(bind: entity) AND (\(parts.joined(" OR "))))))
            """
    }

    /// Colons at which a system may end; what has more of them is no id with its system.
    private static let maxSplits = 8

    private func isKnown(_ test: SQLText, _ entity: String, _ alias: String) -> SQLText {
        "\(name: alias).id IN (SELECT x.record_id \(Self.externalIDs(entity, test)))"
    }

    /// The index begins with entity and source: naming every source that there is makes a look-up of a scan.
    private static func externalIDs(_ entity: String, _ test: SQLText) -> SQLText {
        """
        FROM external_ids x WHERE x.entity = \(bind: entity) AND \(test) AND x.source IN (
            WITH RECURSIVE s(name) AS (
                SELECT min(source) FROM external_ids WHERE entity = \(bind: entity)
                UNION ALL SELECT (SELECT min(source) FROM external_ids WHERE entity = \(bind: entity)
                                  AND source > s.name) FROM s WHERE s.name IS NOT NULL)
            SELECT name FROM s WHERE name IS NOT NULL)
        """
    }

    private func field(_ field: Field, _ test: ValueTest, _ entity: Entity, _ alias: String) -> SQLText {
        if field.linkTable != nil { return related(field, .all([]), entity, alias, 0) }
        guard let column = column(field, entity, alias) else { return "0" }
        if field.type == .tags, test != .isPresent {
            return "EXISTS (SELECT 1 FROM json_each(\(column)) j WHERE \(values("j.value", test)))"
        }
        return values(column, test)
    }

    /// First and last name as one text; NULL where there is neither.
    static func fullName(_ alias: String) -> SQLText {
        let parts = Entity.nameParts.map { part -> SQLText in "coalesce(\(name: alias).\(name: part), '')" }
        return "nullif(trim(\(parts.joined(" || ' ' || "))), '')"
    }

    /// What did not fit a field lies one level deeper: `custom._invalid.phone`.
    private func custom(_ key: String, _ test: ValueTest, _ alias: String) -> SQLText {
        let (path, key) = CustomValues.place(of: key)
        return """
            EXISTS (SELECT 1 FROM json_each(\(name: alias).custom, \(bind: path)) j
            WHERE j.key = \(bind: key) AND \(values("j.value", test)))
            """
    }

    /// One of them is enough; what fitted no field lies deeper than the others. Their names are no values.
    private func customValues(_ test: ValueTest, _ alias: String) -> SQLText {
        let custom: SQLText = "\(name: alias).custom"
        if test == .isPresent { return values(custom, test) }
        return "EXISTS (SELECT 1 FROM json_tree(\(custom)) j WHERE j.atom IS NOT NULL AND \(values("j.atom", test)))"
    }

    private func values(_ value: SQLText, _ test: ValueTest) -> SQLText {
        switch test {
        case .isPresent: "\(value) IS NOT NULL"
        case .equals(let texts, let form): "\(Self.form(value, form)) IN (\(Self.list(texts)))"
        case .contains(let text): "holds(\(bind: text), \(value))"
        case .containsDigits(let digits) where digits.hasPrefix("+"):
            "begins(\(bind: String(digits.dropFirst())), phone_digits(\(value)))"
        case .containsDigits(let digits): "holds(\(bind: digits), phone_digits(\(value)))"
        case .startsWith(let text): "begins(\(bind: text), \(value))"
        case .integer(let first, let last):
            Self.range(value, first.map { (">=", .integer($0)) }, last.map { ("<=", .integer($0)) })
        case .span(let first, let end):
            Self.range(value, first.map { (">=", .text($0)) }, end.map { ("<", .text($0)) })
        case .text(let order, let text): "caseless(\(value)) \(name: order.rawValue) \(bind: text)"
        case .number(let order, let number):
            "(\(value) GLOB '[-+0-9]*' AND CAST(\(value) AS REAL) \(name: order.rawValue) CAST(\(bind: number) AS REAL))"
        }
    }

    private static func form(_ value: SQLText, _ form: KeyForm) -> SQLText {
        switch form {
        case .exact: value
        case .caseless: "caseless(\(value))"
        case .phone: "phone_digits(\(value))"
        }
    }

    private static func list(_ texts: [String]) -> SQLText {
        texts.map { text -> SQLText in "\(bind: text)" }.joined(", ")
    }

    private static func range(
        _ value: SQLText, _ first: (sign: String, bound: StoredValue)?, _ last: (sign: String, bound: StoredValue)?
    ) -> SQLText {
        let bounds = [first, last].compactMap { $0 }
        let parts = bounds.map { bound -> SQLText in "\(value) \(name: bound.sign) \(bind: bound.bound)" }
        return parts.isEmpty ? "\(value) IS NOT NULL" : "(\(parts.joined(" AND ")))"
    }
}

extension Condition {
    /// How many conditions are inside each other.
    fileprivate var depth: Int {
        switch self {
        case .all(let parts), .any(let parts): 1 + (parts.map(\.depth).max() ?? 0)
        case .not(let inner), .related(_, let inner): 1 + inner.depth
        case .test: 1
        }
    }
}

extension CustomValues {
    /// The JSON path of the object that has the key, and the key within it.
    static func place(of key: String) -> (path: String, key: String) {
        for group in groups where key.hasPrefix(group + ".") {
            return ("$." + group, String(key.dropFirst(group.count + 1)))
        }
        return ("$", key)
    }
}
