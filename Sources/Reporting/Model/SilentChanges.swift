import Tables

/// The silent changes of a run in a few numbers.
package struct SilentChangeCounts: Equatable {
    /// Changes; a value that goes through several steps counts for each that changes it.
    package var changes = 0
    /// Those that left the value what it was, only written another way.
    package var respellings = 0
    /// Columns of tables that have some, constants by their fields.
    package var columns = 0

    package init() {}
}

extension RunReport {
    package var silentChanges: SilentChangeCounts {
        var counts = SilentChangeCounts()
        for table in sources.flatMap(\.tables) {
            let changes = table.passes.flatMap(\.changes)
            counts.changes += changes.reduce(0) { $0 + $1.count }
            counts.respellings += changes.filter(\.kind.isRespelling).reduce(0) { $0 + $1.count }
            counts.columns += Set(changes.map { $0.column.map(String.init) ?? $0.field }).count
        }
        return counts
    }
}

/// What was done in one column of a pass in one way; all respellings of a column are one.
struct SilentChange: Equatable {
    var column: Int?
    var header: String?
    var field: String
    var kinds: [ChangeKind]
    var count: Int
    var samples: [ChangeSample]

    var isRespelling: Bool { kinds[0].isRespelling }

    /// The rows of a view, column by column.
    static func rows(_ changes: [ColumnChanges]) -> [SilentChange] {
        var rows: [SilentChange] = []
        for change in changes {
            if change.kind.isRespelling, let known = rows.firstIndex(where: { $0.takes(change) }) {
                rows[known].add(change)
            } else {
                rows.append(SilentChange(change))
            }
        }
        return rows
    }

    private init(_ change: ColumnChanges) {
        column = change.column
        header = change.header
        field = change.field
        kinds = [change.kind]
        count = change.count
        samples = change.samples
    }

    private func takes(_ change: ColumnChanges) -> Bool {
        isRespelling && column == change.column && field == change.field
    }

    private mutating func add(_ change: ColumnChanges) {
        if !kinds.contains(change.kind) { kinds.append(change.kind) }
        count += change.count
        samples += change.samples
    }
}
