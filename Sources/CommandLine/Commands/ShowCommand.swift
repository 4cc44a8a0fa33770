import ArgumentParser
import HelpDesk
import Pipeline
import Reporting
import Tables

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show records with all their fields.")

    @Argument(help: EntityArgument.help)
    var entity: EntityArgument

    @Argument(help: ArgumentHelp("#id, external id, email, number or name.", valueName: "key"))
    var keys: [String]

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let records = try Inspection(try global.database()).show(entity.entity, keys: keys)
            if global.json {
                Terminal.write(try RecordOutput.json(records), to: 1)
            } else {
                global.terminal.print(records.map { RecordText.block($0, entity.entity) }.joined(separator: "\n"))
            }
        }
    }
}
