import Foundation
import Tables

/// Everything there is to say about a finished run: the content of `report.json`, and what every other view shows.
///
/// Filled by `Pipeline`; the page, the terminal summary and the JSON output are views of it and add nothing.
package struct RunReport: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable {
        case load = "import"
        case check
        /// Records that were decided to be the same became one.
        case merge
    }

    package enum Outcome: String, Codable, Sendable {
        /// The database was changed, or nothing had to be changed.
        case committed
        /// A dry run came to its end.
        case checked
        /// A limit or guard stopped the run; nothing was written.
        case stopped
        /// The run could not go on; nothing was written.
        case failed
    }

    /// Changes when a program that reads this file would have to change.
    package var format = 1
    /// The run's id.
    package var run: String
    package var kind: Kind
    /// The command that was given, where it is none of those: `edit contacts`.
    package var command: String?
    package var outcome: Outcome
    package var exitStatus: Int32 = 0
    /// Why the run was stopped or failed.
    package var failure: FailureReport?
    /// The program's version.
    package var version: String
    package var commandLine: [String]
    package var started: Date
    package var finished: Date
    /// The email address given by `--as`.
    package var actor: String?
    package var database: DatabaseReport
    /// The folder of this report, absolute, by its final name; nil where none was written.
    package var reportFolder: String?
    package var sources: [SourceReport] = []
    /// Sheets and archives that were not read, and why.
    package var skipped: [SkippedReport] = []
    /// In the order of loading.
    package var entities: [EntityReport] = []
    /// What a command did, or would do, that rows do not tell of.
    package var deeds: [DeedReport]? = []
    /// Of a job's run: what its files no longer have, by entity; nil where nobody asked.
    package var missing: [MissingReport]?
    /// Of a job with growing sources: how far they were read.
    package var marks: [MarkReport]?
    package var changes = ChangeSummary()
    package var findings = FindingSummary()
    /// The file of the report folder that lists every silent change; nil where nobody asked for it.
    package var ledger: String?
    /// Columns that no field takes.
    package var unmapped: [UnmappedColumn] = []
    package var rejects: [RejectsFile] = []
    /// Further sentences for the reader, such as "Owner of 12 new accounts is empty because no --as was given."
    package var notes: [String] = []
    package var timing = RunTiming()
    /// When the details were removed; what is left are the line in the history, counts and files.
    package var pruned: Date?

    package init(
        run: String, kind: Kind, outcome: Outcome, version: String, commandLine: [String], started: Date,
        finished: Date, database: DatabaseReport
    ) {
        self.run = run
        self.kind = kind
        self.outcome = outcome
        self.version = version
        self.commandLine = commandLine
        self.started = started
        self.finished = finished
        self.database = database
    }

    /// True when every entity's and every table's counts add up.
    package var balances: Bool {
        entities.allSatisfy(\.counts.balances)
            && sources.allSatisfy { $0.tables.allSatisfy(\.balances) }
    }

    /// The sum over all entities.
    package var totals: EntityCounts {
        entities.reduce(into: EntityCounts()) { $0 += $1.counts }
    }

    /// What the history calls the run: `import`, `check`, or the command's verb.
    package var name: String {
        guard kind == .load, let command else { return kind.rawValue }
        return command
    }

    /// Rows of data in all tables.
    package var rows: Int {
        sources.flatMap(\.tables).reduce(0) { $0 + $1.rows }
    }
}

/// What `ImportFailure` said, as data.
package struct FailureReport: Codable, Sendable, Equatable {
    package var code: String
    package var message: String
    package var hint: String?
    package var details: [String]
    package var cause: String?

    package init(_ failure: ImportFailure) {
        code = failure.code
        message = failure.message
        hint = failure.hint
        details = failure.details
        cause = failure.cause
    }
}

/// The target, and what it held before the run.
package struct DatabaseReport: Codable, Sendable, Equatable {
    /// Absolute.
    package var path: String
    /// It was not there before; a check treats it as empty.
    package var isNew: Bool
    /// Live records by entity before the run.
    package var records: [String: Int]

    package init(path: String, isNew: Bool, records: [String: Int] = [:]) {
        self.path = path
        self.isNew = isNew
        self.records = records
    }

    package var total: Int { records.values.reduce(0, +) }
}

/// How long the run took, and how fast it was.
package struct RunTiming: Codable, Sendable, Equatable {
    /// Seconds.
    package var elapsed: Double = 0
    package var rowsPerSecond: Double = 0

    package init() {}

    package init(elapsed: Double, rows: Int) {
        self.elapsed = elapsed
        rowsPerSecond = elapsed > 0 ? Double(rows) / elapsed : 0
    }
}

/// Something done to records of an entity that no row tells of: `purged` from the recycle bin.
package struct DeedReport: Codable, Sendable, Equatable {
    package var entity: String
    /// As the end of "12 records …".
    package var deed: String
    package var count: Int

    package init(entity: String, deed: String, count: Int) {
        self.entity = entity
        self.deed = deed
        self.count = count
    }
}
