import ArgumentParser
import Pipeline
import Tables

extension SheetXMLParser: ExpressibleByArgument {}

/// How workbooks and archives are read.
struct WorkbookArguments: ParsableArguments {
    @Flag(help: "Leave out hidden sheets, rows and columns.")
    var visibleOnly = false

    @Option(help: "What reads the XML of XLSX sheets: scanner or libxml2.")
    var xml = SheetXMLParser.scanner

    @Option(
        name: .customLong("max"),
        help: ArgumentHelp(
            "Allow more than usual of what is limited against hostile files, such as rows=2000000 or member-bytes=16GiB.",
            valueName: "name=value"))
    var maxima: [String] = []

    func limits() throws -> WorkbookLimits { try LimitArguments.parse(maxima) }
}
