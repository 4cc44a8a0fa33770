import Mapping
import Tables

/// What a whole table says of itself: one pass over all of its rows, in constant memory.
package struct TableSurvey: Sendable, Equatable {
    /// One for each column of the header, in its order.
    package var evidence: [ColumnEvidence]
    /// Rows of data with a value.
    package var rows: Int
    package var blankRows: Int
    /// Rows were left out, as a limit asks for.
    package var isCut = false

    /// Reads the table from its first row of data.
    ///
    /// - Parameters:
    ///   - limit: rows at most; nil: all.
    ///   - header: other names for the columns than the table's own, such as those joined of two header rows.
    ///   - nullValues: cells that mean nothing.
    package static func run(
        _ table: any TableSource, limit: Int? = nil, header: [String]? = nil, nullValues: [String] = []
    ) throws(ImportFailure) -> TableSurvey {
        let collector = EvidenceCollector(header: header ?? table.header.names, nullValues: nullValues)
        return try run(table, limit: limit, collector, trials: nil)
    }

    /// The first batch of rows alone.
    static func sample(_ table: any TableSource, _ header: [String]) throws(ImportFailure) -> TableSurvey {
        let collector = EvidenceCollector(header: header)
        let batch = RowBatch()
        let reader = try table.makeReader()
        if try reader.next(into: batch) { collector.add(batch) }
        return TableSurvey(
            evidence: collector.evidence, rows: batch.rows.count, blankRows: reader.blankRows, isCut: true)
    }

    /// The same, and the trials of its columns on the way; the limit does not hold for them.
    static func run(
        _ table: any TableSource, limit: Int?, _ collector: EvidenceCollector?, trials: TableTrials?,
        workers count: Int = TableStream.workers, control: RunControl? = nil
    ) throws(ImportFailure) -> TableSurvey {
        let workers = (0..<count).map { index in
            // The first worker fills what the others are added to.
            SurveyWorker(
                collector: index == 0 ? collector : collector?.twin(), trials: index == 0 ? trials : trials?.twin(),
                limit: limit ?? .max)
        }
        let end = try TableStream.read(table, limit: trials == nil ? limit : nil, workers: count, control: control) {
            workers[$0].look(at: $1, before: $2)
        }
        for worker in workers.dropFirst() {
            if let found = worker.collector { collector?.merge(found) }
            if let found = worker.trials { trials?.merge(found) }
        }
        let rows = min(end.rows, limit ?? .max)
        return TableSurvey(
            evidence: collector?.evidence ?? [], rows: rows, blankRows: end.blankRows,
            isCut: end.isCut || rows < end.rows)
    }
}

/// What one thread of a survey collects; each has one of its own.
private final class SurveyWorker: @unchecked Sendable {
    let collector: EvidenceCollector?
    let trials: TableTrials?
    private let limit: Int

    init(collector: EvidenceCollector?, trials: TableTrials?, limit: Int) {
        self.collector = collector
        self.trials = trials
        self.limit = limit
    }

    func look(at batch: RowBatch, before: Int) {
        let all = batch.rows.count
        batch.rows.count = min(all, max(limit - before, 0))
        if batch.rows.count > 0 { collector?.add(batch, before: before) }
        batch.rows.count = all
        trials?.add(batch, before: before)
    }
}
