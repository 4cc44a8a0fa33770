import ArgumentParser
import HelpDesk
import Pipeline
import Reporting
import Tables

/// What `check`, `import` and the commands that take their records from files have in common.
struct RunArguments: ParsableArguments {
    @Option(
        name: .customLong("map"),
        help: ArgumentHelp(
            "A mapping file or preset, for all tables that it recognises or for those whose name matches PATTERN.",
            valueName: "[pattern[#sheet]=]file"))
    var maps: [String] = []

    @OptionGroup var tables: TableArguments

    @Option(help: ArgumentHelp("The order of dates that are not ISO 8601: dmy, mdy or ymd.", valueName: "order"))
    var dates: String?

    @Option(help: ArgumentHelp("The decimal mark of numbers: point or comma.", valueName: "mark"))
    var decimal: String?

    @Option(help: ArgumentHelp("The time zone of times that name none, such as Europe/Warsaw.", valueName: "name"))
    var zone: String?

    @Option(help: ArgumentHelp("Stop, and write nothing, when more rows would be rejected.", valueName: "n|p%"))
    var maxRejects: String?

    @Option(
        help: ArgumentHelp(
            "The agent who becomes the administrator, where files bring agents and nobody is one.", valueName: "email"))
    var firstAdmin: String?

    @Flag(help: "Request invitations for new contacts; nothing is sent.")
    var invite = false

    @OptionGroup var reports: ReportFolderOption

    @Option(help: ArgumentHelp("How long to wait for another run, such as 60s or 10m.", valueName: "duration"))
    var wait: String?

    @Option(help: ArgumentHelp("What keys may take in memory, such as 512MiB or 2GiB.", valueName: "size"))
    var memory: String?

    @Flag(help: "Compare files with the database even if the last run has loaded the same.")
    var force = false

    @Flag(help: "Write every change of a value that is no finding to ledger.csv in the report folder.")
    var ledger = false

    @Flag(help: "Load tables that no mapping fits by the mapping that is proposed for them, if it is sure.")
    var auto = false

    @Flag(help: "Stop, and write nothing, where a table is not what it was when its mapping was made.")
    var strictShape = false

    @Flag(help: "Warn about new contacts and accounts that look like others; they are loaded all the same.")
    var warnDuplicates = false

    func options(
        _ kind: RunReport.Kind, _ global: GlobalOptions, sources: [String] = []
    ) throws -> RunOptions {
        var options = try tables.options(sources)
        options.kind = kind
        options.database = try global.database()
        if kind == .load { try Recovery.prepare(options.database) }
        options.reportDirectory = reports.path
        options.maps = maps
        options.reading.dates = try (dates ?? Environment["DATES"]).map(Parsing.dateOrder)
        options.reading.decimal = try (decimal ?? Environment["DECIMAL"]).map(Parsing.decimalMark)
        options.reading.zone = zone ?? Environment["ZONE"]
        options.maxRejects = try (maxRejects ?? Environment["MAX_REJECTS"]).map(Parsing.rejectLimit)
        options.actor = global.agent
        options.wait = try (wait ?? Environment["WAIT"]).map(Parsing.duration) ?? options.wait
        options.memory = try (memory ?? Environment["MEMORY"]).map(Parsing.size) ?? options.memory
        options.auto = auto
        options.firstAdministrator = firstAdmin
        options.invites = invite
        options.force = force
        options.strictShape = strictShape
        options.ledger = try ledger || Environment.flag("LEDGER")
        options.warnDuplicates = try warnDuplicates || Environment.flag("WARN_DUPLICATES")
        options.commandLine = Swift.CommandLine.arguments
        return options
    }
}
