import ArgumentParser
import Foundation
import Pipeline
import Tables

extension SheetXMLParser: ExpressibleByArgument {}

/// How workbooks and archives are read.
struct WorkbookArguments: ParsableArguments {
    @Flag(help: "Leave out hidden sheets, rows and columns.")
    var visibleOnly = false

    @Option(help: "What reads the XML of XLSX sheets: scanner (the default) or libxml2.")
    var xml: SheetXMLParser?

    @Option(
        name: .customLong("max"),
        help: ArgumentHelp(
            "Allow more than usual of what is limited against hostile files, such as rows=2000000 or member-bytes=16GiB.",
            valueName: "name=value"))
    var maxima: [String] = []

    /// `--visible-only` or `DESKFERRY_VISIBLE_ONLY`.
    func isVisibleOnly() throws -> Bool { try visibleOnly || Environment.flag("VISIBLE_ONLY") }

    /// `--xml` or `DESKFERRY_XML`.
    func parser() throws -> SheetXMLParser {
        if let xml { return xml }
        guard let name = Environment["XML"] else { return .scanner }
        guard let parser = SheetXMLParser(rawValue: name.lowercased()) else {
            throw ValidationError("DESKFERRY_XML is \"\(name)\". Use scanner or libxml2.")
        }
        return parser
    }

    /// `DESKFERRY_MAX`, with commas between several, and `--max`, which wins.
    func limits() throws -> WorkbookLimits {
        let usual = Environment["MAX"]?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
        return try LimitArguments.parse(usual + maxima)
    }
}
