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
        if record.mode == .update { return record.keys.contains { bound.isSuperset(of: $0.fields) } }
        let identity = record.entity.identity
        return identity.isEmpty || identity.contains { bound.isSuperset(of: $0.fields) }
    }

    /// The headers of which one would identify the records.
    private var identifying: String {
        let keys = record.mode == .update ? record.keys : record.entity.identity
        let mapped = keys.map { key in key.fields.compactMap(record.column).map(Self.written) }
        return mapped.filter { !$0.isEmpty }.map { $0.joined(separator: " and ") }.joined(separator: " or ")
    }

    /// How many of the mapped columns the file has.
    var found: Int {
        record.columns.count { !$0.source.headers.isEmpty && source($0) != nil }
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
        let names = Set(bound.shape.columns.map(\.target.name))
        bound.shape.keys = record.keys.filter { names.isSuperset(of: $0.fields) }
        return bound
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
        shape.blanks = column.blanks ?? mapping.read.blanks
        shape.onInvalid = column.onInvalid ?? (record.isEssential(name) ? .reject : .custom)
        shape.many = column.many
        return shape
    }

    private func source(_ column: ColumnMapping) -> CellSource? {
        switch column.source {
        case .constant(let text): return .constant(text)
        case .all(let name):
            let columns = header.columns(name)
            return columns.isEmpty ? nil : .joined(columns, with: ColumnMapper.setSeparator)
        case .joined(let references, let text):
            let columns = references.compactMap(header.column)
            let isWhole = columns.count == references.count || !isNeeded(column)
            return columns.isEmpty || !isWhole ? nil : .joined(columns, with: text)
        case .first(let references):
            let columns = references.compactMap(header.column)
            return columns.isEmpty ? nil : .first(columns)
        }
    }

    /// All columns must be there, or only what makes a record, as the mapping says.
    private func isNeeded(_ column: ColumnMapping) -> Bool {
        if let isOptional = column.isOptional { return !isOptional }
        return mapping.missingColumns == .stop || record.required.contains(column.target.name)
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
