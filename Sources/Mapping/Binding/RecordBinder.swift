import HelpDesk
import Tables

/// Binds one record mapping to the columns of a header.
struct RecordBinder {
    let mapping: TableMapping
    let record: RecordMapping
    let header: HeaderIndex

    /// Headers that must be in the file and are not.
    var missing: [String] {
        var missing = record.columns.filter { isNeeded($0) && source($0) == nil }.map(Self.written)
        if let when = record.when, header.column(when) == nil { missing.append(when.description) }
        if missing.isEmpty && !isIdentified { missing.append(identifying) }
        return missing
    }

    /// True where the file has something by which its records can be told apart, as far as the entity asks for it.
    private var isIdentified: Bool {
        let bound = Set(record.columns.filter { source($0) != nil }.map(\.target.name))
        if isAboutKnown { return !keys(bound).isEmpty }
        let identity = record.entity.identity
        return (identity.isEmpty || identity.contains { bound.isSuperset(of: $0.fields) })
            && record.entity.oneOf.allSatisfy { !bound.isDisjoint(with: $0) }
    }

    /// The headers of which one would identify the records.
    private var identifying: String {
        let choices = record.entity.oneOf.flatMap { $0.map { KeySpec([$0]) } }
        let keys = isAboutKnown ? record.keys : record.entity.identity + choices
        let mapped = keys.map { key in key.fields.compactMap(record.column).map(Self.written) }
        return mapped.filter { !$0.isEmpty }.map { $0.joined(separator: " and ") }.joined(separator: " or ")
    }

    /// Rows may be about known records only: a key will do, and whatever else there is.
    private var isAboutKnown: Bool { record.mode == .update || record.mode == .members || hasAction }

    /// Whether the file has the column that says what is to be done.
    private var hasAction: Bool {
        record.column(ColumnTarget.action.name).map { bound($0.source) != nil } ?? false
    }

    /// Whether the file is a list of records that are there, by their ids, and a preset reads it.
    private var isListed: Bool {
        guard mapping.origin == .preset, let id = record.column(ColumnTarget.recordID.name) else { return false }
        return source(id) != nil
    }

    /// Columns that a list has and that nobody edits there: what the database keeps beside the fields, in a form of its
    /// own, and labels, which follow their fields.
    var listedColumns: Set<Int> {
        guard isListed else { return [] }
        let names = ["source", "custom", ColumnTarget.externalID.name]
        return Set((names + record.entity.fields.filter(\.isDerived).map(\.name)).flatMap(header.columns))
    }

    /// How many of the mapped columns the file has; alternatives for one cell are one.
    var found: Int {
        let there = record.columns.filter { !$0.source.headers.isEmpty && source($0) != nil }
        return Set(there.map { $0.reference?.group ?? $0.target.name }).count
    }

    /// The columns of the file that this record takes.
    var used: Set<Int> {
        var used = Set(record.when.flatMap(header.column).map { [$0] } ?? [])
        for column in record.columns {
            switch source(column) {
            case .first(let columns)?, .joined(let columns, _)?: used.formUnion(columns)
            case .constant?, .derived?, nil: break
            }
        }
        return used
    }

    func bind(_ words: ValueWords) -> BoundRecord {
        var bound = BoundRecord(
            shape: RecordShape(entity: record.entity, source: mapping.source, columns: [], keys: []),
            sources: [], transforms: [], when: record.when.flatMap(header.column), width: header.names.count,
            shortRows: mapping.read.shortRows, nullValues: mapping.read.nullValues,
            clearToken: mapping.read.clearToken)
        bound.shape.mode = record.mode
        bound.shape.duplicates = mapping.read.duplicates
        bound.shape.binned = mapping.read.binned
        for column in record.columns {
            guard let source = source(column) else { continue }
            var shape = shapeColumn(column, source)
            if let field = column.target.field { words.complete(&shape.reading, of: field, in: record.entity.name) }
            bound.add(shape, source, column.transforms)
        }
        bound.addLabels()
        let keys = keys(Set(bound.shape.columns.map(\.target.name)))
        if hasAction { addMissing(record.required, to: &bound) { $0.isRequired = true } }
        addMissing(keys.flatMap(\.fields), to: &bound) { $0.update = .never }
        bound.shape.keys = keys
        return bound
    }

    /// The alternatives that the file has the columns of; where it has none but ids, one that lacks only parts that may
    /// be blank.
    private func keys(_ names: Set<String>) -> [KeySpec] {
        let optional = record.entity.optionalKeyParts
        let whole = record.keys.filter { names.isSuperset(of: $0.fields) }
        guard whole.allSatisfy(RecordMapping.isID) else { return whole }
        let partial = record.keys.first { key in
            !whole.contains(key) && !names.isDisjoint(with: key.fields)
                && Set(key.fields).subtracting(names).isSubset(of: optional)
        }
        return whole + [partial].compactMap { $0 }
    }

    /// Fields that the file has no column of are blank in every row: parts of a key, and what a new record needs where
    /// rows may make one or not.
    private func addMissing(
        _ fields: [String], to bound: inout BoundRecord, _ adjust: (inout ShapeColumn) -> Void
    ) {
        for name in fields.uniqued() where bound.shape.column(name) == nil {
            guard let field = record.entity.field(name) else { continue }
            var column = ShapeColumn(.field(field))
            if let target = field.target.flatMap(Catalog.entity), let key = ReferenceParser.defaultKey(target) {
                column.reference = ReferenceBinding(entity: target.name, key: key, onMissing: field.onMissing)
            }
            adjust(&column)
            bound.add(column, .derived, [])
        }
    }

    private func shapeColumn(_ column: ColumnMapping, _ source: CellSource) -> ShapeColumn {
        let name = column.target.name
        var shape = ShapeColumn(column.target)
        shape.sourceColumn = source.firstColumn
        shape.header = shape.sourceColumn.map { header.names[$0] }
        shape.reading = column.reading
        shape.reference = column.reference
        shape.isRequired = record.required.contains(name)
        shape.update = column.update
        shape.blanks = isKept(column) ? column.blanks ?? mapping.read.blanks : .keep
        shape.onInvalid = column.onInvalid ?? (record.isEssential(name) || !isKept(column) ? .reject : .custom)
        shape.many = column.many
        return shape
    }

    /// What to do, and with which record, is no value of the record.
    private func isKept(_ column: ColumnMapping) -> Bool { column.target != .action && column.target != .recordID }

    /// In a file that says nothing of actions, a column called `id` is more likely another system's: presets take it for
    /// the record's number only beside an action, or where a command is the action.
    private func source(_ column: ColumnMapping) -> CellSource? {
        if column.target == .recordID, mapping.origin == .preset, !hasAction, !record.isCommanded { return nil }
        if column.target == .externalID, isListed { return nil }
        return bound(column.source) { columns, all in columns == all || !isNeeded(column) }
    }

    private func bound(_ source: ColumnSource, isWhole: (Int, Int) -> Bool = { _, _ in true }) -> CellSource? {
        switch source {
        case .constant(let text): return .constant(text)
        case .all(let name):
            let columns = header.columns(name)
            return columns.isEmpty ? nil : .joined(columns, with: ColumnMapper.setSeparator)
        case .joined(let references, let text):
            let columns = references.compactMap(header.column)
            return columns.isEmpty || !isWhole(columns.count, references.count) ? nil : .joined(columns, with: text)
        case .first(let references):
            let columns = references.compactMap(header.column)
            return columns.isEmpty ? nil : .first(columns)
        }
    }

    /// All columns must be there, or only what makes a record, as the mapping says.
    private func isNeeded(_ column: ColumnMapping) -> Bool {
        if let isOptional = column.isOptional { return !isOptional }
        return mapping.missingColumns == .stop
            || (record.required.contains(column.target.name) && !hasAction)
    }

    private static func written(_ column: ColumnMapping) -> String {
        switch column.source {
        case .first(let references): references.map(\.description).joined(separator: " or ")
        case .joined(let references, _): references.map(\.description).joined(separator: " and ")
        case .all(let header): header
        case .constant(let text): text
        }
    }
}

extension BoundRecord {
    mutating func add(_ column: ShapeColumn, _ source: CellSource, _ transforms: [AnyTransform]) {
        shape.columns.append(column)
        sources.append(source)
        self.transforms.append(transforms)
    }

    /// Keeps a column that nothing maps.
    mutating func keep(column: Int, header: String, key: String) {
        var shape = ShapeColumn(.custom(key))
        shape.sourceColumn = column
        shape.header = header
        add(shape, .first([column]), [])
    }
}

extension CellSource {
    /// The column that a message names.
    var firstColumn: Int? {
        switch self {
        case .first(let columns), .joined(let columns, _): columns.first
        case .constant, .derived: nil
        }
    }
}
