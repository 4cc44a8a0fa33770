/// What an agent may do and be given, by role and status. Empty: an ordinary active agent.
package struct AgentStanding: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let disabled = AgentStanding(rawValue: 1)
    package static let removed = AgentStanding(rawValue: 2)
    package static let light = AgentStanding(rawValue: 4)
    package static let administrator = AgentStanding(rawValue: 8)
    /// A manager, or one who works on tickets, or one of whom nothing is said.
    package static let ordinary: AgentStanding = []

    /// The role that may do everything.
    package static let administratorRole = "administrator"

    /// The roles that only administrators give and take away.
    package static let leadingRoles = [administratorRole, "manager"]

    /// Statuses of agents who cannot act.
    package static let inactiveStatuses = ["disabled", "removed"]

    /// The fields that decide.
    package static let roleField = "role"
    package static let statusField = "status"

    package init(role: String?, status: String?) {
        self =
            switch role {
            case Self.administratorRole: .administrator
            case "light_agent": .light
            default: .ordinary
            }
        switch status {
        case "disabled": insert(.disabled)
        case "removed": insert(.removed)
        default: break
        }
    }

    package var isActive: Bool { isDisjoint(with: [.disabled, .removed]) }

    package var isActiveAdministrator: Bool { isActive && contains(.administrator) }

    /// Why the agent can neither act nor be assigned anything: a status or a role; nil where they can.
    package var hindrance: String? {
        if contains(.removed) { return "removed" }
        if contains(.disabled) { return "disabled" }
        return contains(.light) ? "light_agent" : nil
    }

    /// What stands against being the primary contact: `a light agent`; nil for an active administrator.
    package var notAdministrator: String? {
        if isActiveAdministrator { return nil }
        return isActive ? contains(.light) ? "a light agent" : "no administrator" : hindrance
    }
}
