import Tables

/// A record that is in none of a job's files any more.
package struct MissingLine: Sendable {
    package var entity: String
    /// The database's number of the record.
    package var record: UInt32
    /// What a person calls it.
    package var name: String
    /// `recycled`, `removed`, `marked`, `waits` or `left to JOB`.
    package var fate: String
    /// Distinct complete snapshots in a row that did not have it.
    package var snapshots: Int
    /// The run that has missed it first.
    package var since: String

    package init(entity: String, record: UInt32, name: String, fate: String, snapshots: Int, since: String) {
        self.entity = entity
        self.record = record
        self.name = name
        self.fate = fate
        self.snapshots = snapshots
        self.since = since
    }
}

/// Writes `missing.csv`, one line a record that is missing from a job's files. Made with the first line.
package final class MissingWriter {
    private let path: String
    private var file: OutputFile?
    private let csv = CSVText()
    package static let fileName = "missing.csv"

    package init(path: String) { self.path = path }

    package func add(_ line: MissingLine) throws(ImportFailure) {
        let file = try openFile()
        try file.write(
            csv.line([
                line.entity, String(line.record), line.name, line.fate, String(line.snapshots), line.since,
            ]))
    }

    private func openFile() throws(ImportFailure) -> OutputFile {
        if let file { return file }
        let file = try OutputFile(creating: path)
        try file.write(CSVText.byteOrderMark)
        try file.write(csv.line(["entity", "id", "record", "fate", "snapshots", "since"]))
        self.file = file
        return file
    }

    /// Writes what is still in memory; call it before `ReportFolder.sync`.
    package func finish() throws(ImportFailure) { try file?.flush() }
}
