import HelpDesk
import Tables

extension StoreSession {
    /// The records of a selection, in its order; some thousand at a time, so that a long list needs little memory.
    package func select(
        _ selection: RecordSelection, _ body: ([RecordView]) throws(ImportFailure) -> Void
    ) throws(ImportFailure) {
        let ids = try ids(selection).map(\.id)
        let columns = selection.columns.isEmpty ? selection.entity.viewPaths : selection.columns
        var reader = RecordReader(self, selection.entity, columns)
        for start in stride(from: 0, to: ids.count, by: Self.chunk) {
            try body(try reader.records(Array(ids[start..<min(start + Self.chunk, ids.count)])))
        }
    }

    /// SQLite takes 32,766 bound values at most.
    private static var chunk: Int { 10_000 }

    package func count(_ selection: RecordSelection) throws(ImportFailure) -> Int {
        guard exists(selection.entity) else { return 0 }
        try addSelectionFunctions()
        let statement = try prepare("SELECT count(*) FROM \(source(selection))" as SQLText)
        defer { statement.reset() }
        return try statement.next() ? Int(statement.integer(0)) : 0
    }

    /// The same records by groups, with what each group has in all; and how many groups there are.
    package func groups(
        _ selection: RecordSelection, by path: FieldPath
    ) throws(ImportFailure) -> (groups: [RecordGroup], count: Int) {
        let found = try ids(selection)
        let columns = selection.columns.isEmpty ? selection.entity.viewPaths : selection.columns
        var reader = RecordReader(self, selection.entity, columns)
        var values = RecordReader(self, selection.entity, [path])
        let isCut = found.count == selection.limit
        let totals = isCut ? try groupTotals(selection, path) : [:]
        var groups: [RecordGroup] = []
        var rest = found[...]
        while let key = rest.first?.group {
            let ids = rest.prefix { $0.group == key }.map(\.id)
            rest = rest.dropFirst(ids.count)
            groups.append(
                RecordGroup(
                    value: try values.records([ids[0]]).first?.fields.first?.value, total: totals[key] ?? ids.count,
                    records: try reader.records(ids)))
        }
        return (groups, max(totals.count, groups.count))
    }

    private func groupTotals(_ selection: RecordSelection, _ path: FieldPath) throws(ImportFailure) -> [StoredValue:
        Int]
    {
        let value = PathExpressions(session: self).value(path, from: selection.entity, "t")
        let statement = try prepare("SELECT \(value), count(*) FROM \(source(selection)) GROUP BY 1" as SQLText)
        var totals: [StoredValue: Int] = [:]
        while try statement.next() { totals[statement.value(0)] = Int(statement.integer(1)) }
        return totals
    }

    // MARK: Statements

    /// Ids in order, with the value that each is grouped by.
    func ids(_ selection: RecordSelection) throws(ImportFailure) -> [(id: UInt32, group: StoredValue)] {
        guard exists(selection.entity) else { return [] }
        try addSelectionFunctions()
        let statement = try prepare(idQuery(selection))
        var found: [(id: UInt32, group: StoredValue)] = []
        while try statement.next() {
            found.append((UInt32(truncatingIfNeeded: statement.integer(0)), statement.value(1)))
        }
        return found
    }

    func idQuery(_ selection: RecordSelection) -> SQLText {
        let group =
            selection.group.map { PathExpressions(session: self).value($0, from: selection.entity, "t") } ?? "NULL"
        return """
            SELECT t.id, \(group) FROM \(source(selection)) ORDER BY \(order(selection))
            LIMIT \(bind: .integer(Int64(selection.limit ?? -1)))
            """
    }

    /// Table and conditions. An index would save the order of ids at the price of a sort of all that it finds; without
    /// one, the scan ends when the page is full.
    private func source(_ selection: RecordSelection) -> SQLText {
        let compiler = ConditionCompiler(session: self)
        let live: SQLText = selection.isBinned ? "t.deleted_at IS NOT NULL" : "t.deleted_at IS NULL"
        var conditions = [live]
        if selection.after > 0 { conditions.append("t.id > \(bind: .integer(Int64(selection.after)))") }
        conditions += selection.conditions.map { compiler.sql($0, selection.entity, "t") }
        return "\(name: selection.entity.name.rawValue) t NOT INDEXED WHERE \(conditions.joined(" AND "))"
    }

    private func order(_ selection: RecordSelection) -> SQLText {
        var terms: [SQLText] = []
        if let group = selection.group { terms += groupTerms(group, selection.entity) }
        for sorting in selection.order { terms += sortTerms(sorting.path, selection.entity, sorting.isDescending) }
        return (terms + ["t.id"]).joined(", ")
    }

    /// Equal values stand together, whatever their order makes of them.
    private func groupTerms(_ path: FieldPath, _ entity: Entity) -> [SQLText] {
        sortTerms(path, entity, false) + [PathExpressions(session: self).value(path, from: entity, "t")]
    }

    /// Records without a value come last in either direction.
    private func sortTerms(_ path: FieldPath, _ entity: Entity, _ isDescending: Bool) -> [SQLText] {
        let expressions = PathExpressions(session: self)
        let value = expressions.value(path, from: entity, "t")
        let keys = Self.sortKeys(path, value, label: expressions.label(path, from: entity, "t"))
        let direction: SQLText = isDescending ? " DESC" : ""
        return ["(\(value)) IS NULL"] + keys.map { "\($0)\(direction)" }
    }

    /// Texts by their caseless form, numbers by size, picklists as the catalog lists them, references by their labels.
    private static func sortKeys(_ path: FieldPath, _ value: SQLText, label: SQLText) -> [SQLText] {
        guard case .field(let field) = path.subject else {
            return path.subject == .id ? [value] : ["caseless(\(value))"]
        }
        switch field.type {
        case .integer, .boolean, .duration, .date, .instant: return [value]
        case .decimal: return ["CAST(\(value) AS REAL)"]
        case .picklist(let list): return [rank(list, value)]
        case .reference: return ["caseless(\(label))"]
        default: return path.entity.isIdentifier(field) ? ["CAST(\(value) AS INTEGER)", value] : ["caseless(\(value))"]
        }
    }

    private static func rank(_ list: Picklist, _ value: SQLText) -> SQLText {
        let cases = list.names.enumerated().map { place, name -> SQLText in
            "WHEN \(bind: name) THEN \(bind: .integer(Int64(place)))"
        }
        return "CASE \(value) \(cases.joined(" ")) END"
    }

    /// Adds the functions that conditions use, once a session.
    func addSelectionFunctions() throws(ImportFailure) {
        guard !hasSelectionFunctions else { return }
        try SelectionFunctions.register(connection)
        hasSelectionFunctions = true
    }

    /// `zendesk:4711`, of every system that knows the records; by id. One scan for all of them.
    func externalIDs(_ entity: Entity, _ ids: [Int64]) throws(ImportFailure) -> [Int64: [String]] {
        let list = ids.map { id -> SQLText in "\(bind: .integer(id))" }.joined(", ")
        let statement = try prepare(
            """
            SELECT record_id, source || ':' || value FROM external_ids
            WHERE entity = \(bind: entity.name.rawValue) AND record_id IN (\(list)) ORDER BY 2
            """ as SQLText)
        var found: [Int64: [String]] = [:]
        while try statement.next() { found[statement.integer(0), default: []].append(statement.string(1) ?? "") }
        return found
    }
}
