import ArgumentParser
import Pipeline
import Reporting
import Tables

struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "What was done before.", subcommands: [RunsList.self, RunsShow.self])
}

struct RunsList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List runs, newest first.")

    @OptionGroup var reports: ReportFolderOption

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let runs = try RunLibrary(database: try global.database(), reports: reports.path).runs()
            if global.json {
                Terminal.write(try ReportJSON.encode(runs), to: 1)
            } else if runs.isEmpty {
                global.terminal.print("No runs yet.")
            } else {
                for run in runs { global.terminal.print(run.line) }
            }
        }
    }
}

struct RunsShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show the summary of a run.")

    @Argument(
        help: ArgumentHelp("Its id or the beginning of it, last, last-check, or a report folder.", valueName: "run"))
    var name = "last"

    @OptionGroup var reports: ReportFolderOption

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let (report, _) = try RunLibrary(database: try global.database(), reports: reports.path).report(name)
            if global.json {
                Terminal.write(try report.json(), to: 1)
            } else {
                global.terminal.print(
                    TerminalSummary.render(
                        report, width: global.terminal.width, color: global.terminal.usesColor))
            }
        }
    }
}
