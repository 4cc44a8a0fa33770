import ArgumentParser
import Pipeline

/// Which tables of the sources are read, and how: what every command that reads files has in common.
struct TableArguments: ParsableArguments {
    @Option(
        name: .customLong("sheet"), help: ArgumentHelp("Read only tables that match.", valueName: "pattern[#sheet]"))
    var sheets: [String] = []

    @Option(name: .customLong("skip"), help: ArgumentHelp("Leave tables out that match.", valueName: "pattern[#sheet]"))
    var skips: [String] = []

    @Option(help: ArgumentHelp("The encoding of all files, such as windows-1250.", valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("The delimiter of all files; \\t is a tab.", valueName: "character"))
    var delimiter: String?

    @Option(help: ArgumentHelp("The quote character of all files; none if there is none.", valueName: "character"))
    var quote: String?

    @Option(help: ArgumentHelp("Read only the first rows of each table.", valueName: "n"))
    var limit: Int?

    @OptionGroup var workbooks: WorkbookArguments

    /// These sources, read as the options say, or else as `DESKFERRY_…` does.
    func options(_ sources: [String]) throws -> RunOptions {
        var options = RunOptions()
        options.sources = sources
        options.reading.sheets = sheets
        options.reading.skips = skips
        options.reading.encoding = encoding ?? Environment["ENCODING"]
        options.reading.delimiter = try (delimiter ?? Environment["DELIMITER"]).map(Parsing.character)
        options.reading.quote = try (quote ?? Environment["QUOTE"]).map(Parsing.quote)
        options.limit = try limit.map(Parsing.positive)
        options.visibleOnly = try workbooks.isVisibleOnly()
        options.xml = try workbooks.parser()
        options.limits = try workbooks.limits()
        return options
    }
}
