import HelpDesk
import Tables

/// The agent in whose name a run is made.
package struct Actor: Sendable {
    package let id: UInt32
    package let role: String?
    package let status: String?

    package var kind: ActorKind { ActorKind(role: role, status: status) }

    package var standing: AgentStanding { AgentStanding(role: role, status: status) }
}

extension StoreSession {
    /// What an actor is named by.
    private static var actorKey: String { Catalog.actors.unique[0].fields[0] }

    /// The live agent with this email address.
    package func actor(_ email: String) throws(ImportFailure) -> Actor? {
        guard exists(Catalog.actors) else { return nil }
        let (role, status) = (AgentStanding.roleField, AgentStanding.statusField)
        let statement = try prepare(
            "SELECT id, \(role), \(status) FROM \(Catalog.actors.name) "
                + "WHERE \(Self.actorKey) = ?1 AND deleted_at IS NULL")
        defer { statement.reset() }
        statement.bindCopy(1, email.lowercased())
        guard try statement.next() else { return nil }
        return Actor(
            id: UInt32(truncatingIfNeeded: statement.integer(0)), role: statement.string(1), status: statement.string(2)
        )
    }

    /// An active administrator, the one who came first; before there is one, anyone may do anything.
    package func firstAdministrator() throws(ImportFailure) -> String? {
        guard exists(Catalog.actors) else { return nil }
        let inactive = AgentStanding.inactiveStatuses.map { "'\($0)'" }.joined(separator: ", ")
        let statement = try prepare(
            "SELECT \(Self.actorKey) FROM \(Catalog.actors.name) WHERE \(AgentStanding.roleField) = ?1 "
                + "AND coalesce(\(AgentStanding.statusField), '') NOT IN (\(inactive)) "
                + "AND deleted_at IS NULL ORDER BY id LIMIT 1")
        defer { statement.reset() }
        statement.bindCopy(1, AgentStanding.administratorRole)
        return try statement.next() ? statement.string(0) : nil
    }
}
