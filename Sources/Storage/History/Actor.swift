import HelpDesk
import Tables

/// The agent in whose name a run is made.
package struct Actor: Sendable {
    package let id: UInt32
    package let role: String?
    package let status: String?

    /// Why the agent may not import; nil where they may.
    package var hindrance: String? { standing.hindrance }

    package var standing: AgentStanding { AgentStanding(role: role, status: status) }
}

extension StoreSession {
    /// The live agent with this email address.
    package func actor(_ email: String) throws(ImportFailure) -> Actor? {
        guard exists(.agents) else { return nil }
        let statement = try prepare("SELECT id, role, status FROM agents WHERE email = ?1 AND deleted_at IS NULL")
        defer { statement.reset() }
        statement.bindCopy(1, email.lowercased())
        guard try statement.next() else { return nil }
        return Actor(
            id: UInt32(truncatingIfNeeded: statement.integer(0)), role: statement.string(1), status: statement.string(2)
        )
    }
}
