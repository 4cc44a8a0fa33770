import Foundation
import Reporting
import Tables

/// How a run of a job has ended: what hooks, metrics and logs tell of.
package struct SyncOutcome: Sendable {
    package var job: SyncJob
    /// The report of the run, also of one that was stopped; nil where it could not begin, or had nothing to do.
    package var report: RunReport?
    /// What stopped it.
    package var failure: ImportFailure?
    package var started: Date
    package var finished: Date

    package init(job: SyncJob, started: Date, finished: Date, report: RunReport? = nil, failure: ImportFailure? = nil) {
        self.job = job
        self.started = started
        self.finished = finished
        self.report = report
        self.failure = failure
    }

    package var exitStatus: Int32 { failure?.status.rawValue ?? report?.exitStatus ?? 0 }
}
