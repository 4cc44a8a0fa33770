import Reporting
import Storage
import Tables

extension ReportFolder {
    /// Writes the report in all its forms and brings the folder to the disk, so that the commit may follow.
    func write(_ report: RunReport, _ acceptance: Acceptance?) throws(ImportFailure) {
        do {
            try write(try report.json(), to: "report.json")
            if let acceptance {
                try write(try ReportJSON.encode(RunFile(report: report, acceptance: acceptance)), to: "run.json")
            }
        } catch let failure as ImportFailure {
            throw failure
        } catch {
            throw .unbalanced("the report cannot be written as JSON: \(error)")
        }
        try write(Array(ReportPage.render(report).utf8), to: "report.html")
        try sync()
    }
}

extension RunRecord {
    /// The run's row in the history.
    init(_ report: RunReport, number: Int64, folder: ReportFolder) {
        self.init(
            number: number, id: folder.id, kind: report.name, outcome: report.outcome.rawValue,
            exitStatus: report.exitStatus, startedAt: Instant.text(report.started),
            finishedAt: Instant.text(report.finished), actor: report.actor, version: report.version,
            reportDirectory: HelpDeskDatabase.absolute(folder.finalPath),
            report: (try? String(decoding: report.json(), as: UTF8.self)) ?? "{}")
    }
}

extension RunTiming {
    /// From an instant of the clock until now.
    init(since start: ContinuousClock.Instant, rows: Int) {
        let elapsed = start.duration(to: .now)
        self.init(
            elapsed: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18, rows: rows)
    }
}
