import Foundation
import Reporting
import Tables

/// How a run of a job has ended: what hooks, metrics and logs tell of.
package struct SyncOutcome: Sendable {
    package var job: SyncJob
    /// What was read, or would have been; nil where it did not come to that.
    package var selection: SyncSelection?
    /// The report of the run; nil where there was none, because it could not begin or there was nothing to do.
    package var report: RunReport?
    /// Who has loaded the same before: then there was nothing to do.
    package var repeated: RepeatedInput?
    /// What stopped it.
    package var failure: ImportFailure?
    package var started: Date
    package var finished: Date
    /// What there is to say beside the report: of files that were left, or could not be moved.
    package var notes: [String] = []

    package init(job: SyncJob, started: Date, finished: Date, report: RunReport? = nil, failure: ImportFailure? = nil) {
        self.job = job
        self.started = started
        self.finished = finished
        self.report = report
        self.failure = failure
    }

    package var exitStatus: Int32 { failure?.status.rawValue ?? report?.exitStatus ?? 0 }

    /// The line that is printed where there was nothing to do; nil where there was.
    package var idleSentence: String? {
        guard failure == nil, report == nil else { return nil }
        guard let repeated else { return "Nothing new: no file of the job \(job.name) is there." }
        let files = repeated.files.joined(separator: ", ")
        let verb = repeated.files.count == 1 ? "was" : "were"
        return
            "Nothing new: \(files) \(verb) loaded by run \(repeated.loadedBy), and \(repeated.database) has not changed "
            + "since."
    }
}

/// The same as data, for programs.
package struct SyncIdleReport: Encodable {
    package let outcome = "skipped"
    package let exitStatus: Int32 = 0
    package let job: String
    package let loadedBy: String?
    package let files: [String]
    package let notes: [String]

    private enum CodingKeys: CodingKey { case outcome, exitStatus, job, loadedBy, files, notes }

    package init(_ outcome: SyncOutcome) {
        job = outcome.job.name
        loadedBy = outcome.repeated?.loadedBy
        files = outcome.repeated?.files ?? []
        notes = outcome.notes
    }
}
