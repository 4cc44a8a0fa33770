import HelpDesk
import Tables

/// Which rows may make a record: by their action column, or all alike by the shape's mode.
struct RowActions: Sendable {
    private let column: Int?
    private let modeCreates: Bool
    /// Rows say nothing but who belongs to whom.
    let isMembership: Bool
    /// Fields and other targets that say which record a row is about.
    private let keys: Set<String>
    private let association: String?

    init(_ shape: RecordShape) {
        column = shape.actionColumn
        modeCreates = shape.mode.mayCreate
        isMembership = shape.mode == .members
        let names = shape.keys.flatMap(\.fields)
        keys = Set(names + (names.contains("full_name") ? ["first_name", "last_name"] : [])).union(Self.always)
        association = shape.entity.association
    }

    /// Looked at in every row, whatever it asks for.
    private static let always = [ColumnTarget.action, .recordID].map(\.name)

    /// Whether any row may; where none may, nothing has to be demanded.
    var mayAnyCreate: Bool { column != nil || modeCreates }

    /// Whether this row may. The action column is checked before all others.
    @inline(__always)
    func mayCreate(_ batch: RecordBatch, _ row: Int) -> Bool {
        guard let column else { return modeCreates }
        return mayCreate(batch, row, column)
    }

    /// Whether the row's values are written at all: a row that deletes needs no more than a key.
    func writes(_ batch: RecordBatch, _ row: Int) -> Bool {
        guard let column, batch.values.column(column)[row].hasValue else { return true }
        return action(batch, row, column)?.bringsRecord ?? true
    }

    /// Whether anybody looks at what the row says in a column: a row that deletes says enough with a key.
    func looks(at target: String, _ batch: RecordBatch, _ row: Int) -> Bool {
        guard let column, batch.values.column(column)[row].hasValue, let action = action(batch, row, column) else {
            return true
        }
        return action.bringsRecord || keys.contains(target) || (action.isAssociation && target == association)
    }

    @inline(never)
    private func mayCreate(_ batch: RecordBatch, _ row: Int, _ column: Int) -> Bool {
        let span = batch.values.column(column)[row]
        // Nobody knows what is asked for, and it may be a deletion.
        if span.kind == .invalid { return false }
        guard span.hasValue else { return modeCreates }
        return action(batch, row, column)?.mayCreate ?? true
    }

    private func action(_ batch: RecordBatch, _ row: Int, _ column: Int) -> RecordAction? {
        RecordAction(rawValue: batch.rows.string(batch.values.column(column)[row]))
    }
}
