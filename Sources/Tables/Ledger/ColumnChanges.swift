/// One kind of silent change in one column of a pass: how often, and the first different examples.
package struct ColumnChanges: Sendable, Equatable, Codable {
    /// The column of the table, from 0; nil for a constant.
    package var column: Int?
    package var header: String?
    /// The canonical field name, such as `email`.
    package var field: String
    package var kind: ChangeKind
    /// Cells changed, those of rows that are rejected later included.
    package var count: Int
    /// At most `ChangeTally.maxSamples`.
    package var samples: [ChangeSample]

    package init(
        column: Int?, header: String?, field: String, kind: ChangeKind, count: Int, samples: [ChangeSample]
    ) {
        self.column = column
        self.header = header
        self.field = field
        self.kind = kind
        self.count = count
        self.samples = samples
    }
}

extension ColumnChanges {
    /// By column and field, constants at the end; what two stages have done under one name is one entry.
    package static func inOrder(_ changes: [ColumnChanges]) -> [ColumnChanges] {
        var merged: [ColumnChanges] = []
        for change in changes {
            if let known = merged.firstIndex(where: { $0.isOfSameKind(as: change) }) {
                merged[known].count += change.count
                let others = change.samples.filter { !merged[known].samples.contains($0) }
                merged[known].samples = Array((merged[known].samples + others).prefix(ChangeTally.maxSamples))
            } else {
                merged.append(change)
            }
        }
        let order = merged.indices.sorted { left, right in place(left, merged) < place(right, merged) }
        return order.map { merged[$0] }
    }

    /// Field by field of a column; what was done to the cell stands before what was done to its value.
    private static func place(_ index: Int, _ changes: [ColumnChanges]) -> (Int, Int, Int, Int) {
        let change = changes[index]
        let field = changes.firstIndex { $0.column == change.column && $0.field == change.field } ?? index
        return (change.column ?? .max, field, change.kind.isOfCells ? 0 : 1, index)
    }

    private func isOfSameKind(as other: ColumnChanges) -> Bool {
        column == other.column && field == other.field && kind == other.kind
    }

    package var withoutSamples: ColumnChanges {
        var copy = self
        copy.samples = []
        return copy
    }
}

/// A text before and after, cut to what a report shows.
package struct ChangeSample: Sendable, Equatable, Codable {
    package var before: String
    package var after: String

    package init(before: String, after: String) {
        self.before = before
        self.after = after
    }
}

/// One silent change, for a ledger that lists them all.
package struct LedgerChange: Sendable, Equatable {
    package var position: Position
    /// The source column, from 0.
    package var column: Int?
    package var field: String
    package var kind: ChangeKind
    /// The whole texts; "" where there was none, or where none is left.
    package var before: String
    package var after: String

    package init(
        position: Position, column: Int?, field: String, kind: ChangeKind, before: String, after: String
    ) {
        self.position = position
        self.column = column
        self.field = field
        self.kind = kind
        self.before = before
        self.after = after
    }
}

/// Takes every silent change of a run, column by column of each batch, on the reading thread.
package protocol LedgerSink: AnyObject, Sendable {
    func note(_ change: LedgerChange)
}
