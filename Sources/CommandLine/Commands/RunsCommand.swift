import ArgumentParser
import Foundation
import Pipeline
import Reporting
import Tables

struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "What was done before.",
        subcommands: [
            RunsList.self, RunsShow.self, RunsDiff.self, RunsRejects.self, RunsReport.self, RunsPrune.self,
        ])
}

/// Which run, and where reports are.
struct RunArgument: ParsableArguments {
    static let help = ArgumentHelp(
        "Its id or the beginning of it, last, last-check, or a report folder.", valueName: "run")

    @Argument(help: help)
    var name = "last"

    @OptionGroup var place: RunsPlace
}

/// Where runs are looked for.
struct RunsPlace: ParsableArguments {
    @OptionGroup var reports: ReportFolderOption

    func runLibrary(_ global: GlobalOptions) throws -> RunLibrary {
        RunLibrary(database: try global.database(), reports: reports.path)
    }
}

struct RunsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List runs, newest first: who, what, what came of it, which files.")

    @Option(help: ArgumentHelp("So many runs at most.", valueName: "n"))
    var limit = 50

    @OptionGroup var place: RunsPlace

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let runs = try place.runLibrary(global).runs(limit: try Parsing.positive(limit))
            if global.json { return Terminal.write(try ReportJSON.encode(runs), to: STDOUT_FILENO) }
            if runs.isEmpty { return global.terminal.print("No runs yet.") }
            for line in RunEntry.lines(runs) { global.terminal.print(TerminalLines.clean(line)) }
        }
    }
}

struct RunsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show all that is known of a run: files, settings, counts, findings, changes.")

    @OptionGroup var argument: RunArgument

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let (report, _) = try argument.place.runLibrary(global).report(argument.name)
            if global.json { return Terminal.write(try report.json(), to: STDOUT_FILENO) }
            let terminal = global.terminal
            terminal.print(RunDetails.render(report, width: terminal.width, color: terminal.usesColor))
        }
    }
}

struct RunsDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show every changed field of every record, with its old and its new value.")

    @OptionGroup var argument: RunArgument

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let changes = try RunChanges(try argument.place.runLibrary(global), run: argument.name)
            if global.json { return try printJSON(changes) }
            if changes.count == 0 { return global.terminal.print("Run \(changes.run) has changed no field.") }
            try changes.each { global.terminal.print(TerminalLines.clean($0.line)) }
        }
    }

    private func printJSON(_ changes: RunChanges) throws {
        var separator = "["
        try changes.each { change in
            Terminal.write(Array(separator.utf8) + (try ReportJSON.encode(change)).dropLast(), to: STDOUT_FILENO)
            separator = ",\n"
        }
        Terminal.write(Array((separator == "[" ? "[]\n" : "]\n").utf8), to: STDOUT_FILENO)
    }
}

struct RunsRejects: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects", abstract: "Say where the rows are that a run has rejected or parked.")

    @Argument(help: RunArgument.help)
    var name: String?

    @Flag(help: "Rows of any run that still wait, or were rejected and have not come in since.")
    var open = false

    @OptionGroup var place: RunsPlace

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let list = RejectsList(try place.runLibrary(global))
            let entries = open ? try list.open(run: name) : try list.of(name ?? "last")
            if global.json { return Terminal.write(try ReportJSON.encode(entries), to: STDOUT_FILENO) }
            if entries.isEmpty { return global.terminal.print(open ? "No rows are open." : "No rows were rejected.") }
            for entry in entries { global.terminal.print(TerminalLines.clean(entry.line)) }
        }
    }
}

struct RunsReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Print the path of a run's report, to be opened in a browser.")

    @OptionGroup var argument: RunArgument

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let path = try argument.place.runLibrary(global).page(argument.name)
            if global.json { return Terminal.write(try ReportJSON.encode(["report": path]), to: STDOUT_FILENO) }
            global.terminal.print(path)
        }
    }
}

struct RunsPrune: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Remove report folders of old runs, and their details from the history.")

    @Option(help: ArgumentHelp("How old runs have to be, such as 60d.", valueName: "duration"))
    var olderThan: String

    @Flag(help: "Only say what would happen.")
    var dryRun = false

    @Option(help: ArgumentHelp("How long to wait for another run, such as 60s or 10m.", valueName: "duration"))
    var wait: String?

    @OptionGroup var place: RunsPlace
    @OptionGroup var confirmation: Confirmation
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let age = try Parsing.duration(olderThan)
            let seconds = try (wait ?? Environment["WAIT"]).map(Parsing.duration) ?? RunOptions().wait
            let pruning = RunPruning(try place.runLibrary(global), olderThan: age)
            if !dryRun { try pruning.checkRight(global.agent) }
            let prospect = try pruning.prospect()
            if !dryRun && !prospect.isEmpty {
                try confirmation.ask(prospect.sentences, global)
                try pruning.carryOut(prospect, wait: seconds)
            }
            if global.json { return Terminal.write(try ReportJSON.encode(prospect), to: STDOUT_FILENO) }
            if dryRun || prospect.isEmpty {
                if !global.quiet { for line in prospect.sentences { global.terminal.print(TerminalLines.clean(line)) } }
            } else if !global.quiet {
                global.terminal.print(
                    "Done: \(NumberText.count(prospect.folders.count, "report folder")) removed, "
                        + "\(NumberText.count(prospect.runs.count, "run")) reduced to a line.")
            }
        }
    }
}
