import ArgumentParser
import Foundation
import Pipeline
import Reporting
import Tables

enum InspectFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, html
}

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Say what files are, and what each of their columns holds.",
        discussion: """
            All rows are read, unless --limit says otherwise. Each table is shown with how it is read and why, the preset \
            that fits it, and for each column what its values look like and which field it is proposed for.
            """)

    @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "source"))
    var sources: [String]

    @Option(help: "How to say it: text, json or html.")
    var format: InspectFormat?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
    var output: String?

    @OptionGroup var tables: TableArguments

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let inspection = FileInspection(try tables.options(sources))
            try write(try render(try inspection.run()))
        }
    }

    private func render(_ report: InspectionReport) throws -> [UInt8] {
        switch global.json ? .json : format ?? .text {
        case .json: try report.json()
        case .html: Array(InspectionPage.render(report, version: ProgramVersion.current).utf8)
        case .text:
            Array(
                InspectionText.render(
                    report, width: global.terminal.width, color: output == nil && global.terminal.usesColor
                ).utf8)
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        guard let output else { return Terminal.write(bytes, to: STDOUT_FILENO) }
        try FileOutput.write(bytes, to: output)
    }
}
