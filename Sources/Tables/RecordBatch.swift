/// What has become of a row so far.
package enum RowState: UInt8, Sendable {
    /// Still on its way.
    case accepted
    /// Has at least one finding that is an error.
    case rejected
    /// The mapping's `when:` says that this row makes no record of this entity, or it is the header once more. Not
    /// counted as a record.
    case absent
}

/// The rows of a `RowBatch` as typed fields of one entity, column by column.
///
/// The columns are those of the pass's `RecordShape` (in `HelpDesk`), in its order. Values are canonical text, exactly
/// as the store writes it (booleans "0"/"1", instants `yyyy-MM-ddTHH:mm:ssZ`, tags a JSON array); references still are
/// the text that names the target; several references in one cell are joined by U+001F.
package final class RecordBatch: @unchecked Sendable {
    package let rows: RowBatch
    /// Values, `[column][row]`; spans into `rows.text`.
    package let values: ColumnMatrix<TextSpan>
    /// Hashes of normalised key parts and references, `[hash column][row]`; 0 is "no value".
    package let hashes: ColumnMatrix<UInt64>
    /// The content hash over the shape's plain columns (see `ByteHasher.share`); the resolver adds the references.
    package let content: RawArray<UInt64>
    /// `RowState` by row.
    package let states: RawArray<UInt8>
    /// Findings in row order; `findings[i].position.row` is the table's row number.
    package var findings: [Finding] = []
    /// Index of the batch's row for each finding, in step with `findings`.
    package var findingRows: [Int] = []
    /// Raw texts to keep under `custom`, by batch row: (row, key, text). Only rows that have some.
    package var kept: [KeptText] = []

    /// Index of the table in the run's list of tables.
    package var table = 0

    package var count: Int { rows.rows.count }

    package init(rows: RowBatch, columns: Int, hashColumns: Int) {
        self.rows = rows
        values = ColumnMatrix(columns: columns, rows: 4_096)
        hashes = ColumnMatrix(columns: hashColumns, rows: 4_096)
        content = RawArray(capacity: 4_096)
        states = RawArray(capacity: 4_096)
    }

    /// Prepares for the rows now in `rows`: every row accepted, no findings.
    package func begin() {
        let count = rows.rows.count
        values.resize(rows: count)
        hashes.resize(rows: count)
        content.removeAll()
        content.reserve(count)
        content.count = count
        content.base.update(repeating: 0, count: count)
        states.removeAll()
        states.reserve(count)
        states.count = count
        states.base.update(repeating: RowState.accepted.rawValue, count: count)
        findings.removeAll(keepingCapacity: true)
        findingRows.removeAll(keepingCapacity: true)
        kept.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    package func state(_ row: Int) -> RowState { RowState(rawValue: states.base[row]).unsafelyUnwrapped }

    /// Notes a finding about a row; an error rejects the row.
    package func report(_ finding: Finding, row: Int) {
        findings.append(finding)
        findingRows.append(row)
        if finding.severity == .error { states.base[row] = RowState.rejected.rawValue }
    }
}

/// A raw text that found no place in a field and is kept under the record's `custom`.
package struct KeptText: Sendable, Equatable {
    package var row: Int
    /// `region` for a custom column, `_invalid.phone` for a value that did not fit, `_reference.owner` for a name
    /// that was not found.
    package var key: String
    package var text: String

    package init(row: Int, key: String, text: String) {
        self.row = row
        self.key = key
        self.text = text
    }
}
