import HelpDesk
import Tables

/// A record that may be created needs a value for all parts of at least one identity (`identity.missing`).
///
/// Identities are those of the catalog and the keys that the mapping itself names.
struct IdentityRule {
    private struct Identity {
        let name: String
        let columns: [Int]
    }

    private let identities: [Identity]
    private let names: String
    private let table: Int
    private let actions: RowActions
    /// Columns whose invalid values reject the row: what is wrong with it has been said.
    private let rejecting: Set<Int>

    /// Nil where the entity needs no identity, or no new record is made.
    init?(_ shape: RecordShape, table: Int) {
        actions = RowActions(shape)
        guard actions.mayAnyCreate, !shape.entity.identity.isEmpty else { return nil }
        let catalog = shape.entity.identity
        let keys = catalog + shape.keys.filter { !catalog.contains($0) }
        identities = keys.compactMap { key in
            let columns = key.fields.compactMap { shape.column($0) }
            return columns.count == key.fields.count ? Identity(name: key.description, columns: columns) : nil
        }
        names = (identities.isEmpty ? catalog.map(\.description) : identities.map(\.name)).joined(separator: " or ")
        rejecting = Set(shape.columns.indices.filter { shape.columns[$0].onInvalid == .reject })
        self.table = table
    }

    func check(_ batch: RecordBatch) {
        for row in rowsWithoutFirst(batch) where batch.state(row) != .absent && actions.mayCreate(batch, row) {
            if !identities.dropFirst().contains(where: { has(batch, $0, row) }) { report(batch, row) }
        }
    }

    /// Most rows have a value in the first column of the first identity: only the others need a closer look.
    private func rowsWithoutFirst(_ batch: RecordBatch) -> [Int] {
        guard let first = identities.first else { return Array(0..<batch.count) }
        let isAlone = first.columns.count == 1
        let spans = batch.values.column(first.columns[0])
        var rows: [Int] = []
        for row in 0..<batch.count {
            if isAlone && spans[row].hasValue { continue }
            if !has(batch, first, row) { rows.append(row) }
        }
        return rows
    }

    private func has(_ batch: RecordBatch, _ identity: Identity, _ row: Int) -> Bool {
        for column in identity.columns {
            let span = batch.values.column(column)[row]
            if !span.hasValue && !(span.kind == .invalid && rejecting.contains(column)) { return false }
        }
        return true
    }

    private func report(_ batch: RecordBatch, _ row: Int) {
        let info = batch.rows.rows[row]
        let position = Position(table: table, row: info.number, line: info.line, offset: info.offset)
        batch.report(Finding(.identityMissing, .error, at: position, [names]), row: row)
    }
}
