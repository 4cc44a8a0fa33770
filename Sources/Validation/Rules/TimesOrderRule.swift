import HelpDesk
import Tables

/// Instants of a record that must follow one another, such as opened, resolved, closed (`times.order`, a warning).
struct TimesOrderRule {
    private let pairs: [(earlier: Int, later: Int)]
    private let shape: RecordShape
    private let table: Int

    /// Nil where the shape binds no two of the entity's ordered instants.
    init?(_ shape: RecordShape, table: Int) {
        let bound = shape.entity.chronology.compactMap { shape.column($0) }
        guard bound.count > 1 else { return nil }
        pairs = zip(bound, bound.dropFirst()).map { ($0, $1) }
        self.shape = shape
        self.table = table
    }

    func check(_ batch: RecordBatch) {
        for (earlier, later) in pairs {
            let first = batch.values.column(earlier)
            let second = batch.values.column(later)
            for row in 0..<batch.count where first[row].hasValue && second[row].hasValue {
                if batch.rows.isOrdered(first[row], second[row]) || batch.state(row) == .absent { continue }
                report(batch, row, earlier, later)
            }
        }
    }

    private func report(_ batch: RecordBatch, _ row: Int, _ earlier: Int, _ later: Int) {
        let info = batch.rows.rows[row]
        let names = [earlier, later].map { shape.columns[$0].target.name }
        batch.report(
            Finding(
                .timesOrder, .warning,
                at: Position(table: table, row: info.number, line: info.line, offset: info.offset),
                column: shape.columns[later].sourceColumn, field: names[1],
                value: batch.rows.string(batch.values.column(later)[row]), names),
            row: row)
    }
}

extension RowBatch {
    /// Whether two canonical instants stand in the order of time: their texts compare like the times.
    fileprivate func isOrdered(_ first: TextSpan, _ second: TextSpan) -> Bool {
        !bytes(second).lexicographicallyPrecedes(bytes(first))
    }
}
