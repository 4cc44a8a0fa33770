/// The silent changes of one column of a pass. One for each stage, used by one thread.
///
/// Hot loops count in a local variable and come here with the sum; texts are made only of the first changes, or where a
/// sink wants them all.
package final class ColumnLedger: @unchecked Sendable {
    private let table: Int
    private let column: Int?
    private let header: String?
    private let field: String
    private let sink: (any LedgerSink)?
    private var tallies: [ChangeTally] = []

    /// - Parameter table: index into the run's list of tables, for positions.
    package init(table: Int, column: Int?, header: String?, field: String, sink: (any LedgerSink)?) {
        self.table = table
        self.column = column
        self.header = header
        self.field = field
        self.sink = sink
    }

    /// The tally of a kind; made when it is first asked for.
    package func tally(_ kind: ChangeKind) -> ChangeTally {
        if let known = tallies.first(where: { $0.kind == kind }) { return known }
        let note = sink.map { sink in
            { [table, column, field] (info: RowInfo, before: String, after: String) in
                let position = Position(table: table, row: info.number, line: info.line, offset: info.offset)
                sink.note(
                    LedgerChange(
                        position: position, column: column, field: field, kind: kind, before: before, after: after))
            }
        }
        tallies.append(ChangeTally(kind, note: note))
        return tallies[tallies.count - 1]
    }

    /// What has happened so far, in the order in which kinds were first asked for.
    package var changes: [ColumnChanges] {
        tallies.filter { $0.count > 0 }.map {
            ColumnChanges(
                column: column, header: header, field: field, kind: $0.kind, count: $0.count, samples: $0.samples)
        }
    }
}

/// Counts one kind of change in one column.
package final class ChangeTally: @unchecked Sendable {
    package let kind: ChangeKind
    package private(set) var count = 0
    package private(set) var samples: [ChangeSample] = []
    /// Whether `note` has use for the texts of further changes; a loop that asks once a batch asks often enough.
    package private(set) var wantsTexts = true

    private var sampled = 0
    private let report: ((RowInfo, _ before: String, _ after: String) -> Void)?

    package static let maxSamples = 5
    /// Changes among which different samples are looked for: a column of yes and no has two only.
    private static let maxSampled = 256
    /// Characters of a sample.
    private static let sampleLength = 200

    init(_ kind: ChangeKind, note report: ((RowInfo, String, String) -> Void)?) {
        self.kind = kind
        self.report = report
    }

    package func add(_ changes: Int) { count += changes }

    /// Looks at a change that is counted elsewhere: both spans are of the batch's text.
    @inline(never)
    package func note(_ rows: RowBatch, row: Int, from before: TextSpan, to after: TextSpan) {
        guard wantsTexts else { return }
        report?(rows.rows[row], rows.string(before), rows.string(after))
        if sampled < Self.maxSampled { sample(rows, before, after) }
        let isSampled = samples.count == Self.maxSamples || sampled == Self.maxSampled
        wantsTexts = report != nil || !isSampled
    }

    private func sample(_ rows: RowBatch, _ before: TextSpan, _ after: TextSpan) {
        sampled += 1
        guard samples.count < Self.maxSamples else { return }
        let sample = ChangeSample(before: Self.excerpt(before, rows), after: Self.excerpt(after, rows))
        if !samples.contains(sample) { samples.append(sample) }
    }

    private static func excerpt(_ span: TextSpan, _ rows: RowBatch) -> String {
        let bytes = UnsafeBufferPointer(rebasing: rows.bytes(span).prefix(sampleLength * 4))
        return String(String(decoding: bytes, as: UTF8.self).prefix(sampleLength))
    }
}
