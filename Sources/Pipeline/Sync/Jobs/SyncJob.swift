import Foundation
import HelpDesk
import Tables

/// What a job file asks for: several sources that come again, one target. Paths are absolute; the file's own count from
/// its folder.
package struct SyncJob: Sendable, Equatable {
    /// By what the database knows it: `name:`, or the file's name without its extension.
    package var name: String
    /// The job file.
    package var path: String
    package var database: String
    /// Makes the database if it is not there.
    package var creates = false
    package var actor: String?
    package var reportDirectory: String?
    package var sources: [SyncSource] = []
    package var maxRejects = RejectLimit.percent(10)
    /// Records that a run may change, create or take away, of those that the database holds.
    package var maxChanges: RejectLimit?
    /// Bytes that keys may take in memory; nil: the usual.
    package var memory: Int?
    package var limits = WorkbookLimits()
    /// Leaves out hidden sheets, rows and columns.
    package var visibleOnly = false
    /// The agent who becomes the first administrator.
    package var firstAdministrator: String?
    /// Requests invitations for new contacts.
    package var invites = false
    package var warnDuplicates = false
    /// Writes every silent change to `ledger.csv`.
    package var ledger = false
    package var hooks = SyncHooks()
    /// For the textfile collector of Prometheus.
    package var metricsFile: String?
    /// Seconds after which the run is stopped, with nothing written.
    package var timeout: TimeInterval?
    /// Seconds to wait for another run.
    package var wait: TimeInterval?
    /// Nil: nothing is said.
    package var logFormat: LogFormat?

    package init(name: String, path: String, database: String) {
        self.name = name
        self.path = path
        self.database = database
    }

    /// Where its paths count from; absolute.
    package var folder: String { PathName.folder(of: path) }
}

/// Files of one kind that a job reads.
package struct SyncSource: Sendable, Equatable {
    /// `in/contacts-*.csv`, as it is written; a relative one counts from the job's folder.
    package var pattern: String
    package var take = Take.newest
    /// Whether it may be that no file fits.
    package var isOptional = false
    package var reading = SourceReading()
    /// Seconds that a file must have been left alone before it is read.
    package var minAge: TimeInterval = 0
    /// Seconds after which the newest file is stale.
    package var maxAge: TimeInterval?
    /// Rows that each file must have; nil: one, or none where only what is new is read.
    package var minRows: Int?
    /// A folder to move files to that were loaded, absolute; nil: they stay.
    package var doneFolder: String?
    package var since: SyncWindow?
    package var missing = MissingPolicy()
    /// The line of the job file.
    package var line: Int

    package init(pattern: String, line: Int) {
        self.pattern = pattern
        self.line = line
    }

    /// Which of the files that fit are read.
    package enum Take: String, Sendable, CaseIterable {
        case newest, all
    }
}

/// `since:` – of files that grow, only what is new is read.
package struct SyncWindow: Sendable, Equatable {
    /// The header of the column whose times decide.
    package var column: String
    /// Seconds before the mark that are read again.
    package var overlap: TimeInterval

    package init(column: String, overlap: TimeInterval) {
        self.column = column
        self.overlap = overlap
    }
}

/// What becomes of records that the job's snapshots no longer have.
package struct MissingPolicy: Sendable, Equatable {
    package var treatment = Treatment.keep
    /// Only what so many distinct complete snapshots in a row did not have.
    package var snapshots = 1
    /// Records that may go at once, those that go along included, as a share of the entity's, 0…100 …
    package var maxShare: Double = 5
    /// … or as a count.
    package var maxCount: Int?
    /// Whether dependants that came from elsewhere may go along.
    package var cascades = false
    /// The agent who gets the open work of agents that are gone.
    package var reassignOpenTo: String?

    package init() {}

    package enum Treatment: String, Sendable, CaseIterable {
        /// Nothing.
        case keep
        /// They are listed, run after run.
        case mark
        /// They go to the recycle bin.
        case recycle
    }
}

/// Commands that are run behind a run.
package struct SyncHooks: Sendable, Equatable {
    package var onSuccess: SyncHook?
    package var onRejects: SyncHook?
    package var onFailure: SyncHook?

    package init() {}
}

package struct SyncHook: Sendable, Equatable {
    /// A line for `/bin/sh -c`, run in the job file's folder.
    package var command: String
    /// `on_rejects` only: for every run with rejects, not only for those with new ones.
    package var isForAll = false

    package init(_ command: String, isForAll: Bool = false) {
        self.command = command
        self.isForAll = isForAll
    }
}
