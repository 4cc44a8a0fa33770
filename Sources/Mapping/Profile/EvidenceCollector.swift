import Tables

/// Collects what the columns of a table say of themselves, batch by batch, in constant memory: the survey's work.
///
/// Column by column within a batch, so that one column's registers stay in the cache. Used by one thread.
package final class EvidenceCollector {
    private let header: [String]
    private let columns: [ColumnCollector]
    private var rows = 0

    /// The same in every run, for the same file has to give the same evidence: a proposal that differs refuses a check.
    /// A file whose values are made to collide deceives about nothing but itself.
    private static let seed: UInt64 = 0x6576_6964_656E_6365

    /// - Parameters:
    ///   - header: the column names; cells behind the last one are not looked at.
    ///   - nullValues: cells that mean nothing.
    package init(header: [String], nullValues: [String] = []) {
        self.header = header
        let hasher = ByteHasher(seed: EvidenceCollector.seed)
        let cleaner = CellCleaner(nullValues: nullValues, clearToken: nil)
        columns = header.map { _ in ColumnCollector(hasher: hasher, cleaner: cleaner) }
    }

    /// Takes the rows that a reader has put into the batch.
    package func add(_ batch: RowBatch) {
        rows += batch.rows.count
        for (index, column) in columns.enumerated() { column.add(batch, column: index) }
    }

    /// What was collected so far.
    package var evidence: [ColumnEvidence] {
        zip(header, columns).enumerated().map { index, column in
            var evidence = ColumnEvidence(column: index, header: column.0)
            evidence.rows = rows
            column.1.fill(&evidence)
            return evidence
        }
    }
}
