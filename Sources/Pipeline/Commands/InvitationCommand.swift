import HelpDesk
import Mapping
import Storage
import Tables

/// `contacts invite`: requests invitations for those who have none yet; the others stay as they are.
package struct InvitationCommand {
    private let entity: Entity
    private let invitation: Invitation
    private let options: RunOptions

    package init(_ entity: Entity, _ options: RunOptions) throws(ImportFailure) {
        guard let invitation = entity.invitation else { throw .notInvited(entity) }
        self.entity = entity
        self.invitation = invitation
        self.options = options
    }

    /// - Returns: nil where nobody is meant.
    package func plan(keys: [String], condition: String?) throws(ImportFailure) -> ImportPlan? {
        if keys.isEmpty && condition == nil { throw .nobodyToInvite(entity) }
        var command = RunCommand("\(entity.name) invite", right: .edit, deed: "invite \(entity.name)")
        let people = try RightCheck(command, options).plan(options.actor, in: options.database) {
            () throws(ImportFailure) in try self.people(keys, condition)
        }
        if people.isEmpty { return nil }
        var options = options
        command.choosesByCondition = condition != nil
        command.notes = note(people.filter { invitation.states.contains($0.state) })
        options.command = command
        let rows = people.map { person in
            (person.id, invitation.states.contains(person.state) ? person.state : invitation.requested)
        }
        return try InvitationTable.plan(entity, invitation, rows, options)
    }

    // MARK: Who

    /// Those whom the keys name and those whom the condition fits, each once.
    private func people(_ keys: [String], _ condition: String?) throws(ImportFailure) -> [Person] {
        try DatabaseReading.read(options.database) { session throws(ImportFailure) in
            var people = try named(keys, session)
            if let condition { people += try fitting(condition, session) }
            var seen: Set<UInt32> = []
            return people.filter { seen.insert($0.id).inserted }
        }
    }

    private struct Person {
        let id: UInt32
        let label: String
        let state: String
    }

    private func named(_ keys: [String], _ session: StoreSession) throws(ImportFailure) -> [Person] {
        var people: [Person] = []
        for key in keys {
            let match = try RecordLookup.one(entity, key, session)
            let state = try session.texts(entity, match.id, [invitation.field])[invitation.field]
            people.append(Person(id: match.id, label: match.label, state: state ?? invitation.none))
        }
        return people
    }

    private func fitting(_ condition: String, _ session: StoreSession) throws(ImportFailure) -> [Person] {
        var options = ListOptions(entity)
        options.condition = condition
        options.columns = "\(invitation.field),\(invitation.address)"
        var people: [Person] = []
        try session.select(try ListRequest(options).selection(session)) { records throws(ImportFailure) in
            people += records.map { record in
                Person(
                    id: record.id, label: record[invitation.address]?.text ?? "#\(record.id)",
                    state: record[invitation.field]?.text ?? invitation.none)
            }
        }
        return people
    }

    /// Names that a note can take.
    private static let namesShown = 10

    private func note(_ invited: [Person]) -> [String] {
        if invited.isEmpty { return [] }
        let names = invited.prefix(Self.namesShown).map { "\($0.label) (\($0.state))" }.joined(separator: ", ")
        let rest = invited.count > Self.namesShown ? " and \(invited.count - Self.namesShown) more" : ""
        return ["Invited before, and left as they are: \(names)\(rest)."]
    }
}

/// States of invitations to be written, as the table of a command.
enum InvitationTable {
    static func plan(
        _ entity: Entity, _ invitation: Invitation, _ rows: [(id: UInt32, state: String)], _ options: RunOptions
    ) throws(ImportFailure) -> ImportPlan {
        guard let field = entity.field(invitation.field) else { throw .notInvited(entity) }
        let table = try CommandTable(
            names: [ColumnTarget.recordID.name, field.name], rows: rows.map { [String($0.id), $0.state] })
        let columns = [FieldColumn(.recordID, cell: 0), FieldColumn(.field(field), cell: 1)]
        return try ImportPlanner(options).plan([
            FieldBinder.bind(table, entity: entity, columns: columns, keys: [.recordID], mode: .update)
        ])
    }
}

extension ImportFailure {
    static func notInvited(_ entity: Entity) -> ImportFailure {
        let names = Catalog.entities.filter { $0.invitation != nil }.map(\.name.rawValue).joined(separator: ", ")
        return ImportFailure(
            "action.refused", .usage, "\(entity.readableName) are not invited.", hint: "Only these are: \(names).")
    }

    fileprivate static func nobodyToInvite(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "key.missing", .usage, "It has to be said which \(entity.name) are invited.",
            hint: "Type their emails or other keys, or a condition: --where 'account = \"Acme Ltd\"'")
    }
}
