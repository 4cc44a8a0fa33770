import HelpDesk
import Tables

/// Finds what refers to records that an undo takes away and is not of the undone run itself; and what a deletion of
/// these records would take along.
struct UndoReferrers {
    private let plan: UndoPlan
    private var session: StoreSession { plan.session }
    /// References as the undo puts them back, and records that it sends to the recycle bin again.
    private let bin = RunBin()
    private(set) var found: [(entity: Entity, id: UInt32, field: String, target: String)] = []
    private(set) var links: [UndoFootprint.LinkKey] = []
    private(set) var changes = BinChanges()
    private(set) var along: [EntityName: Int] = [:]
    private var roots: [(entity: Entity, id: UInt32)] = []
    private var knownRoots: [EntityName: Set<UInt32>] = [:]

    init(_ plan: UndoPlan) throws(ImportFailure) {
        self.plan = plan
        try noteFormerReferences()
        for entity in Catalog.entities where session.exists(entity) {
            for field in entity.storedFields where field.isReference { try scan(entity, field) }
        }
        for (table, sides) in LinkSides.all.sorted(by: { $0.key < $1.key }) { try scan(table, sides) }
        if plan.choices.cascades && !roots.isEmpty { try collectChanges() }
    }

    private func noteFormerReferences() throws(ImportFailure) {
        let mark = bin.note(PackedPosition(table: 0, row: 0), 0)
        try plan.footprint.formerRecords { entity, id, former throws(ImportFailure) in
            if self.plan.isKept(entity.name, id) { return }
            for column in former {
                if column.name == "deleted_at", column.value != .null { self.bin.doom(entity.name, id, by: mark) }
                guard let field = entity.storedFields.first(where: { $0.column == column.name }), field.isReference
                else { continue }
                self.bin.setReference(entity.name, field.name, id, column.value.id ?? 0)
            }
        }
    }

    private mutating func scan(_ entity: Entity, _ field: Field) throws(ImportFailure) {
        guard let name = field.target, let target = Catalog.entity(name), let going = plan.going[name],
            let column = field.column, session.columns(of: entity).contains(column)
        else { return }
        let own = plan.going[entity.name] ?? IDRanges()
        let statement = try session.prepare(
            "SELECT id, \(column) FROM \(entity.name) NOT INDEXED WHERE deleted_at IS NULL "
                + "AND \(going.hullCondition(column))")
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            let value = UInt32(truncatingIfNeeded: statement.integer(1))
            if own.contains(Int64(id)) || !going.contains(Int64(value)) { continue }
            if bin.reference(entity.name, field.name, id) != nil || bin.deleter(entity.name, id) != nil { continue }
            found.append((entity, id, field.name, try session.label(value, of: name)))
            addRoot(target, value)
        }
    }

    private mutating func addRoot(_ entity: Entity, _ id: UInt32) {
        if knownRoots[entity.name, default: []].insert(id).inserted { roots.append((entity, id)) }
    }

    /// Links that the run has not made, between a record that goes and a live one that stays.
    private mutating func scan(_ table: String, _ sides: LinkSides) throws(ImportFailure) {
        let ranges = sides.entities.map { plan.going[$0] ?? IDRanges() }
        guard ranges.contains(where: { !$0.isEmpty }), session.hasTable(table) else { return }
        let conditions = zip(ranges, sides.columns).map { $0.hullCondition($1) }
        let statement = try session.prepare(
            "SELECT \(sides.columns.joined(separator: ", ")) FROM \(table) WHERE \(conditions.joined(separator: " OR "))"
        )
        while try statement.next() {
            let key = UndoFootprint.LinkKey(table: table, first: statement.integer(0), second: statement.integer(1))
            let areGoing = [ranges[0].contains(key.first), ranges[1].contains(key.second)]
            if areGoing[0] != areGoing[1], !plan.footprint.addedLinks.contains(key) { try note(key, sides, ranges) }
        }
    }

    private mutating func note(
        _ key: UndoFootprint.LinkKey, _ sides: LinkSides, _ ranges: [IDRanges]
    ) throws(ImportFailure) {
        let goes = ranges[0].contains(key.first) ? 0 : 1
        let ids = [key.first, key.second].map { UInt32(truncatingIfNeeded: $0) }
        guard let staying = Catalog.entity(sides.entities[1 - goes]), try isLive(staying, ids[1 - goes]) else { return }
        links.append(key)
        let label = try session.label(ids[goes], of: sides.entities[goes])
        found.append((staying, ids[1 - goes], sides.entities[goes].rawValue, label))
    }

    private func isLive(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> Bool {
        let statement = try session.prepare("SELECT 1 FROM \(entity.name) WHERE id = ?1 AND deleted_at IS NULL")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next()
    }

    private mutating func collectChanges() throws(ImportFailure) {
        let deletion = try session.nextDeletion()
        var closure = DeletionClosure(session: session, bin: bin)
        try closure.run(roots)
        for (entity, records) in closure.along {
            for (id, _) in records where !plan.isGoing(entity.name, Int64(id)) {
                changes.move(entity, id, to: deletion)
                along[entity.name, default: 0] += 1
            }
        }
        for change in closure.detached where !plan.isGoing(change.entity.name, Int64(change.id)) {
            let new = change.field.target.map { plan.isGoing($0, Int64(change.new)) } == true ? 0 : change.new
            changes.detached.append(
                ReferenceChange(
                    deletion: deletion, entity: change.entity, id: change.id, field: change.field, old: change.old,
                    new: new))
        }
    }
}
