import ArgumentParser
import Pipeline
import Reporting
import Tables

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Load files into the help desk database.",
        discussion: """
            Files may come in any order: customers are loaded before tickets. Everything that is good is loaded in one \
            go or not at all; what is not is written to runs/<run>/rejects, to be corrected and imported again.
            """)

    @Argument(help: ArgumentHelp("Files and folders, in any order; - is standard input.", valueName: "source"))
    var sources: [String] = []

    @OptionGroup var arguments: RunArguments
    @OptionGroup var global: GlobalOptions

    @OptionGroup var logging: LogOption

    @Flag(help: "Only say what would happen; the same as check.")
    var dryRun = false

    @Option(help: ArgumentHelp("Load exactly what this check has checked, or refuse.", valueName: "check"))
    var accept: String?

    func run() throws {
        let log = try logging.log()
        try FailureText.guarding(global, log) {
            var options = try arguments.options(dryRun ? .check : .load, global, sources: sources)
            options.accept = accept
            try RunExecution(options: options, global: global, log: log).run()
        }
    }
}

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what an import would do, and write nothing but a report.")

    @Argument(help: ArgumentHelp("Files and folders, in any order; - is standard input.", valueName: "source"))
    var sources: [String] = []

    @OptionGroup var arguments: RunArguments
    @OptionGroup var global: GlobalOptions

    @OptionGroup var logging: LogOption

    func run() throws {
        let log = try logging.log()
        try FailureText.guarding(global, log) {
            let options = try arguments.options(.check, global, sources: sources)
            try RunExecution(options: options, global: global, log: log).run()
        }
    }
}
