import Tables

/// Collects what the columns of a table say of themselves, batch by batch, in constant memory: the survey's work.
///
/// Column by column within a batch, so that one column's registers stay in the cache. Used by one thread; several
/// threads have one each, and what these have found is put together at the end.
package final class EvidenceCollector {
    private let header: [String]
    private let hasher: ByteHasher
    private let cleaner: CellCleaner
    private let columns: [ColumnCollector]
    private var rows = 0

    /// The same in every run, for the same file has to give the same evidence: a proposal that differs refuses a check.
    /// A file whose values are made to collide deceives about nothing but itself.
    private static let seed: UInt64 = 0x6576_6964_656E_6365

    /// - Parameters:
    ///   - header: the column names; cells behind the last one are not looked at.
    ///   - nullValues: cells that mean nothing.
    package convenience init(header: [String], nullValues: [String] = []) {
        self.init(
            header, ByteHasher(seed: EvidenceCollector.seed), CellCleaner(nullValues: nullValues, clearToken: nil))
    }

    private init(_ header: [String], _ hasher: ByteHasher, _ cleaner: CellCleaner) {
        self.header = header
        self.hasher = hasher
        self.cleaner = cleaner
        columns = header.map { _ in ColumnCollector(hasher: hasher, cleaner: cleaner) }
    }

    /// An empty one for other rows of the same table.
    package func twin() -> EvidenceCollector { EvidenceCollector(header, hasher, cleaner.twin()) }

    /// Takes the rows that a reader has put into the batch.
    ///
    /// - Parameter before: rows of the table before these; nil: those that were taken.
    package func add(_ batch: RowBatch, before: Int? = nil) {
        for (index, column) in columns.enumerated() { column.add(batch, column: index, before: before ?? rows) }
        rows += batch.rows.count
    }

    /// Adds what a twin has found.
    package func merge(_ twin: EvidenceCollector) {
        rows += twin.rows
        for (column, other) in zip(columns, twin.columns) { column.merge(other) }
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
