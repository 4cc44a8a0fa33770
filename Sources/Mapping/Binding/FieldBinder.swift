import HelpDesk
import Tables

/// A column of a table that names its own field: what a command makes of the words `FIELD=VALUE`.
package struct FieldColumn: Sendable, Hashable {
    package var target: ColumnTarget
    /// The key of the record that a reference names; nil: what people write for it.
    package var key: KeySpec?
    /// Columns of the same group are alternatives for one cell; see `ReferenceBinding.group`.
    package var group: String?
    package var many = ManyPolicy.replace
    package var update = UpdatePolicy.always
    /// The place of the cell in its row.
    package var cell: Int

    package init(_ target: ColumnTarget, cell: Int) {
        self.target = target
        self.cell = cell
    }
}

/// Binds tables whose columns are named by fields, without a mapping file: what was typed is meant, so a blank cell
/// empties its field, and a value that does not fit or a reference that is not found rejects its row.
package enum FieldBinder {
    /// What reports call the mapping.
    package static let mappingName = "command"

    package static func bind(
        _ table: any TableSource, entity: Entity, columns: [FieldColumn], keys: [KeySpec], mode: RecordMode,
        words: ValueWords = .installed
    ) -> BoundTable {
        let names = table.header.names
        var record = BoundRecord(
            shape: RecordShape(entity: entity, source: TableMapping.defaultSource, columns: [], keys: keys),
            sources: [], transforms: [], when: nil, width: names.count, shortRows: .reject, nullValues: [],
            clearToken: nil)
        record.shape.mode = mode
        for column in columns {
            var shape = shapeColumn(column, header: names[column.cell])
            if let field = column.target.field { words.complete(&shape.reading, of: field, in: entity.name) }
            record.add(shape, .first([column.cell]), [])
        }
        record.addLabels()
        return BoundTable(
            table: table, mapping: mapping, records: [record], ignoredHeaders: [], keptHeaders: [], columnNames: names,
            headerRows: 1)
    }

    private static func shapeColumn(_ column: FieldColumn, header: String) -> ShapeColumn {
        var shape = ShapeColumn(column.target)
        shape.sourceColumn = column.cell
        shape.header = header
        shape.blanks = .clear
        shape.onInvalid = .reject
        shape.many = column.many
        shape.update = column.update
        if let target = column.target.field?.target, let entity = Catalog.entity(target) {
            let key = column.key ?? ReferenceParser.defaultKey(entity) ?? .externalID
            shape.reference = ReferenceBinding(entity: target, key: key, onMissing: .reject)
            shape.reference?.group = column.group
        }
        return shape
    }

    private static var mapping: TableMapping {
        TableMapping(
            name: mappingName, title: mappingName, source: TableMapping.defaultSource, read: ReadOptions(),
            recognise: [], records: [], unmapped: .ignore, missingColumns: .allow, seen: nil, origin: .proposed(""),
            file: "", line: 0, folder: "")
    }
}

extension BoundRecord {
    /// A picklist keeps the source's own label beside it.
    mutating func addLabels() {
        for column in shape.columns where column.target.field?.picklist != nil {
            guard let field = shape.entity.field(column.target.name + "_label") else { continue }
            var label = ShapeColumn(.field(field))
            label.sourceColumn = column.sourceColumn
            label.header = column.header
            label.update = column.update
            label.blanks = column.blanks
            add(label, .derived, [])
        }
    }
}
