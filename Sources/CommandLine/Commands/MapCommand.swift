import ArgumentParser
import Foundation
import Pipeline
import Reporting
import Tables

struct MapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map", abstract: "Propose a mapping for files, or look mappings over.",
        discussion: """
            `deskferry map FILE -o mapping.yaml` writes what the columns seem to be, with the reasons, for a person to \
            correct; `deskferry import FILE --map mapping.yaml` then takes it.
            """,
        subcommands: [MapPropose.self, MapValidate.self, MapSchema.self], defaultSubcommand: MapPropose.self)

    /// By its name.
    static func isMappingFile(_ name: String) -> Bool {
        ["yaml", "yml"].contains(PathName.ending(of: name).lowercased())
    }
}

struct MapPropose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Write the mapping that is proposed for files (the same as map alone).")

    @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "source"))
    var sources: [String]

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; otherwise standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Ask on the terminal what doubtful columns are.")
    var interactive = false

    @OptionGroup var tables: TableArguments

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            if let mapping = sources.first(where: MapCommand.isMappingFile) {
                throw ValidationError(
                    "\(mapping) is a mapping, not a table. To write to it: -o \(mapping). "
                        + "To look it over: deskferry map validate \(mapping)")
            }
            let lines = interactive ? try TerminalLines.reader() : nil
            var proposals = try MappingProposals(try tables.options(sources))
            if let lines {
                let walk = InteractiveMapping(ask: lines.ask, say: lines.say)
                try proposals.decide { proposed throws(ImportFailure) in try walk.decide(proposed) }
            }
            let text = proposals.text()
            if let output {
                try FileOutput.write(text.utf8, to: output, replacing: false)
            } else {
                Terminal.write(Array(text.utf8), to: STDOUT_FILENO)
            }
            if !global.quiet { report(proposals) }
        }
    }

    /// On standard error, for standard output may be the mapping.
    private func report(_ proposals: MappingProposals) {
        for item in proposals.items {
            if let preset = item.preset {
                global.terminal.error("\(item.label): the preset \(preset) fits it as it is; no mapping is needed.\n")
            }
        }
        for gap in proposals.gaps { global.terminal.error(gap + "\n") }
        if let output { global.terminal.error("Written to \(output). To try it: deskferry check … --map \(output)\n") }
    }
}

struct MapValidate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Find all mistakes of mappings, and how they fit files.",
        discussion: "Names that end in .yaml or .yml, and names of presets, are mappings; the others are sources.")

    @Argument(help: ArgumentHelp("Mapping files, and files to try them on.", valueName: "mapping|source"))
    var names: [String]

    @OptionGroup var tables: TableArguments

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let presets = Set(try PresetListing.all().map(\.name))
            let isMapping = { (name: String) in MapCommand.isMappingFile(name) || presets.contains(name) }
            // The first name is a mapping, whatever it is called.
            let files = names.enumerated().filter { $0.offset == 0 || isMapping($0.element) }.map(\.element)
            let sources = names.enumerated().filter { $0.offset > 0 && !isMapping($0.element) }.map(\.element)
            let validation = try MappingValidation(files: files, options: try tables.options(sources))
            if global.json {
                Terminal.write(try ReportJSON.encode(validation), to: STDOUT_FILENO)
            } else if !global.quiet || !validation.isSound {
                for line in validation.lines { global.terminal.print(line) }
            }
            if !validation.isSound { throw ExitCode(ExitStatus.usage.rawValue) }
        }
    }
}

struct MapSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of mapping files, for editors.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) { Terminal.write(Array(MappingSchemaText.json().utf8), to: STDOUT_FILENO) }
    }
}
