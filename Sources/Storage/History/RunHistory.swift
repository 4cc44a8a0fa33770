import CSQLite
import GRDB
import HelpDesk
import Tables

/// One row of the history.
package struct RunRecord: Sendable, Codable, Equatable {
    package var number: Int64
    package var id: String
    /// `import`, later also `undo`, `sync` …
    package var kind: String
    package var outcome: String
    package var exitStatus: Int32
    package var startedAt: String
    package var finishedAt: String
    package var actor: String?
    package var version: String
    package var reportDirectory: String?
    /// `report.json` as it was written; empty where only the line of the history was read.
    package var report: String
    /// By what the same input is recognised when it comes again, as JSON; nil where it has to be loaded again.
    package var input: String?

    package init(
        number: Int64, id: String, kind: String, outcome: String, exitStatus: Int32, startedAt: String,
        finishedAt: String, actor: String?, version: String, reportDirectory: String?, report: String,
        input: String? = nil
    ) {
        self.number = number
        self.id = id
        self.kind = kind
        self.outcome = outcome
        self.exitStatus = exitStatus
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.actor = actor
        self.version = version
        self.reportDirectory = reportDirectory
        self.report = report
        self.input = input
    }
}

extension StoreSession {
    /// The number that the next run gets.
    package func nextRunNumber() throws(ImportFailure) -> Int64 {
        guard hasTable("runs") else { return 1 }
        let statement = try prepare("SELECT coalesce(max(number), 0) + 1 FROM runs")
        defer { statement.reset() }
        _ = try statement.next()
        return statement.integer(0)
    }

    /// Writes a run into the history.
    package func remember(_ run: RunRecord) throws(ImportFailure) {
        let statement = try prepare(
            """
            INSERT INTO runs (number, id, kind, outcome, exit_status, started_at, finished_at, actor, program_version,
                              report_dir, report, input)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """)
        let values: [StoredValue] = [
            .integer(run.number), .text(run.id), .text(run.kind), .text(run.outcome), .integer(Int64(run.exitStatus)),
            .text(run.startedAt), .text(run.finishedAt), run.actor.map(StoredValue.text) ?? .null, .text(run.version),
            run.reportDirectory.map(StoredValue.text) ?? .null, .text(run.report),
            run.input.map(StoredValue.text) ?? .null,
        ]
        for (place, value) in values.enumerated() { statement.bind(Int32(place + 1), value) }
        try statement.run()
    }

    /// The lines of the history, newest first, without their reports.
    package func runs() throws(ImportFailure) -> [RunRecord] {
        guard hasTable("runs") else { return [] }
        let statement = try prepare(
            """
            SELECT number, id, kind, outcome, exit_status, started_at, finished_at, actor, program_version, report_dir
            FROM runs ORDER BY number DESC
            """)
        var runs: [RunRecord] = []
        while try statement.next() {
            runs.append(
                RunRecord(
                    number: statement.integer(0), id: statement.string(1) ?? "", kind: statement.string(2) ?? "",
                    outcome: statement.string(3) ?? "", exitStatus: Int32(truncatingIfNeeded: statement.integer(4)),
                    startedAt: statement.string(5) ?? "", finishedAt: statement.string(6) ?? "",
                    actor: statement.string(7), version: statement.string(8) ?? "",
                    reportDirectory: statement.string(9), report: ""))
        }
        return runs
    }

    /// The report of a run as JSON; nil where there is no such run.
    package func report(ofRun id: String) throws(ImportFailure) -> String? {
        guard hasTable("runs") else { return nil }
        let statement = try prepare("SELECT report FROM runs WHERE id = ?1")
        defer { statement.reset() }
        statement.bindCopy(1, id)
        return try statement.next() ? statement.string(0) : nil
    }

    /// The newest run, and by what its input is recognised; nil where there is none.
    package func lastRun() throws(ImportFailure) -> (number: Int64, id: String, finishedAt: String, input: String?)? {
        guard hasColumn("input", of: "runs") else { return nil }
        let statement = try prepare("SELECT number, id, finished_at, input FROM runs ORDER BY number DESC LIMIT 1")
        defer { statement.reset() }
        guard try statement.next() else { return nil }
        return (statement.integer(0), statement.string(1) ?? "", statement.string(2) ?? "", statement.string(3))
    }

    /// Says anew by what the input of a run is recognised.
    package func setInput(_ input: String, ofRun number: Int64) throws(ImportFailure) {
        let statement = try prepare("UPDATE runs SET input = ?2 WHERE number = ?1")
        statement.bind(1, number)
        statement.bindCopy(2, input)
        try statement.run()
    }

    /// Keeps the line of a run, with this in the place of its report; forgets where the report folder was, and what an
    /// undo would need.
    package func prune(_ number: Int64, report: String) throws(ImportFailure) {
        let statement = try prepare("UPDATE runs SET report = ?2, report_dir = NULL, input = NULL WHERE number = ?1")
        statement.bind(1, number)
        statement.bindCopy(2, report)
        try statement.run()
        if hasTable("journal") { try execute("DELETE FROM journal WHERE run = \(number)") }
    }

    /// The change counter that the database has on the disk: until this session commits, the one before it.
    ///
    /// Asked through SQLite, since closing a descriptor of one's own would give up SQLite's locks.
    package func changeCounter() -> UInt32? {
        var file: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK, let file,
            let read = file.pointee.pMethods?.pointee.xRead
        else { return nil }
        var bytes: [UInt8] = [0, 0, 0, 0]
        guard read(file, &bytes, 4, 24) == SQLITE_OK else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    func hasTable(_ name: String) -> Bool {
        (try? Bool.fetchOne(db, sql: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", arguments: [name]))
            ?? false
    }

    func hasColumn(_ column: String, of table: String) -> Bool {
        (try? Bool.fetchOne(
            db, sql: "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", arguments: [table, column])) ?? false
    }
}
