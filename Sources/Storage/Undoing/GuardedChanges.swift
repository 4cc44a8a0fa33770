import HelpDesk
import Tables

/// What a run has changed that not everybody may change, by what the catalog says of it: then not everybody may change
/// it back either, whatever kind of run it was.
package struct GuardedChanges {
    /// Somebody whom the run has removed, or brought back.
    package struct Person {
        package let id: UInt32
        package let label: String
        /// The one they have, or had before the run.
        package let role: String?
    }

    package private(set) var removals: [Person] = []
    /// Whether somebody else is the primary contact since. Not where nobody was before: then the program may have
    /// chosen by itself.
    package private(set) var hasChangedPrimaryContact = false

    package init(_ session: StoreSession, run: Int64) throws(ImportFailure) {
        let journal = try RunJournal(session, run: run, names: try JournalNames(session))
        var seen: Set<UInt32> = []
        try journal.entries { entry, table, bytes throws(ImportFailure) in
            guard entry.operation == .update, let entity = Catalog.entity(EntityName(rawValue: table)) else { return }
            if let contact = entity.primaryContact?.column {
                let former = journal.columns(entry, bytes).first { $0.name == contact }?.value
                if let former, former != .null { hasChangedPrimaryContact = true }
            }
            guard let removal = entity.removal else { return }
            let former = journal.columns(entry, bytes)
            for row in entry.rows {
                let id = UInt32(truncatingIfNeeded: row)
                guard let person = try Self.person(id, entity, removal, former, session), seen.insert(id).inserted
                else { continue }
                removals.append(person)
            }
        }
    }

    /// Nil where the record is as much removed as it was.
    private static func person(
        _ id: UInt32, _ entity: Entity, _ removal: Removal, _ former: [JournalColumn], _ session: StoreSession
    ) throws(ImportFailure) -> Person? {
        func formerly(_ name: String) -> JournalValue? {
            former.first { $0.name == entity.field(name)?.column }?.value
        }
        guard let status = formerly(removal.field) else { return nil }
        let now = try session.texts(entity, id, [AgentStanding.roleField, removal.field])
        guard (status.text == removal.value) != (now[removal.field] == removal.value) else { return nil }
        return Person(
            id: id, label: try session.label(id, of: entity.name),
            role: formerly(AgentStanding.roleField)?.text ?? now[AgentStanding.roleField])
    }
}
