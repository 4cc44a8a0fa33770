import HelpDesk
import Tables

/// The one reference of the help desk that must name an active administrator, as this run finds and leaves it.
struct PrimaryContact {
    let entity: Entity
    let field: Field
    /// The records that have the reference, and those it names.
    let owner: EntityIndex
    let agents: EntityIndex

    /// The record named now; `none` where there is none.
    var current: UInt32 {
        owner.onlyRecord == KeyMap.none ? KeyMap.none : owner.inheritable[field.name]?[owner.onlyRecord] ?? KeyMap.none
    }
}

extension Entity {
    /// The reference that the rule on the primary contact speaks of.
    var primaryContact: Field? {
        for case .primaryContact(let name) in rules { return field(name) }
        return nil
    }
}

extension Resolver {
    /// The entity with the reference, where rows of this one may touch it: its own, or those of the agents.
    static func primaryContactOwner(_ entity: Entity) -> (entity: Entity, field: Field)? {
        for owner in Catalog.entities {
            guard let field = owner.primaryContact else { continue }
            if owner.name == entity.name || field.target == entity.name { return (owner, field) }
        }
        return nil
    }

    func requestPrimaryContact(_ shape: RecordShape) {
        guard let (owner, field) = Self.primaryContactOwner(shape.entity), let target = field.target else { return }
        requests[owner.name, default: ScanRequest()].inheritable.insert(field.name)
        requests[owner.name]?.wantsNames = true
        requests[target, default: ScanRequest()].wantsStandings = true
        requests[target]?.wantsNames = true
    }

    func beginPrimaryContact(_ shape: RecordShape) throws(ImportFailure) {
        guard let (entity, field) = Self.primaryContactOwner(shape.entity), let target = field.target else {
            primaryContact = nil
            return
        }
        try load(entity.name, shape: nil)
        try load(target, shape: nil)
        guard let owner = indexes[entity.name], let agents = indexes[target] else { return }
        primaryContact = PrimaryContact(entity: entity, field: field, owner: owner, agents: agents)
    }

    /// Whether the run may set the reference: an administrator may, others never; whoever does not say who he is may as
    /// long as it is empty.
    var mayChangePrimaryContact: Bool {
        guard let id = context.actorID else { return primaryContact?.current == KeyMap.none }
        let standing = context.actorStanding ?? indexes[Catalog.actors.name]?.standing(id)
        return standing?.isActiveAdministrator ?? false
    }

    /// The first administrator becomes the primary contact where there is none: at the end of the entity that has the
    /// reference, or of the agents where that one is not in the run.
    func choosePrimaryContact() -> ChangeBatch? {
        guard let primary = primaryContact, let last = lastDecided, primary.owner.onlyRecord != KeyMap.none,
            primary.current == KeyMap.none, isTurnToChoose(primary, last.shape),
            let chosen = primary.agents.firstAdministrator
        else { return nil }
        primary.owner.inheritable[primary.field.name]?[primary.owner.onlyRecord] = chosen
        let records = RecordBatch(rows: RowBatch(), columns: last.shape.columns.count, hashColumns: 0)
        records.table = last.table
        let batch = ChangeBatch(shape: last.shape, records: records, referenceColumns: [])
        write(chosen, primary, into: batch)
        return batch
    }

    private func isTurnToChoose(_ primary: PrimaryContact, _ shape: RecordShape) -> Bool {
        shape.mode != .members
            && (shape.entity.name == primary.entity.name || !entities.contains(primary.entity.name))
    }

    private func write(_ chosen: UInt32, _ primary: PrimaryContact, into batch: ChangeBatch) {
        let id = primary.owner.onlyRecord
        batch.updates.append(
            RecordUpdate(
                entity: primary.entity, id: id, assignments: [(primary.field.column!, .integer(Int64(chosen)))]))
        let email = label(chosen, of: primary.agents.entity.name)
        let seen = [(primary.agents, chosen), (primary.owner, id)].first { $0.0.wasSeen($0.1) }
        let position = seen.map { $0.0.sighting($0.1).position } ?? Position(table: batch.records.table, row: 0)
        batch.records.report(
            Finding(
                .primaryContactChosen, .info, at: position, column: nil, field: primary.field.name, value: email),
            row: 0)
        batch.changes.append(
            FieldChange(
                entity: primary.entity.name, id: id, key: label(id, of: primary.entity.name),
                field: primary.field.name, old: nil, new: email, position: position))
    }
}

extension BatchDecision {
    /// Holds a row's primary contact against the rule; one that may not be stays out.
    func checkPrimaryContact(_ row: Int) {
        guard let primary = resolver.primaryContact, primary.owner === index,
            let place = plan.references.firstIndex(where: { $0.field.name == primary.field.name })
        else { return }
        let ids = batch.references.column(place)
        let column = plan.references[place].column
        guard ids[row] != KeyMap.none, ids[row] != primary.current else { return }
        if let reason = primary.agents.standing(ids[row]).notAdministrator {
            report(.primaryContactInvalid, .warning, row, column: column, [reason])
        } else if !resolver.mayChangePrimaryContact {
            report(.primaryContactForbidden, .warning, row, column: column)
        } else {
            return
        }
        ids[row] = KeyMap.none
    }

    /// Whether the rule keeps a stored value: the reference itself from being cleared, and the agent it names from
    /// becoming anything but an active administrator.
    func keepsPrimaryContact(_ row: Int, _ column: Int, _ field: Field, _ new: StoredValue, _ stored: StoredRecord)
        -> Bool
    {
        guard let primary = resolver.primaryContact else { return false }
        if primary.owner === index {
            guard field == primary.field, new == .null, !resolver.mayChangePrimaryContact else { return false }
            report(.primaryContactForbidden, .warning, row, column: column)
            return true
        }
        guard stored.id == primary.current else { return false }
        let standing: AgentStanding
        switch field.name {
        case AgentStanding.roleField: standing = AgentStanding(role: new.text, status: nil)
        case AgentStanding.statusField:
            standing = AgentStanding(role: AgentStanding.administratorRole, status: new.text)
        default: return false
        }
        guard let reason = standing.notAdministrator else { return false }
        report(
            .primaryContactInvalid, .warning, row, column: column,
            value: resolver.label(stored.id, of: plan.entity.name), [reason, "holder"])
        return true
    }
}
