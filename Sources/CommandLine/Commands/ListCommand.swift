import ArgumentParser
import HelpDesk
import Pipeline
import Reporting
import Tables

/// An entity by its name, singular or plural.
struct EntityArgument: ExpressibleByArgument {
    let entity: Entity

    init?(argument: String) {
        let name = argument.lowercased()
        guard let entity = Catalog.entities.first(where: { $0.name.rawValue == name || $0.singular == name }) else {
            return nil
        }
        self.entity = entity
    }

    static var allValueStrings: [String] { Catalog.entities.map(\.name.rawValue) }
}

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List records.")

    @Argument(help: "departments, teams, agents, accounts, contacts or tickets")
    var entity: EntityArgument

    @Option(help: ArgumentHelp("Only records with this text in any field.", valueName: "text"))
    var search: String?

    @Option(help: ArgumentHelp("So many records at most.", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("Continue behind the record with this id.", valueName: "id"))
    var after: UInt32 = 0

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let records = try Inspection(try global.database()).list(
                entity.entity, search: search, after: after, limit: try Parsing.positive(limit))
            if global.json {
                Terminal.write(try RecordText.json(records), to: 1)
            } else {
                global.terminal.print(RecordText.table(records, entity.entity, width: global.terminal.width))
                if records.count == limit {
                    global.terminal.print("More: --after \(records.last!.id)")
                }
            }
        }
    }
}

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show records with all their fields.")

    @Argument(help: "departments, teams, agents, accounts, contacts or tickets")
    var entity: EntityArgument

    @Argument(help: ArgumentHelp("#id, external id, email, number or name.", valueName: "key"))
    var keys: [String]

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let inspection = Inspection(try global.database())
            var records: [RecordView] = []
            for key in keys { records += try inspection.find(entity.entity, key: key) }
            if global.json {
                Terminal.write(try RecordText.json(records), to: 1)
            } else {
                global.terminal.print(records.map { RecordText.block($0, entity.entity) }.joined(separator: "\n"))
            }
        }
    }
}
