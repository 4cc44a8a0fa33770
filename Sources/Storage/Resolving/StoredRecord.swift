import HelpDesk
import Tables

/// A record as it is stored, fetched because something about it differs.
struct StoredRecord {
    let id: UInt32
    let custom: String?
    let source: String?
    /// In the order of `Entity.storedFields`.
    let values: [StoredValue]
    private let columns: StoredColumns

    /// - Parameter bin: knows of references that this run has changed, and the database perhaps not yet.
    init?(
        _ session: StoreSession, _ entity: Entity, _ id: UInt32, _ bin: RunBin? = nil
    ) throws(ImportFailure) {
        let columns = try session.storedColumns(of: entity)
        let statement = columns.statement
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        guard try statement.next() else { return nil }
        self.id = id
        self.columns = columns
        custom = statement.string(0)
        source = statement.string(1)
        var values = (0..<columns.places.count).map { statement.value(Int32($0 + 2)) }
        for (name, changed) in bin?.references[entity.name] ?? [:] {
            guard let value = changed[id], let place = columns.places[name] else { continue }
            values[place] = value == 0 ? .null : .integer(Int64(value))
        }
        self.values = values
    }

    /// A stored reference; 0 is none.
    func reference(_ name: String) -> UInt32 {
        if case .integer(let id) = value(name) { UInt32(truncatingIfNeeded: id) } else { 0 }
    }

    /// The stored value of a field by name.
    func value(_ name: String) -> StoredValue {
        guard let place = columns.places[name] else { return .null }
        return values[place]
    }
}

/// Where an entity's fields are in a stored record, and the statement that fetches one: made once a session, since a
/// nightly run asks for every record that differs.
final class StoredColumns {
    /// By the field's name, in the order of `Entity.storedFields`.
    let places: [String: Int]
    let statement: SQLiteStatement

    init(_ session: StoreSession, _ entity: Entity) throws(ImportFailure) {
        let existing = session.columns(of: entity)
        let fields = entity.storedFields
        places = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
        let columns = fields.map { existing.contains($0.column!) ? $0.column! : "NULL" }.joined(separator: ", ")
        statement = try SQLiteStatement(
            session.connection, "SELECT custom, source, \(columns) FROM \(entity.name) WHERE id = ?1")
    }
}

extension StoreSession {
    func storedColumns(of entity: Entity) throws(ImportFailure) -> StoredColumns {
        if let known = storedColumns[entity.name] { return known }
        let columns = try StoredColumns(self, entity)
        storedColumns[entity.name] = columns
        return columns
    }
}

extension Resolver {
    /// What a person calls a record: its name, email, number or subject. A record that this run makes is not in the
    /// database when the run is only a check: it is called as its row does (`given`).
    func label(_ id: UInt32, of entity: EntityName, given: String? = nil) -> String {
        if let known = labels[entity]?[id] { return known }
        if let index = indexes[entity], index.isNew(id) { return index.names?[id] ?? given ?? "#\(id)" }
        let found = (try? session.label(id, of: entity)) ?? "#\(id)"
        labels[entity, default: [:]][id] = found
        return found
    }
}

extension Resolver {
    /// The members of a stored set of references.
    func members(_ link: LinkTable, of id: UInt32) -> Set<UInt32> {
        guard session.schema.existing[link.name] != nil,
            let statement = try? session.prepare("SELECT \(link.member) FROM \(link.name) WHERE \(link.owner) = ?1")
        else { return [] }
        statement.bind(1, Int64(id))
        var members: Set<UInt32> = []
        while (try? statement.next()) == true { members.insert(UInt32(truncatingIfNeeded: statement.integer(0))) }
        return members
    }
}
