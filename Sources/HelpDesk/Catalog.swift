/// Every entity, in the order of loading: what is referred to comes first.
package enum Catalog {
    package static let entities: [Entity] = [
        .departments, .teams, .agents, .organization, .products, .accounts, .projects, .contacts, .contracts, .tickets,
        .comments, .attachments, .tasks, .calls, .events, .timeEntries,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: entities.map { ($0.name, $0) })

    package static func entity(_ name: EntityName) -> Entity? { byName[name] }

    /// Place in the order of loading.
    package static func order(_ name: EntityName) -> Int {
        entities.firstIndex { $0.name == name } ?? entities.count
    }

    /// Changes whenever a field, key or rule changes; a checked run is accepted only by the same catalog.
    package static var fingerprint: String {
        entities.map { entity in
            entity.name.rawValue + ":" + entity.fields.map { "\($0.name)=\($0.type)" }.joined(separator: ",")
        }.joined(separator: ";")
    }
}
