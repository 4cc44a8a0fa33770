/// What somebody does, as far as not everybody may.
package enum Right: String, Sendable, CaseIterable {
    /// Import files.
    case load
    /// Carry out a job that runs again and again.
    case sync
    /// Add and change records, put them together and apart, invite.
    case edit
    case delete, restore, undo
    /// Take agents out of the help desk.
    case remove
    case setPrimaryContact
    /// Empty the recycle bin for good.
    case purge
    /// See mail as it was written, with nothing masked.
    case unmask
    /// Check, inspect, list, show, export, look at runs.
    case look
}

/// Whoever acts, by what decides on what they may do: somebody who is not active is nothing else.
package enum ActorKind: Sendable, CaseIterable {
    case administrator, manager, agent, lightAgent, disabled, removed

    /// As the fields of an agent say it; without a role, an ordinary agent.
    package init(role: String?, status: String?) {
        self =
            switch (status, role) {
            case ("removed", _): .removed
            case ("disabled", _): .disabled
            case (_, AgentStanding.administratorRole): .administrator
            case (_, "manager"): .manager
            case (_, "light_agent"): .lightAgent
            default: .agent
            }
    }

    /// As far as a run keeps it in memory: managers count as ordinary agents.
    package init(_ standing: AgentStanding) {
        self =
            if standing.contains(.removed) {
                .removed
            } else if standing.contains(.disabled) {
                .disabled
            } else if standing.contains(.light) {
                .lightAgent
            } else {
                standing.contains(.administrator) ? .administrator : .agent
            }
    }

    package var isActive: Bool { self != .disabled && self != .removed }

    /// As the end of "the agent is …".
    package var description: String {
        switch self {
        case .administrator: "an administrator"
        case .manager: "a manager"
        case .agent: "an agent"
        case .lightAgent: "a light agent"
        case .disabled: "disabled"
        case .removed: "removed"
        }
    }

    fileprivate var noun: String { String(description.trimmingPrefix("an ").trimmingPrefix("a ")) }
}

/// Whether somebody may.
package enum Permission: Sendable {
    case yes, no
    /// Of people: anybody but themselves.
    case others
    /// Of people: anybody but themselves and administrators.
    case othersBelow
}

/// The table of who may do what.
package enum Permissions {
    /// Who is not listed may not.
    private static let table: [Right: [ActorKind: Permission]] = [
        .load: workers, .edit: workers,
        .sync: leaders, .delete: leaders, .restore: leaders, .undo: leaders,
        .remove: [.administrator: .others, .manager: .othersBelow],
        .setPrimaryContact: administrators, .purge: administrators, .unmask: administrators,
        .look: [.administrator: .yes, .manager: .yes, .agent: .yes, .lightAgent: .yes, .disabled: .yes],
    ]

    private static let administrators: [ActorKind: Permission] = [.administrator: .yes]
    private static let leaders: [ActorKind: Permission] = [.administrator: .yes, .manager: .yes]
    private static let workers: [ActorKind: Permission] = [.administrator: .yes, .manager: .yes, .agent: .yes]

    /// What nobody may do without saying who they are. The rest anybody may, for whoever holds the file holds the data.
    private static let personal: Set<Right> = [.remove, .setPrimaryContact, .purge, .unmask]

    /// - Parameter kind: nil where nobody has said who acts.
    package static func permission(_ right: Right, _ kind: ActorKind?) -> Permission {
        guard let kind else { return personal.contains(right) ? .no : .yes }
        return table[right]?[kind] ?? .no
    }

    /// Who may, as a clause: "only an active administrator or manager may".
    package static func whoMay(_ right: Right) -> String {
        if right == .look { return "everybody may who has not been removed" }
        let nouns = ActorKind.allCases.filter { permission(right, $0) != .no }.map(\.noun)
        let list = nouns.count < 2 ? nouns.joined() : nouns.dropLast().joined(separator: ", ") + " or " + nouns.last!
        return "only an active \(list) may"
    }
}
