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
    /// The live agent with this email address.
    package func actor(_ email: String) throws(ImportFailure) -> Actor? {
        guard exists(Catalog.actors) else { return nil }
        let statement = try prepare("SELECT id, role, status FROM agents WHERE email = ?1 AND deleted_at IS NULL")
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
        let statement = try prepare(
            "SELECT email FROM agents WHERE role = ?1 AND coalesce(status, 'active') = 'active' "
                + "AND deleted_at IS NULL ORDER BY id LIMIT 1")
        defer { statement.reset() }
        statement.bindCopy(1, AgentStanding.administratorRole)
        return try statement.next() ? statement.string(0) : nil
    }
}
