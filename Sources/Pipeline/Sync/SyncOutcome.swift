import Foundation
import Reporting
import Tables

/// How a run of a job has ended: what hooks, metrics and logs tell of.
package struct SyncOutcome: Sendable {
    package var job: SyncJob
    /// The report of the run; nil where there was none, because it could not begin.
    package var report: RunReport?
    /// What stopped it.
    package var failure: ImportFailure?
    package var started: Date
    package var finished: Date
    /// Findings that the job's last run did not have; nil where they were not compared.
    package var newFindings: Int?

    package init(job: SyncJob, started: Date, finished: Date, report: RunReport? = nil, failure: ImportFailure? = nil) {
        self.job = job
        self.started = started
        self.finished = finished
        self.report = report
        self.failure = failure
    }

    package var exitStatus: Int32 { failure?.status.rawValue ?? report?.exitStatus ?? 0 }
}
