import Tables

/// Tells rows of data that are the table's own header once more.
package struct RepeatedHeader: Sendable, Equatable {
    /// The row (from 1) of the first of `rows`.
    private let first: Int
    /// Without white space around the names.
    private let rows: [[[UInt8]]]
    /// The first name of each row: enough to tell nearly all rows of data apart.
    private let probes: [Probe]

    private struct Probe: Equatable {
        let column: Int
        let name: [UInt8]
    }

    /// Nil where the header has fewer than two names: a single one may be a value too.
    init?(rows: [[String]], at first: Int) {
        self.first = first
        self.rows = rows.map { $0.map(Self.trimmed) }
        probes = self.rows.compactMap { row in
            guard row.count(where: { !$0.isEmpty }) > 1, let column = row.firstIndex(where: { !$0.isEmpty }) else {
                return nil
            }
            return Probe(column: column, name: row[column])
        }
        if probes.count < rows.count || rows.isEmpty { return nil }
    }

    private static func trimmed(_ name: String) -> [UInt8] {
        Array(name.utf8).withUnsafeBufferPointer { Array($0[WhiteSpace.trimmed($0)]) }
    }

    /// A quick look at one cell.
    func mayBe(_ row: Int, of batch: RowBatch) -> Bool {
        for probe in probes where isSame(row, probe.column, probe.name, batch) { return true }
        return false
    }

    /// The header's row that this one repeats: the same names in the same columns, and nothing else.
    func row(_ row: Int, of batch: RowBatch) -> Int? {
        rows.firstIndex { names in
            let count = max(Int(batch.rows[row].cellCount), names.count)
            return (0..<count).allSatisfy { isSame(row, $0, names[safe: $0] ?? [], batch) }
        }.map { first + $0 }
    }

    private func isSame(_ row: Int, _ column: Int, _ name: [UInt8], _ batch: RowBatch) -> Bool {
        let info = batch.rows[row]
        guard column < Int(info.cellCount) else { return name.isEmpty }
        let bytes = batch.bytes(batch.cells[Int(info.firstCell) + column])
        guard bytes.count >= name.count else { return false }
        let range = WhiteSpace.trimmed(bytes)
        return range.count == name.count && bytes[range].elementsEqual(name)
    }
}
