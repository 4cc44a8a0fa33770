import HelpDesk
import Tables

/// Agents who have just come without anybody who may do everything.
package struct LeaderlessAgents: Sendable {
    package let count: Int
    /// What one is called who could become it, of these or else of the agents before them; nil where nobody is active.
    package let candidate: String?
}

/// The first administrator: somebody must be one as soon as there are agents.
extension Resolver {
    /// The agents whom this run has made, where no agent at all is an active administrator; after their last pass.
    package func leaderlessAgents() throws(ImportFailure) -> LeaderlessAgents? {
        let name = Catalog.actors.name
        guard let agents = indexes[name], agents.nextID > agents.firstNew, agents.firstAdministrator == nil else {
            return nil
        }
        let made = Array(agents.firstNew..<agents.nextID)
        let all = made + (try knownAgents())
        // A light agent only where there is no other one.
        let candidate = all.first { agents.standing($0).hindrance == nil } ?? all.first { agents.standing($0).isActive }
        return LeaderlessAgents(count: made.count, candidate: candidate.map { label($0, of: name) })
    }

    private func knownAgents() throws(ImportFailure) -> [UInt32] {
        let entity = Catalog.actors
        guard session.exists(entity) else { return [] }
        let statement = try session.prepare("SELECT id FROM \(entity.name) WHERE deleted_at IS NULL ORDER BY id")
        var ids: [UInt32] = []
        while try statement.next() { ids.append(UInt32(truncatingIfNeeded: statement.integer(0))) }
        return ids
    }

    /// Makes the agent an administrator who was named as the first one, when all rows about agents are decided.
    func appointAdministrator() throws(ImportFailure) -> ChangeBatch? {
        guard let email = context.firstAdministrator, let last = lastDecided,
            last.shape.entity.name == Catalog.actors.name, let agents = indexes[Catalog.actors.name]
        else { return nil }
        guard let id = agent(email) else { throw .firstAdministratorUnknown(email) }
        let standing = agents.standing(id)
        if !standing.isActive { throw .firstAdministratorInactive(email, standing.hindrance ?? "") }
        if standing.contains(.administrator) { return nil }
        agents.note(.administrator, of: id)
        appointed = email
        let records = RecordBatch(rows: RowBatch(), columns: last.shape.columns.count, hashColumns: 0)
        records.table = last.table
        let batch = ChangeBatch(shape: last.shape, records: records, referenceColumns: [])
        try write(administrator: id, agents, into: batch)
        return batch
    }

    /// The one live agent with this email address, known or made by this run.
    package func agent(_ email: String) -> UInt32? {
        let entity = Catalog.actors
        let hash = normalizer.hash(email, form: .caseless)
        guard hash != 0, let key = entity.unique.first,
            let id = indexes[entity.name]?.maps[KeyIdentity(key, of: entity, source: "")]?.find(hash),
            id != KeyMap.none, id != KeyMap.several
        else { return nil }
        return id
    }

    private func write(
        administrator id: UInt32, _ agents: EntityIndex, into batch: ChangeBatch
    ) throws(ImportFailure) {
        let entity = Catalog.actors
        guard let role = entity.field(AgentStanding.roleField), let column = role.column else { return }
        var update = RecordUpdate(
            entity: entity, id: id, assignments: [(column, .text(AgentStanding.administratorRole))])
        if let label = entity.field(role.labelName)?.column { update.assignments.append((label, .null)) }
        batch.updates.append(update)
        let former = agents.isNew(id) ? nil : try session.texts(entity, id, [role.name])[role.name]
        batch.changes.append(
            FieldChange(
                entity: entity.name, id: id, key: label(id, of: entity.name), field: role.name, old: former,
                new: AgentStanding.administratorRole,
                position: agents.wasSeen(id)
                    ? agents.sighting(id).position : Position(table: batch.records.table, row: 0)))
    }
}

extension BatchDecision {
    /// Whether the rule keeps a stored value: once there is an active administrator, there always is one.
    func keepsLastAdministrator(_ row: Int, _ column: Int, _ field: Field, _ new: StoredValue, _ stored: StoredRecord)
        -> Bool
    {
        guard plan.entity.name == Catalog.actors.name, index.tracksStandings else { return false }
        switch field.name {
        case AgentStanding.roleField: if new.text == AgentStanding.administratorRole { return false }
        case AgentStanding.statusField: if AgentStanding(role: nil, status: new.text).isActive { return false }
        default: return false
        }
        guard index.isOnlyAdministrator(stored.id) else { return false }
        report(
            .administratorLast, .warning, row, column: column, value: resolver.label(stored.id, of: plan.entity.name))
        return true
    }
}

extension ImportFailure {
    static func firstAdministratorUnknown(_ email: String) -> ImportFailure {
        ImportFailure(
            "administrator.unknown", .usage, "--first-admin: no agent \(email) is in these files or in the database.",
            hint: "Name one who is. Nothing was written.")
    }

    static func firstAdministratorInactive(_ email: String, _ status: String) -> ImportFailure {
        ImportFailure(
            "administrator.inactive", .usage, "--first-admin: the agent \(email) is \(status).",
            hint: "Name one who is active. Nothing was written.")
    }
}
