import HelpDesk
import Tables

/// Which rows may make a record: by their action column, or all alike by the shape's mode.
struct RowActions: Sendable {
    private let column: Int?
    private let modeCreates: Bool
    /// Rows say nothing but who belongs to whom.
    let isMembership: Bool

    init(_ shape: RecordShape) {
        column = shape.columns.firstIndex { $0.target == .action }
        modeCreates = shape.mode.mayCreate
        isMembership = shape.mode == .members
    }

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

    @inline(never)
    private func mayCreate(_ batch: RecordBatch, _ row: Int, _ column: Int) -> Bool {
        guard batch.values.column(column)[row].hasValue else { return modeCreates }
        return action(batch, row, column)?.mayCreate ?? true
    }

    private func action(_ batch: RecordBatch, _ row: Int, _ column: Int) -> RecordAction? {
        RecordAction(rawValue: batch.rows.string(batch.values.column(column)[row]))
    }
}
