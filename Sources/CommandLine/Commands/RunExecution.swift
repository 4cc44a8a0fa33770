import ArgumentParser
import Foundation
import Pipeline
import Reporting
import Tables

/// Runs a load, a check or a command, and prints what came of it.
struct RunExecution {
    let plan: ImportPlan
    let global: GlobalOptions
    let log: RunLog
    /// Of the summary, where standard output has something else.
    let printsToError: Bool

    init(options: RunOptions, global: GlobalOptions, log: RunLog = .silent()) throws {
        self.init(plan: try ImportPlanner(options).plan(), global: global, log: log)
    }

    init(plan: ImportPlan, global: GlobalOptions, log: RunLog = .silent(), printsToError: Bool = false) {
        self.printsToError = printsToError
        self.plan = plan
        self.global = global
        self.log = log
    }

    func run() throws {
        let terminal = global.terminal
        if let repeated = try RepeatedInput.find(plan) { return try say(repeated) }
        let control = RunControl(log: log)
        Interrupt.watch(control)
        let run = try ImportRun(plan, control: control)
        let progress = ProgressPrinter(
            terminal, control: control, total: plan.totalBytes, quiet: global.quiet || global.json || !log.isSilent)
        let result = Result { try run.run() }
        progress?.stop()
        if case .failure(let failure as ImportFailure) = result, let folder = run.reportPath, !global.quiet {
            throw failure.adding(detail: "The report says how far it went: \(folder)/report.html")
        }
        let report = try result.get()
        if global.json {
            Terminal.write(try report.json(), to: STDOUT_FILENO)
        } else if !global.quiet {
            let summary = TerminalSummary.render(
                report, width: terminal.width, color: terminal.usesColor && !printsToError)
            printsToError ? terminal.error(summary) : terminal.print(summary)
        }
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }

    /// The last run has loaded the same: one line, and nothing is written.
    private func say(_ repeated: RepeatedInput) throws {
        log.tell("skipped", repeated.sentence, ["loaded_by": repeated.loadedBy, "exit_status": repeated.exitStatus])
        if global.json {
            Terminal.write(try ReportJSON.encode(repeated), to: STDOUT_FILENO)
        } else if !global.quiet {
            global.terminal.print(repeated.sentence)
        }
    }
}
