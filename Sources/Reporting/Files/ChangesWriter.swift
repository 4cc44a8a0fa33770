import Tables

/// One field of one record that gets another value.
package struct FieldChange: Sendable, Equatable {
    package var entity: String
    package var field: String
    /// The record, by the key that a person knows it by.
    package var key: String
    package var old: String?
    package var new: String?
    package var position: Position

    package init(entity: String, field: String, key: String, old: String?, new: String?, at position: Position) {
        self.entity = entity
        self.field = field
        self.key = key
        self.old = old
        self.new = new
        self.position = position
    }
}

/// Writes `changes.csv`, one line a changed field, and counts changes by field. Used by one thread at a time.
///
/// The file is made with the first change: a run without any has none.
package final class ChangesWriter: @unchecked Sendable {
    private let path: String?
    private var file: OutputFile?
    private let csv = CSVText()
    private var counts: [FieldKey: FieldChangeCount] = [:]
    static let maxFields = 1_024
    static let maxSamples = 5
    /// The same name that the report's links use.
    package static let fileName = "changes.csv"

    private struct FieldKey: Hashable {
        var entity: String
        var field: String
    }

    /// `path` nil: counts only.
    package init(path: String?) {
        self.path = path
    }

    private static let columns = ["entity", "key", "field", "old", "new", "file", "row"]

    /// Writes and counts; `tables` are the run's tables, by `Position.table`.
    package func add(_ change: FieldChange, tables: [TableLabel]) throws(ImportFailure) {
        let table = change.position.table
        let name = tables.indices.contains(table) ? tables[table].name : ""
        count(change, name)
        guard let path else { return }
        let file = try openFile(path)
        try file.write(
            csv.line([
                change.entity, change.key, change.field, change.old ?? "", change.new ?? "", name,
                String(change.position.row),
            ]))
    }

    private func openFile(_ path: String) throws(ImportFailure) -> OutputFile {
        if let file { return file }
        let file = try OutputFile(creating: path)
        try file.write(CSVText.byteOrderMark)
        try file.write(csv.line(Self.columns))
        self.file = file
        return file
    }

    private func count(_ change: FieldChange, _ file: String) {
        var key = FieldKey(entity: change.entity, field: change.field)
        if counts.count >= Self.maxFields, counts[key] == nil { key.field = "…" }
        var entry = counts[key] ?? FieldChangeCount(entity: key.entity, field: key.field, count: 0, samples: [])
        entry.count += 1
        if entry.samples.count < Self.maxSamples {
            entry.samples.append(
                FieldChangeSample(
                    key: MessageFacts.short(change.key), old: change.old.map(MessageFacts.short),
                    new: change.new.map(MessageFacts.short), file: file, row: change.position.row))
        }
        counts[key] = entry
    }

    /// The counts so far, the most frequent first.
    package var summary: ChangeSummary {
        var summary = ChangeSummary()
        summary.fields = counts.values.sorted {
            $0.count != $1.count ? $0.count > $1.count : ($0.entity, $0.field) < ($1.entity, $1.field)
        }
        return summary
    }

    /// Writes what is still in memory; call it before `ReportFolder.sync`.
    package func finish() throws(ImportFailure) {
        try file?.flush()
    }
}
