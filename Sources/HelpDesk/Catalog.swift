import Synchronization

/// Every entity, in the order of loading: what is referred to comes first.
package enum Catalog {
    private static let ownEntities: [Entity] = [
        .departments, .teams, .agents, .organization, .products, .accounts, .projects, .contacts, .contracts, .tickets,
        .comments, .attachments, .tasks, .calls, .events, .timeEntries,
    ]

    private struct Additions {
        var entities: [Entity] = []
        var isClosed = false
    }

    private static let additions = Mutex(Additions())

    package static let entities: [Entity] =
        ownEntities
        + additions.withLock { additions in
            additions.isClosed = true
            return additions.entities
        }

    private static let byName = Dictionary(uniqueKeysWithValues: entities.map { ($0.name, $0) })

    /// The entity whose records act and are assigned work: its `role` and `status` say what they may do.
    package static let actors = Entity.agents

    /// Adds an entity behind all others; only before anything has asked for the catalog.
    package static func add(_ entity: Entity) {
        additions.withLock { additions in
            precondition(!additions.isClosed, "the catalog is in use already")
            additions.entities.append(entity)
        }
    }

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
