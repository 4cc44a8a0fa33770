import HelpDesk
import Tables

/// Instants of a record that must follow one another, such as opened, resolved, closed (`times.order`, a warning).
struct TimesOrderRule {
    /// Columns of the shape, in the order in which their times should follow.
    private let columns: [Int]
    private let shape: RecordShape
    private let table: Int
    private let actions: RowActions

    /// Nil where the shape binds no two of the entity's ordered instants.
    init?(_ shape: RecordShape, table: Int) {
        columns = shape.entity.chronology.compactMap { shape.column($0) }
        guard columns.count > 1 else { return nil }
        self.shape = shape
        actions = RowActions(shape)
        self.table = table
    }

    func check(_ batch: RecordBatch) {
        for row in 0..<batch.count where batch.state(row) != .absent && actions.writes(batch, row) {
            check(batch, row)
        }
    }

    /// Compares each time with the last one before it that is there.
    private func check(_ batch: RecordBatch, _ row: Int) {
        var earlier: Int?
        for later in columns where batch.values.column(later)[row].hasValue {
            if let earlier, !batch.rows.isOrdered(batch.values.column(earlier)[row], batch.values.column(later)[row]) {
                report(batch, row, earlier, later)
            }
            earlier = later
        }
    }

    private func report(_ batch: RecordBatch, _ row: Int, _ earlier: Int, _ later: Int) {
        let info = batch.rows.rows[row]
        let names = [earlier, later].map { shape.columns[$0].target.name }
        let times = [earlier, later].map { batch.rows.string(batch.values.column($0)[row]) }
        batch.report(
            Finding(
                .timesOrder, .warning,
                at: Position(table: table, row: info.number, line: info.line, offset: info.offset),
                column: shape.columns[later].sourceColumn, field: names[1],
                value: times[1], names + times),
            row: row)
    }
}

extension RowBatch {
    /// Whether two canonical instants stand in the order of time: their texts compare like the times.
    fileprivate func isOrdered(_ first: TextSpan, _ second: TextSpan) -> Bool {
        !bytes(second).lexicographicallyPrecedes(bytes(first))
    }
}
