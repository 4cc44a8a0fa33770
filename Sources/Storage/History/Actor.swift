import HelpDesk
import Tables

/// The agent in whose name a run is made.
package struct Actor: Sendable {
    package let id: UInt32
    package let role: String?
    package let status: String?

    /// Why the agent may not do this, as the end of "the agent is …"; nil where they may.
    package func hindrance(_ right: Right) -> String? { right.hindrance(role: role, status: status) }

    /// Has left: may not even look.
    package var isRemoved: Bool { status == "removed" }

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

    /// Whether there is anybody who may do everything; before, anyone may.
    package func hasAdministrator() throws(ImportFailure) -> Bool {
        guard exists(Catalog.actors) else { return false }
        let statement = try prepare(
            "SELECT 1 FROM agents WHERE role = 'administrator' AND coalesce(status, 'active') = 'active' "
                + "AND deleted_at IS NULL LIMIT 1")
        defer { statement.reset() }
        return try statement.next()
    }
}
