import Reporting
import Storage
import Tables

/// Rows of a run that stand in rejects files, by the places that these name in their first column: whatever becomes of
/// such a row now, the row that it comes from waits no longer.
struct CorrectedRows {
    private let isRejects: [Bool]
    private(set) var places: Set<OpenRowPlace> = []

    init(_ plan: ImportPlan) {
        isRejects = plan.tables.map { $0.table.header.names.starts(with: RejectsColumns.names) }
    }

    mutating func note(_ changes: ChangeBatch) {
        let records = changes.records
        guard isRejects[records.table] else { return }
        for row in 0..<records.count where changes.outcome(row) != .absent && changes.outcome(row) != .deferred {
            let info = records.rows.rows[row]
            guard info.cellCount > 0 else { continue }
            let cell = records.rows.cells[Int(info.firstCell)]
            guard cell.hasValue, let source = RowReference(records.rows.string(cell)) else { continue }
            places.insert(
                OpenRowPlace(run: source.run, entity: changes.shape.entity.name, file: source.file, row: source.row))
        }
    }
}
