import HelpDesk
import Tables

/// Checks the columns of a pass's batches, one after the other, and leaves the text in them that will be stored.
///
/// Every finding of a row is reported, also of rows that are already rejected; only absent rows are passed over, and
/// rows with too few or too many cells say only that. One for each pass and thread.
package final class Validator {
    private let facts = BatchFacts()
    private var checks: [(rule: any ColumnRule, policy: ColumnPolicy)] = []
    private let identity: IdentityRule?
    private let oneOf: OneOfRule?
    private let timesOrder: TimesOrderRule?
    private let misshapen: MisshapenRows

    /// - Parameters:
    ///   - table: index into the run's list of tables, for positions of findings.
    ///   - sink: is told of every single value that changes its form; without one they are only counted.
    /// - Throws: `mapping.date_pattern` and `mapping.zone` where a column's reading cannot be understood.
    package init(shape: RecordShape, table: Int, sink: (any LedgerSink)? = nil) throws(ImportFailure) {
        var book = RuleBook(shape, facts: facts)
        let actions = RowActions(shape)
        for (index, column) in shape.columns.enumerated() {
            guard let rule = try book.rule(for: column) else { continue }
            let policy = ColumnPolicy(column, index: index, table: table, actions: actions, sink: sink)
            // What a row asks for decides what is demanded of its other cells.
            checks.insert((rule, policy), at: column.target == .action ? 0 : checks.count)
        }
        identity = IdentityRule(shape, table: table)
        oneOf = OneOfRule(shape, table: table)
        timesOrder = TimesOrderRule(shape, table: table)
        misshapen = MisshapenRows(shape)
    }

    /// What was changed so far without a finding: words that stand for values, and values in the form that is stored.
    package var ledger: [ColumnChanges] { checks.flatMap(\.policy.ledger.changes) }

    /// Checks all rows of the batch.
    package func run(_ batch: RecordBatch) {
        let text = batch.rows.text
        facts.isFreeOfControls = !TextScan.hasControl(text.base, text.count)
        for index in checks.indices {
            checks[index].rule.check(batch, checks[index].policy)
        }
        identity?.check(batch)
        oneOf?.check(batch)
        timesOrder?.check(batch)
        misshapen.silence(batch)
        FindingOrder.restore(batch)
    }
}

/// Rows that are rejected for their number of cells: what their cells hold may belong to other columns, so nothing is
/// said about it, and nothing is looked up by it. Their keys stay: who refers to such a row has to wait for it.
private struct MisshapenRows {
    private let references: [Int]

    init(_ shape: RecordShape) {
        references = shape.columns.indices.filter { shape.columns[$0].reference != nil }
    }

    func silence(_ batch: RecordBatch) {
        var rows: Set<Int> = []
        for (finding, row) in zip(batch.findings, batch.findingRows) where Self.isShape(finding) { rows.insert(row) }
        guard !rows.isEmpty else { return }
        let kept = batch.findings.indices.filter {
            Self.isShape(batch.findings[$0]) || !rows.contains(batch.findingRows[$0])
        }
        batch.findings = kept.map { batch.findings[$0] }
        batch.findingRows = kept.map { batch.findingRows[$0] }
        for column in references {
            let spans = batch.values.column(column)
            for row in rows { spans[row] = .blank }
        }
    }

    private static func isShape(_ finding: Finding) -> Bool {
        finding.severity == .error && (finding.code == .rowShort || finding.code == .rowLong)
    }
}

/// Findings come column by column and are kept row by row.
private enum FindingOrder {
    static func restore(_ batch: RecordBatch) {
        if !isSorted(batch.findingRows) {
            let order = batch.findingRows.indices.sorted {
                (batch.findingRows[$0], $0) < (batch.findingRows[$1], $1)
            }
            batch.findings = order.map { batch.findings[$0] }
            batch.findingRows = order.map { batch.findingRows[$0] }
        }
        if !isSorted(batch.kept.map(\.row)) {
            let order = batch.kept.indices.sorted { (batch.kept[$0].row, $0) < (batch.kept[$1].row, $1) }
            batch.kept = order.map { batch.kept[$0] }
        }
    }

    private static func isSorted(_ rows: [Int]) -> Bool {
        zip(rows, rows.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
