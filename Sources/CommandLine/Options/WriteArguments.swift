import ArgumentParser
import Pipeline
import Reporting

/// What commands have in common that write what was typed.
struct WriteArguments: ParsableArguments {
    @OptionGroup var reports: ReportFolderOption

    @Option(help: ArgumentHelp("How long to wait for another run, such as 60s or 10m.", valueName: "duration"))
    var wait: String?

    @Flag(help: "Only say what would happen.")
    var dryRun = false

    func options(_ global: GlobalOptions) throws -> RunOptions {
        var options = RunOptions()
        options.kind = dryRun ? .check : .load
        options.database = try global.database()
        if !dryRun { try Recovery.prepare(options.database) }
        options.reportDirectory = reports.path
        options.actor = global.agent
        options.wait = try (wait ?? Environment["WAIT"]).map(Parsing.duration) ?? options.wait
        options.commandLine = Swift.CommandLine.arguments
        return options
    }
}
