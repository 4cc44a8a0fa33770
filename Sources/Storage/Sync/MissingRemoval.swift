import HelpDesk
import Tables

/// People who are missing and stay as records, because past work shows who did it: they are removed by the rule of
/// their entity, and what is in their hands goes on to somebody else.
package struct MissingRemoval {
    /// What they hold of one entity.
    package struct Holding: Sendable {
        package let entity: Entity
        package let handover: Handover
        package fileprivate(set) var open: [UInt32] = []
        /// In step with `open`: who has it.
        fileprivate var holders: [UInt32] = []
        package fileprivate(set) var settled: [UInt32] = []

        /// Somebody has to say who goes on with it.
        package var isWork: Bool { handover.kind == .work }
    }

    package let entity: Entity
    package let people: [UInt32]
    package private(set) var holdings: [Holding] = []
    /// The entity whose single record appoints one of them, and who that is.
    package private(set) var appointment: (entity: Entity, person: UInt32)?
    /// Whether nobody would be left who may do everything.
    package private(set) var isLeaderless = false
    private let removal: Removal
    private let session: StoreSession
    private let resolver: Resolver

    /// - Returns: nil where nobody leaves, or records of the entity are deleted.
    package init?(_ judge: SnapshotJudge, _ verdict: SnapshotVerdict) throws(ImportFailure) {
        guard let removal = verdict.terms.entity.removal, !verdict.leaving.isEmpty else { return nil }
        (entity, people) = (verdict.terms.entity, verdict.leaving)
        (session, resolver) = (judge.session, judge.resolver)
        self.removal = removal
        let leaving = IDSet(people)
        for other in Catalog.entities {
            guard let handover = other.handover, other.field(handover.field)?.target == entity.name else { continue }
            var holding = Holding(entity: other, handover: handover)
            try collect(&holding, of: leaving, judge.watch)
            if !holding.open.isEmpty || !holding.settled.isEmpty { holdings.append(holding) }
        }
        try findAppointment(leaving)
        try checkLeader(leaving)
    }

    // MARK: What they hold, as the run leaves it

    private func collect(
        _ holding: inout Holding, of leaving: IDSet, _ watch: SnapshotWatch
    ) throws(ImportFailure) {
        let (other, handover) = (holding.entity, holding.handover)
        let statuses = watch.statuses[other.name] ?? [:]
        var found: [(id: UInt32, holder: UInt32, status: String?)] = []
        try references(of: other, handover.field, status: handover.status) { id, holder, status in
            if leaving.contains(holder) { found.append((id, holder, status)) }
        }
        for (id, holder, stored) in found {
            let status = statuses[id].map { $0.isEmpty ? nil : $0 } ?? stored
            if let status, status == handover.settlement?.from {
                holding.settled.append(id)
            } else if status.map(handover.finished.contains) != true {
                holding.open.append(id)
                holding.holders.append(holder)
            }
        }
    }

    /// Calls with every live record, what it refers to by the field, and its stored status.
    private func references(
        of other: Entity, _ name: String, status: String? = nil, _ visit: (UInt32, UInt32, String?) -> Void
    ) throws(ImportFailure) {
        guard session.exists(other), let column = other.field(name)?.column,
            session.columns(of: other).contains(column)
        else { return }
        let (bin, known) = (resolver.bin, resolver.indexes[other.name]?.inheritable[name])
        let new = resolver.indexes[other.name].map { $0.firstNew..<max($0.firstNew, $0.nextID) } ?? 0..<0
        let condition = known == nil && !bin.touches(other.name) ? " AND \(column) IS NOT NULL" : ""
        let statement = try session.prepare(
            "SELECT id, \(column), \(status ?? "NULL") FROM \(other.name) WHERE deleted_at IS NULL\(condition)")
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            if bin.isBinned(other.name, id, stored: false) || new.contains(id) { continue }
            let stored = bin.reference(other.name, name, id) ?? UInt32(truncatingIfNeeded: statement.integer(1))
            visit(id, known?[id] ?? stored, statement.string(2))
        }
        guard let known else { return }
        for id in new where bin.deleter(other.name, id) == nil { visit(id, known[id], nil) }
    }

    // MARK: Who cannot go

    private mutating func findAppointment(_ leaving: IDSet) throws(ImportFailure) {
        for appointing in Catalog.entities {
            for case .primaryContact(let field) in appointing.rules {
                var appointed: UInt32?
                try references(of: appointing, field) { _, person, _ in
                    if leaving.contains(person) { appointed = person }
                }
                if let appointed { appointment = (appointing, appointed) }
            }
        }
    }

    /// As long as there is anybody, somebody must be left who may do everything.
    private mutating func checkLeader(_ leaving: IDSet) throws(ImportFailure) {
        guard entity.name == Catalog.actors.name, let index = resolver.indexes[entity.name] else { return }
        let leaders = index.standings.filter { $0.value.isActiveAdministrator }.keys
        isLeaderless = !leaders.isEmpty && leaders.allSatisfy(leaving.contains)
    }

    /// Why somebody cannot take over: a status, a role, or that nobody knows them; nil for those who can.
    package func hindrance(_ heir: UInt32?) -> String? {
        guard let heir else { return "unknown" }
        if people.contains(heir) { return "missing, too" }
        return resolver.indexes[entity.name]?.standing(heir).hindrance
    }

    // MARK: Writing

    /// Every field that gets another value.
    package func changes(heir: UInt32?) throws(ImportFailure) -> [FieldChange] {
        var changes: [FieldChange] = []
        for id in people {
            let former = try session.texts(entity, id, [removal.field])[removal.field]
            changes.append(change(entity, id, removal.field, former, removal.value))
        }
        for holding in holdings {
            for (id, holder) in zip(holding.open, holding.holders) {
                changes.append(
                    change(
                        holding.entity, id, holding.handover.field, resolver.label(holder, of: entity.name),
                        heir.map { resolver.label($0, of: entity.name) }))
            }
        }
        return changes
    }

    private func change(_ entity: Entity, _ id: UInt32, _ field: String, _ old: String?, _ new: String?) -> FieldChange
    {
        FieldChange(
            entity: entity.name, id: id, key: resolver.label(id, of: entity.name), field: field, old: old, new: new,
            position: Position(table: -1, row: 0))
    }

    package func write(heir: UInt32?, run: Int64) throws(ImportFailure) {
        let cleared = removal.clears.compactMap(entity.field)
        let columns = cleared.compactMap(\.column) + cleared.compactMap { $0.picklist == nil ? nil : $0.labelName }
        let values = columns.map { (column: $0, value: StoredValue.null) }
        for id in people {
            let status = [(column: removal.field, value: StoredValue.text(removal.value))]
            try session.write(RecordUpdate(entity: entity, id: id, assignments: status + values), run: run)
            for link in cleared.compactMap(\.linkTable) { try clear(link, of: id) }
        }
        let value = heir.map { StoredValue.integer(Int64($0)) } ?? .null
        for holding in holdings {
            guard let column = holding.entity.field(holding.handover.field)?.column else { continue }
            for id in holding.open {
                try session.write(
                    RecordUpdate(entity: holding.entity, id: id, assignments: [(column, value)]), run: run)
            }
        }
    }

    private func clear(_ link: LinkTable, of id: UInt32) throws(ImportFailure) {
        guard session.schema.existing[link.name] != nil else { return }
        let statement = try session.prepare("DELETE FROM \(link.name) WHERE \(link.owner) = ?1")
        statement.bind(1, Int64(id))
        try statement.run()
    }
}
