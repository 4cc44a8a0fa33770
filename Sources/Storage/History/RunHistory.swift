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
    /// `report.json` as it was written.
    package var report: String

    package init(
        number: Int64, id: String, kind: String, outcome: String, exitStatus: Int32, startedAt: String,
        finishedAt: String, actor: String?, version: String, reportDirectory: String?, report: String
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
                              report_dir, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """)
        let values: [StoredValue] = [
            .integer(run.number), .text(run.id), .text(run.kind), .text(run.outcome), .integer(Int64(run.exitStatus)),
            .text(run.startedAt), .text(run.finishedAt), run.actor.map(StoredValue.text) ?? .null, .text(run.version),
            run.reportDirectory.map(StoredValue.text) ?? .null, .text(run.report),
        ]
        for (place, value) in values.enumerated() { statement.bind(Int32(place + 1), value) }
        try statement.run()
    }

    /// The history, newest first.
    package func runs() throws(ImportFailure) -> [RunRecord] {
        guard hasTable("runs") else { return [] }
        let statement = try prepare(
            """
            SELECT number, id, kind, outcome, exit_status, started_at, finished_at, actor, program_version, report_dir,
                   report FROM runs ORDER BY number DESC
            """)
        var runs: [RunRecord] = []
        while try statement.next() {
            runs.append(
                RunRecord(
                    number: statement.integer(0), id: statement.string(1) ?? "", kind: statement.string(2) ?? "",
                    outcome: statement.string(3) ?? "", exitStatus: Int32(statement.integer(4)),
                    startedAt: statement.string(5) ?? "", finishedAt: statement.string(6) ?? "",
                    actor: statement.string(7), version: statement.string(8) ?? "",
                    reportDirectory: statement.string(9), report: statement.string(10) ?? ""))
        }
        return runs
    }

    func hasTable(_ name: String) -> Bool {
        (try? Bool.fetchOne(db, sql: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", arguments: [name]))
            ?? false
    }
}
