import HelpDesk
import Mapping
import Storage
import Tables

/// An entity of which there is one record: shown and changed without a key, and the agent it is reached through.
package struct OrganizationDesk {
    private let entity: Entity
    private let database: String

    package init(_ entity: Entity, _ database: String) {
        self.entity = entity
        self.database = database
    }

    /// The record's id; a failure where nobody has described it.
    package func id() throws(ImportFailure) -> UInt32 {
        guard let id = try stored() else { throw .singleMissing(entity) }
        return id
    }

    /// Changes the record; the first time, makes it.
    package func edit(_ words: [String], _ options: RunOptions) throws(ImportFailure) -> ImportPlan {
        var assignments: [FieldAssignment] = []
        for word in words { assignments.append(try FieldAssignment(word, of: entity)) }
        try FieldAssignment.checkRepeats(assignments)
        for assignment in assignments where assignment.targets.contains(where: { $0.name == appointment }) {
            throw .useAppointment(entity, assignment.name)
        }
        let id = try stored()
        let names = assignments.flatMap { $0.targets.map(\.name) }
        if id == nil, let lacking = entity.fields.first(where: { $0.isRequired && !names.contains($0.name) }) {
            throw .singleIncomplete(entity, lacking.name)
        }
        return try plan(
            id, names: assignments.map(\.name), values: assignments.map(\.value),
            columns: FieldAssignment.columns(assignments, from: id == nil ? 0 : 1), options,
            RunCommand("\(entity.name) edit", right: .edit, deed: "change the \(entity.readableSingular)"))
    }

    /// Agents who can be appointed.
    package func candidates() throws(ImportFailure) -> [RecordMatch] {
        guard let (_, agents) = appointing else { return [] }
        return try DatabaseReading.read(database) { session throws(ImportFailure) in
            var candidates: [RecordMatch] = []
            for id in try session.liveIDs(agents) where try Self.unfitness(agents, id, session) == nil {
                candidates.append(try RecordMatch(id, of: agents, session))
            }
            return candidates
        }
    }

    /// - Returns: the plan, and what it will do, in sentences; nil where the agent is the primary contact already.
    package func setPrimaryContact(
        _ key: String, _ options: RunOptions
    ) throws(ImportFailure) -> (plan: ImportPlan, preview: [String])? {
        guard let (field, agents) = appointing else { throw .singleMissing(entity) }
        let id = try id()
        let command = RunCommand(
            "\(entity.name) set-primary-contact", right: .setPrimaryContact, deed: "set the primary contact")
        let (match, reason, former) = try DatabaseReading.read(database) { session throws(ImportFailure) in
            let match = try RecordLookup.one(agents, key, session)
            let former = try session.texts(entity, id, [field.name])[field.name].flatMap(UInt32.init)
            return (
                match, try Self.unfitness(agents, match.id, session),
                try former.map { id throws(ImportFailure) in try RecordMatch(id, of: agents, session) }
            )
        }
        if let reason {
            try RightCheck(command, options).check(options.actor, in: database)
            throw .unfitToBeAppointed(match.label, entity, reason, try candidates().map(\.name))
        }
        if former == match {
            try RightCheck(command, options).check(options.actor, in: database)
            return nil
        }
        let plan = try plan(
            id, names: [field.name], values: [match.label], columns: [FieldColumn(.field(field), cell: 1)], options,
            command)
        return (plan, ["The primary contact changes from \(former?.label ?? "nobody") to \(match.label)."])
    }

    // MARK: Parts

    private func stored() throws(ImportFailure) -> UInt32? {
        do {
            return try DatabaseReading.read(database) { session throws(ImportFailure) in
                try session.liveIDs(entity, limit: 1).first
            }
        } catch {
            guard error.code == "database.missing" else { throw error }
            return nil
        }
    }

    private func plan(
        _ id: UInt32?, names: [String], values: [String], columns: [FieldColumn], _ options: RunOptions,
        _ command: RunCommand
    ) throws(ImportFailure) -> ImportPlan {
        var options = options
        options.command = command
        let isKnown = id != nil
        let table = try CommandTable(
            names: (isKnown ? [ColumnTarget.recordID.name] : []) + names,
            rows: [id.map { [String($0)] + values } ?? values])
        return try ImportPlanner(options).plan([
            FieldBinder.bind(
                table, entity: entity, columns: (isKnown ? [FieldColumn(.recordID, cell: 0)] : []) + columns,
                keys: isKnown ? [.recordID] : RecordMapping.defaultKeys(entity, bound: Set(names)),
                mode: isKnown ? .update : .upsert)
        ])
    }

    /// The reference to the agent it is reached through, and what it refers to.
    private var appointing: (field: Field, agents: Entity)? {
        guard let field = appointment.flatMap(entity.field), let agents = field.target.flatMap(Catalog.entity) else {
            return nil
        }
        return (field, agents)
    }

    private var appointment: String? {
        for case .primaryContact(let field) in entity.rules { return field }
        return nil
    }

    private static func unfitness(
        _ agents: Entity, _ id: UInt32, _ session: StoreSession
    ) throws(ImportFailure) -> String? {
        let texts = try session.texts(agents, id, [AgentStanding.roleField, AgentStanding.statusField])
        let kind = ActorKind(role: texts[AgentStanding.roleField], status: texts[AgentStanding.statusField])
        return kind == .administrator ? nil : kind.description
    }
}

extension ImportFailure {
    static func singleMissing(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "record.unknown", .usage, "Nobody has said anything about the \(entity.readableSingular) yet.",
            hint: "Describe it: deskferry \(entity.name) edit 'name=Acme Support'")
    }

    static func singleIncomplete(_ entity: Entity, _ field: String) -> ImportFailure {
        ImportFailure(
            "assignment.missing", .usage,
            "Nobody has said anything about the \(entity.readableSingular) yet, and it needs a \(field).",
            hint: "Add \(field)=… to what you have typed.")
    }

    static func useAppointment(_ entity: Entity, _ field: String) -> ImportFailure {
        ImportFailure(
            "action.refused", .usage, "\(field) is not changed by an edit.",
            hint: "Use `deskferry \(entity.name) set-primary-contact EMAIL`.")
    }

    static func unfitToBeAppointed(
        _ name: String, _ entity: Entity, _ reason: String, _ candidates: [String]
    ) -> ImportFailure {
        ImportFailure(
            "primary_contact.invalid", .usage,
            "\(name) cannot be the \(entity.readableSingular)'s primary contact: the agent is \(reason).",
            hint: candidates.isEmpty
                ? "It has to be an active administrator, and there is none."
                : "Only an active administrator can: those named above. Nothing was written.", details: candidates)
    }
}
