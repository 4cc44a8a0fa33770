import ArgumentParser
import Foundation
import Pipeline
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

    func run() throws {
        try FailureText.guarding(global) {
            let presets = try PresetListing.all()
            if global.json { return Terminal.write(try ReportJSON.encode(presets), to: 1) }
            let width = presets.map(\.name.count).max() ?? 0
            for preset in presets {
                global.terminal.print(
                    preset.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + preset.title)
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
            let text = try PresetListing.text(name)
            if global.json { return Terminal.write(try ReportJSON.encode(["name": name, "text": text]), to: 1) }
            global.terminal.print(text)
        }
    }
}
