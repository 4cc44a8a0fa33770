import Mapping
import Tables

/// What a whole table says of itself: one pass over all of its rows, in constant memory.
package struct TableSurvey: Sendable, Equatable {
    /// One for each column of the header, in its order.
    package var evidence: [ColumnEvidence]
    /// Rows of data with a value.
    package var rows: Int
    package var blankRows: Int
    /// Rows were left unread, as a limit asks for.
    package var isCut = false

    /// Reads the table from its first row of data; one thread reads, another looks.
    ///
    /// - Parameters:
    ///   - limit: rows at most; nil: all.
    ///   - header: other names for the columns than the table's own, such as those joined of two header rows.
    ///   - nullValues: cells that mean nothing.
    package static func run(
        _ table: any TableSource, limit: Int? = nil, header: [String]? = nil, nullValues: [String] = []
    ) throws(ImportFailure) -> TableSurvey {
        let collector = EvidenceCollector(header: header ?? table.header.names, nullValues: nullValues)
        let end = try TableStream.read(table, limit: limit) { collector.add($0) }
        return TableSurvey(evidence: collector.evidence, rows: end.rows, blankRows: end.blankRows, isCut: end.isCut)
    }
}
