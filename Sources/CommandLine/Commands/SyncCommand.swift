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
        subcommands: [SyncRunCommand.self, SyncCheckCommand.self],
        defaultSubcommand: SyncRunCommand.self)
}

struct SyncRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a job (the same as sync alone).")

    @OptionGroup var arguments: JobArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.printing(global) {
            try SyncExecution(job: try arguments.job(global), kind: .load, global: global).run()
        }
    }
}

struct SyncCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what a job would do, and touch nothing.")

    @OptionGroup var arguments: JobArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.printing(global) {
            try SyncExecution(job: try arguments.job(global), kind: .check, global: global).run()
        }
    }
}

/// Runs a job, and prints what came of it.
struct SyncExecution {
    let job: SyncJob
    let kind: RunReport.Kind
    let global: GlobalOptions

    func run() throws {
        let control = RunControl()
        Interrupt.watch(control)
        var progress: ProgressPrinter?
        let run = SyncRun(job, kind, control: control, commandLine: Swift.CommandLine.arguments)
        let outcome = run.run { plan in
            progress = ProgressPrinter(
                global.terminal, control: control, total: plan.totalBytes, quiet: global.quiet || global.json)
        }
        progress?.stop()
        try print(outcome)
    }

    private func print(_ outcome: SyncOutcome) throws {
        if let failure = outcome.failure { throw failure }
        if let report = outcome.report {
            try print(report, outcome)
        } else if global.json {
            Terminal.write(try ReportJSON.encode(SyncIdleReport(outcome)), to: STDOUT_FILENO)
        } else if !global.quiet {
            for note in outcome.notes { global.terminal.print("Note: " + note) }
            outcome.idleSentence.map(global.terminal.print)
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
