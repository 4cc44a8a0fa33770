import Foundation
import Reporting
import Storage
import Tables

/// A run of a job that could not begin because of its files: it leaves a report and a line of the history, as those do
/// that are stopped on their way.
struct UnbegunRun {
    private let options: RunOptions
    private let started: Date
    private let control: RunControl

    init(_ options: RunOptions, started: Date, control: RunControl) {
        self.options = options
        self.started = started
        self.control = control
    }

    /// Seconds to wait for another run that has the database: what stopped this one is to be told soon.
    private static let wait: TimeInterval = 5

    /// What a file may bring about and exits with 64 all the same, since a person has to decide. The other failures of
    /// that status come from the job file, or from files that it names.
    private static let ofFiles: Set<String> = [
        "dates.undecided", "decimals.undecided", "encoding.undecided", "mapping.ambiguous", "mapping.columns_missing",
        "mapping.no_match", "sheet.unknown", "sources.nothing_left",
    ]

    /// Returns what was left; nil where nothing was: a check leaves nothing, nor does a mistake of the job's author, and
    /// there is no history without a database.
    ///
    /// What stopped the run is what its user must hear of, not what keeps that from being written down.
    func leave(_ failure: ImportFailure) -> RunReport? {
        guard options.kind == .load, HelpDeskDatabase.isThere(options.database),
            failure.status != .usage || Self.ofFiles.contains(failure.code)
        else { return nil }
        return try? write(failure)
    }

    private func write(_ failure: ImportFailure) throws(ImportFailure) -> RunReport {
        let id = RunIdentifier.make(started)
        let parent = options.reportDirectory ?? ReportFolder.defaultParent(database: options.database)
        let holder = "run \(id), process \(ProcessInfo.processInfo.processIdentifier), since \(Instant.text(started))"
        let database = try HelpDeskDatabase.open(
            options.database, .write(wait: min(Self.wait, options.wait)), holder: holder)
        defer { database.close() }
        let folder = try ReportFolder.create(in: parent, id: id)
        var report = report(failure, folder, database.path)
        do throws(ImportFailure) {
            try database.transaction { session throws(ImportFailure) in
                let held = try session.recordCounts()
                report.database.records = Dictionary(
                    uniqueKeysWithValues: held.map { ($0.entity.rawValue, $0.count) })
                try folder.write(report, nil)
                try session.remember(RunRecord(report, number: try session.nextRunNumber(), folder: folder))
                return true
            }
        } catch {
            folder.discard()
            throw error
        }
        try folder.publish()
        control.log.set("run", id)
        return report
    }

    private func report(_ failure: ImportFailure, _ folder: ReportFolder, _ database: String) -> RunReport {
        var report = RunReport(
            run: folder.id, kind: options.kind, outcome: failure.status == .stopped ? .stopped : .failed,
            version: options.version, commandLine: options.commandLine, started: started, finished: Date(),
            database: DatabaseReport(path: database, isNew: false))
        report.command = options.job?.historyName
        report.actor = options.actor
        report.reportFolder = folder.finalPath
        report.exitStatus = failure.status.rawValue
        report.failure = FailureReport(failure)
        return report
    }
}
