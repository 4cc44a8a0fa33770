import Foundation
import Reporting
import Tables

/// One run of a job: chooses the files, loads them as an import would, guarded by what the job allows, and puts them
/// aside.
package struct SyncRun {
    private let job: SyncJob
    private let kind: RunReport.Kind
    private let commandLine: [String]
    private let control: RunControl

    /// - Parameter kind: a check touches nothing, neither the database nor files.
    package init(
        _ job: SyncJob, _ kind: RunReport.Kind, control: RunControl = RunControl(), commandLine: [String] = []
    ) {
        self.job = job
        self.kind = kind
        self.control = control
        self.commandLine = commandLine
    }

    /// Runs to the end, whatever that is.
    ///
    /// - Parameter begins: is told the plan before the first row is read.
    package func run(_ begins: (ImportPlan) -> Void = { _ in }) -> SyncOutcome {
        var outcome = SyncOutcome(job: job, started: Date(), finished: Date())
        do throws(ImportFailure) {
            try load(&outcome, begins)
            if kind == .load, let files = outcome.selection { outcome.notes += SyncDone.move(files, of: job) }
        } catch {
            outcome.failure = error
        }
        outcome.finished = Date()
        if let sentence = outcome.idleSentence {
            control.log.tell("skipped", sentence, ["loaded_by": outcome.repeated?.loadedBy, "exit_status": 0])
        }
        return outcome
    }

    private func load(_ outcome: inout SyncOutcome, _ begins: (ImportPlan) -> Void) throws(ImportFailure) {
        if kind == .load { try Recovery.prepare(job.database) }
        if let actor = job.actor { try LookCheck.check(actor, job.database) }
        if !job.creates, !FileManager.default.fileExists(atPath: job.database) { throw .jobDatabaseMissing(job) }
        guard let plan = try plan(&outcome) else { return }
        begins(plan)
        let run = try ImportRun(plan, control: control)
        do throws(ImportFailure) {
            outcome.report = try run.run()
        } catch {
            outcome.report = run.report
            throw run.reportPath.map { error.adding(detail: "The report says how far it went: \($0)/report.html") }
                ?? error
        }
    }

    /// What there is to do; nil where there is nothing.
    private func plan(_ outcome: inout SyncOutcome) throws(ImportFailure) -> ImportPlan? {
        do throws(ImportFailure) {
            // Whether there is something new or not.
            try RightCheck(options(nil)).check(job.actor, in: job.database)
            let selection = try SyncChooser.choose(job, now: outcome.started)
            outcome.selection = selection
            outcome.notes = selection.notes
            if selection.files.isEmpty { return nil }
            let plan = try plan(selection)
            outcome.repeated = try RepeatedInput.find(plan, control)
            return outcome.repeated == nil ? plan : nil
        } catch {
            outcome.report = UnbegunRun(options(nil), started: outcome.started, control: control).leave(error)
            throw error
        }
    }

    private func plan(_ selection: SyncSelection) throws(ImportFailure) -> ImportPlan {
        do throws(ImportFailure) {
            return try ImportPlanner(options(selection), control: control).plan()
        } catch {
            // Hints speak of options that one may type; a job has keys.
            throw error.status == .usage
                ? error.adding(
                    detail: "In the job file, options such as --map, --dates, --decimal and --encoding are keys of the "
                        + "source: `map:`, `dates:` …")
                : error
        }
    }

    private func options(_ selection: SyncSelection?) -> RunOptions {
        var options = RunOptions()
        options.kind = kind
        options.job = job
        options.selection = selection
        options.database = job.database
        options.reportDirectory = job.reportDirectory
        options.actor = job.actor
        options.maxRejects = job.maxRejects
        options.strictShape = true
        options.wait = job.wait ?? options.wait
        options.memory = job.memory ?? options.memory
        options.limits = job.limits
        options.visibleOnly = job.visibleOnly
        options.firstAdministrator = job.firstAdministrator
        options.invites = job.invites
        options.warnDuplicates = job.warnDuplicates
        options.ledger = job.ledger
        options.commandLine = commandLine
        return options
    }
}

extension SyncJob {
    /// A digest of what decides, beside the files and their mappings, what a run of the job does.
    var way: String {
        let parts = sources.map { "\($0.pattern) \($0.reading) \($0.missing) \(String(describing: $0.since))" }
        return (try? FileDigest.sha256(Array(parts.joined(separator: "\u{1E}").utf8))) ?? ""
    }
}
