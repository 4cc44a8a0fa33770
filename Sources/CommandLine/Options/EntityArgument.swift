import ArgumentParser
import HelpDesk

/// An entity by its name, singular or plural.
struct EntityArgument: ExpressibleByArgument {
    let entity: Entity

    init?(argument: String) {
        let name = argument.lowercased().replacing("-", with: "_")
        guard let entity = Catalog.entities.first(where: { $0.name.rawValue == name || $0.singular == name }) else {
            return nil
        }
        self.entity = entity
    }

    static var allValueStrings: [String] { Catalog.entities.map(\.name.rawValue) }

    static let help = ArgumentHelp("The kind of records: contacts, tickets …", valueName: "entity")
}
