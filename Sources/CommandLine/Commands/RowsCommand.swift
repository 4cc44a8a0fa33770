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

    @Option(help: "How to print them: csv or jsonl.")
    var format = RowsFormat.csv

    @Option(help: ArgumentHelp("Start at this row.", valueName: "n"))
    var fromRow = 1

    @OptionGroup var tables: TableArguments

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            signal(SIGPIPE, SIG_IGN)
            var listing = RowsListing(try tables.options(sources))
            listing.format = global.json ? .jsonl : format
            listing.fromRow = try Parsing.positive(fromRow)
            try listing.write { Terminal.write($0, to: STDOUT_FILENO) }
        }
    }
}
