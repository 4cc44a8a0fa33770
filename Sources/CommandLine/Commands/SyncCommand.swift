import ArgumentParser
import Foundation
import Pipeline
import Reporting
import Tables

struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Load files that come again and again, as a job file says.",
        discussion: """
            `deskferry sync init FILE…` writes a job file, `deskferry sync check JOB` says what the job would do, \
            `deskferry sync JOB` does it, and `deskferry sync timer JOB` prints what makes it come every night.
            """,
        subcommands: [
            SyncRunCommand.self, SyncCheckCommand.self, SyncInitCommand.self, SyncTimerCommand.self,
            SyncSchemaCommand.self,
        ],
        defaultSubcommand: SyncRunCommand.self)
}

struct SyncRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a job (the same as sync alone).")

    @OptionGroup var arguments: JobArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let log = try arguments.logging.log()
        try FailureText.printing(global, log) {
            try SyncExecution(job: try arguments.job(global, log), kind: .load, global: global, log: log).run()
        }
    }
}

struct SyncCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what a job would do, and touch nothing.")

    @OptionGroup var arguments: JobArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let log = try arguments.logging.log()
        try FailureText.printing(global, log) {
            try SyncExecution(job: try arguments.job(global, log), kind: .check, global: global, log: log).run()
        }
    }
}

/// Runs a job, and prints what came of it.
struct SyncExecution {
    let job: SyncJob
    let kind: RunReport.Kind
    let global: GlobalOptions
    let log: RunLog

    /// Its commands are run and its metrics are written even if nobody reads what is printed.
    func run() throws { try Terminal.outlivingReaders(load) }

    private func load() throws {
        let control = RunControl(timeout: job.timeout, log: log)
        Interrupt.watch(control)
        var progress: ProgressPrinter?
        let run = SyncRun(job, kind, control: control, commandLine: Swift.CommandLine.arguments)
        let outcome = run.run { plan in
            progress = ProgressPrinter(
                global.terminal, control: control, total: plan.totalBytes,
                quiet: global.quiet || global.json || !log.isSilent)
        }
        progress?.stop()
        // What comes behind the run is told behind it.
        let result = Result { try print(outcome) }
        if case .failure(let failure as ImportFailure) = result { FailureText.print(failure, global, log) }
        if kind == .load { follow(outcome, control) }
        if case .failure(let failure as ImportFailure) = result { throw ExitCode(failure.status.rawValue) }
        try result.get()
    }

    /// Metrics and commands; a check has none.
    private func follow(_ outcome: SyncOutcome, _ control: RunControl) {
        let terminal = global.terminal
        SyncAftermath.run(
            outcome, control: control, echo: { terminal.error($0 + "\n") },
            warn: { terminal.error("deskferry: \($0)\n") })
    }

    private func print(_ outcome: SyncOutcome) throws {
        if let failure = outcome.failure { throw failure }
        if let report = outcome.report {
            try print(report, outcome)
        } else if global.json {
            Terminal.write(try ReportJSON.encode(SyncIdleReport(outcome)), to: STDOUT_FILENO)
        } else if !global.quiet {
            for note in outcome.notes { global.terminal.print(TerminalLines.clean("Note: " + note)) }
            outcome.idleSentence.map { global.terminal.print(TerminalLines.clean($0)) }
        }
        if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
    }

    private func print(_ report: RunReport, _ outcome: SyncOutcome) throws {
        var report = report
        report.notes += outcome.notes.filter { !report.notes.contains($0) }
        if global.json {
            Terminal.write(try report.json(), to: STDOUT_FILENO)
        } else if !global.quiet {
            global.terminal.print(
                TerminalSummary.render(report, width: global.terminal.width, color: global.terminal.usesColor))
        }
    }
}
