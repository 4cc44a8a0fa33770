import HelpDesk
import Mapping
import Storage
import Tables

/// A record that a key has found.
package struct RecordMatch: Sendable, Equatable {
    package let id: UInt32
    /// What people call it; `#17` where it has no name.
    package let label: String

    /// `#17 Acme`
    package var name: String { label == "#\(id)" ? label : "#\(id) \(label)" }

    init(_ id: UInt32, of entity: Entity, _ session: StoreSession) throws(ImportFailure) {
        self.id = id
        label = try session.label(id, of: entity.name)
    }
}

/// Finds the records that a command names, by the same keys as `show`.
package struct RecordLookup {
    private let database: String

    package init(_ database: String) { self.database = database }

    /// One record for each key, in their order, each once; a key that finds none or several is a failure.
    package func find(
        _ entity: Entity, _ keys: [String], inBin: Bool = false
    ) throws(ImportFailure) -> [RecordMatch] {
        try DatabaseReading.read(database) { session throws(ImportFailure) in
            var found: [RecordMatch] = []
            for key in keys {
                let match = try Self.one(entity, key, session, inBin: inBin)
                if !found.contains(match) { found.append(match) }
            }
            return found
        }
    }

    /// The one record that the key means.
    static func one(
        _ entity: Entity, _ key: String, _ session: StoreSession, inBin: Bool = false
    ) throws(ImportFailure) -> RecordMatch {
        let matches = try session.called(key, entity, inBin: inBin).map { id throws(ImportFailure) in
            try RecordMatch(id, of: entity, session)
        }
        if matches.count > 1 { throw .keyFindsSeveral(key, entity, matches.map(\.name)) }
        if let match = matches.first { return match }
        let nearest = try session.nearest(entity, to: key, inBin: inBin)
        throw .keyFindsNone(key, entity, inBin: inBin, nearest: nearest.first)
    }
}
