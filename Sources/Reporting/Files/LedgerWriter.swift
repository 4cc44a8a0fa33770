import Tables

/// Writes `ledger.csv`, one line a silent change. Used by one thread at a time: the one that reads.
///
/// The file is made at once: a run that has been asked for it has one, if only with its header.
package final class LedgerWriter: @unchecked Sendable {
    private let file: OutputFile
    private let tables: [TableLabel]
    private let csv = CSVText()
    /// The first failure: a sink cannot throw.
    private var failure: ImportFailure?
    /// The same name that the report's links use.
    package static let fileName = "ledger.csv"

    private static let columns = [
        "file", "sheet", "row", "column", "header", "entity", "field", "kind", "before", "after",
    ]

    /// `tables` are the run's tables, by `Position.table`.
    package init(path: String, tables: [TableLabel]) throws(ImportFailure) {
        self.tables = tables
        file = try OutputFile(creating: path)
        try file.write(CSVText.byteOrderMark)
        try file.write(csv.line(Self.columns))
    }

    /// Takes the changes of a pass that makes records of one entity.
    package func sink(entity: String) -> any LedgerSink { EntityLedger(writer: self, entity: entity) }

    fileprivate func write(_ change: LedgerChange, entity: String) {
        guard failure == nil else { return }
        do throws(ImportFailure) {
            try file.write(csv.line(cells(change, entity)))
        } catch {
            failure = error
        }
    }

    private func cells(_ change: LedgerChange, _ entity: String) -> [String] {
        let table = change.position.table
        let label = tables.indices.contains(table) ? tables[table] : TableLabel(file: "")
        return [
            label.file, label.sheet ?? "", String(change.position.row), change.column.map(label.columnName) ?? "",
            label.header(change.column) ?? "", entity, change.field, change.kind.rawValue,
            LedgerText.plain(change.before), LedgerText.plain(change.after),
        ]
    }

    /// Says what has kept a line from being written.
    package func check() throws(ImportFailure) {
        if let failure { throw failure }
    }

    /// Writes what is still in memory; call it before `ReportFolder.sync`.
    package func finish() throws(ImportFailure) {
        try check()
        try file.flush()
    }
}

/// The ledger for the records of one entity.
private final class EntityLedger: LedgerSink {
    private let writer: LedgerWriter
    private let entity: String

    init(writer: LedgerWriter, entity: String) {
        self.writer = writer
        self.entity = entity
    }

    func note(_ change: LedgerChange) { writer.write(change, entity: entity) }
}

/// Texts of the ledger as people read them.
enum LedgerText {
    /// The values of a cell that were taken apart stand side by side: `a; b`.
    static func plain(_ text: String) -> String {
        text.utf8.contains(0x1F) ? text.replacing("\u{1F}", with: "; ") : text
    }
}
