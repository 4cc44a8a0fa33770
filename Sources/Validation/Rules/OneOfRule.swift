import HelpDesk
import Tables

/// A record that may be created needs a value in one field of each group of the catalog, such as an attachment's ticket
/// or comment (`reference.missing`).
struct OneOfRule {
    private struct Group {
        let name: String
        let columns: [Int]
    }

    private let groups: [Group]
    private let table: Int
    private let actions: RowActions
    /// Columns whose invalid values reject the row: what is wrong with it has been said.
    private let rejecting: Set<Int>

    /// Nil where the entity has no such groups, or no new record is made.
    init?(_ shape: RecordShape, table: Int) {
        actions = RowActions(shape)
        guard actions.mayAnyCreate, !shape.entity.oneOf.isEmpty else { return nil }
        groups = shape.entity.oneOf.map { fields in
            Group(name: fields.joined(separator: " or "), columns: fields.compactMap { shape.column($0) })
        }
        rejecting = Set(shape.columns.indices.filter { shape.columns[$0].onInvalid == .reject })
        self.table = table
    }

    func check(_ batch: RecordBatch) {
        for group in groups {
            for row in 0..<batch.count where batch.state(row) != .absent && !has(batch, group, row) {
                if actions.mayCreate(batch, row) { report(batch, row, group) }
            }
        }
    }

    private func has(_ batch: RecordBatch, _ group: Group, _ row: Int) -> Bool {
        for column in group.columns {
            let span = batch.values.column(column)[row]
            if span.hasValue || (span.kind == .invalid && rejecting.contains(column)) { return true }
        }
        return false
    }

    private func report(_ batch: RecordBatch, _ row: Int, _ group: Group) {
        let info = batch.rows.rows[row]
        let position = Position(table: table, row: info.number, line: info.line, offset: info.offset)
        batch.report(Finding(.referenceMissing, .error, at: position, [group.name]), row: row)
    }
}
