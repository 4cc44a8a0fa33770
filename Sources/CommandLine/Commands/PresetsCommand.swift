import ArgumentParser
import Foundation
import Mapping
import Reporting
import Tables

struct PresetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presets", abstract: "The kinds of files that are recognised without a mapping of your own.",
        subcommands: [PresetsList.self, PresetsShow.self], defaultSubcommand: PresetsList.self)
}

struct PresetsList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List presets.")

    @OptionGroup var global: GlobalOptions

    private struct Line: Encodable {
        let name: String
        let title: String
        let entities: [String]
    }

    func run() throws {
        try FailureText.guarding(global) {
            let presets = try Presets.find().all()
            if global.json {
                let lines = presets.map { mapping in
                    Line(name: mapping.name, title: mapping.title, entities: mapping.records.map(\.entity.name.rawValue))
                }
                return Terminal.write(try ReportJSON.encode(lines), to: 1)
            }
            let width = presets.map(\.name.count).max() ?? 0
            for preset in presets {
                global.terminal.print(preset.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + preset.title)
            }
        }
    }
}

struct PresetsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a preset, as a start for a mapping of your own.")

    @Argument(help: ArgumentHelp("A preset, such as zoho-desk/contacts.", valueName: "name"))
    var name: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let presets = Presets.find()
            let file = try presets.load(name).tables[0].file
            let folder = (presets.folder.map { $0 as NSString })?.deletingLastPathComponent ?? "."
            global.terminal.print((try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) ?? "")
        }
    }
}
