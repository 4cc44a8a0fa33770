import HelpDesk
import Tables

/// Rows of one pass that wait for others of the same entity: copies, because their batch is long gone when they are
/// decided. They wait for their own kind: a parent account further down, or an email that its holder gives up.
final class DeferredRows {
    let plan: PassPlan
    private(set) var records: RecordBatch

    init(plan: PassPlan) {
        self.plan = plan
        records = Self.makeBatch(plan)
    }

    private static func makeBatch(_ plan: PassPlan) -> RecordBatch {
        RecordBatch(
            rows: RowBatch(), columns: plan.shape.columns.count, hashColumns: plan.shape.hashColumns.count)
    }

    var count: Int { records.count }

    func append(_ source: RecordBatch, _ row: Int) { records.appendCopy(of: row, from: source) }

    /// Some of the rows as a batch of its own.
    func batch(of rows: [Int]) -> RecordBatch {
        let part = Self.makeBatch(plan)
        for row in rows { part.appendCopy(of: row, from: records) }
        return part
    }
}
