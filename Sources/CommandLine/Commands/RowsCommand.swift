import ArgumentParser
import Foundation
import Pipeline
import Tables

extension RowsFormat: ExpressibleByArgument {
    package static var allValueStrings: [String] { ["csv", "jsonl"] }
}

struct RowsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows", abstract: "Print the rows of files as they are read, before any mapping.",
        discussion: """
            Every row comes out, the header included: as CSV (RFC 4180, UTF-8) or as JSON lines. Of a workbook all sheets \
            come, one after the other, unless --sheet names some.
            """)

    @Argument(help: ArgumentHelp("Files; - is standard input.", valueName: "source"))
    var sources: [String]

    @Option(
        name: .customLong("sheet"),
        help: ArgumentHelp("Print only sheets of this name; * stands for anything.", valueName: "name"))
    var sheets: [String] = []

    @Option(help: "How to print them: csv or jsonl.")
    var format = RowsFormat.csv

    @Option(help: ArgumentHelp("Start at this row.", valueName: "n"))
    var fromRow = 1

    @Option(help: ArgumentHelp("Print so many rows at most.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("The encoding, such as windows-1250.", valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("The delimiter; \\t is a tab.", valueName: "character"))
    var delimiter: String?

    @Option(help: ArgumentHelp("The quote character; none if there is none.", valueName: "character"))
    var quote: String?

    @OptionGroup var workbooks: WorkbookArguments

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            signal(SIGPIPE, SIG_IGN)
            var listing = RowsListing()
            listing.sources = sources
            listing.format = global.json ? .jsonl : format
            listing.fromRow = try Parsing.positive(fromRow)
            listing.limit = try limit.map(Parsing.positive)
            listing.encoding = encoding
            listing.delimiter = try delimiter.map(Parsing.character)
            listing.quote = try quote.map(Parsing.quote)
            listing.sheets = sheets
            listing.visibleOnly = try workbooks.isVisibleOnly()
            listing.xml = try workbooks.parser()
            listing.limits = try workbooks.limits()
            try listing.write { Terminal.write($0, to: STDOUT_FILENO) }
        }
    }
}
