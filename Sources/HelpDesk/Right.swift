/// What an agent may need to be allowed to do; who may do what stands in docs/commands.md.
package enum Right: String, Sendable {
    /// Import, add, edit.
    case load
    /// Delete and restore.
    case delete
    /// Take an agent out of the help desk.
    case remove
    /// Set the primary contact, empty the recycle bin.
    case administer

    /// Whether it has to be said who does it, once there is an administrator.
    package var needsActor: Bool { self == .remove || self == .administer }

    /// Why an agent of this role and status may not, as the end of "the agent is …"; nil where they may.
    package func hindrance(role: String?, status: String?) -> String? {
        if let status, status == "disabled" || status == "removed" { return status }
        let role = role ?? "agent"
        return roles.contains(role) ? nil : Self.withArticle(role)
    }

    private var roles: Set<String> {
        switch self {
        case .load: ["administrator", "manager", "agent"]
        case .delete, .remove: ["administrator", "manager"]
        case .administer: ["administrator"]
        }
    }

    private static func withArticle(_ role: String) -> String {
        let words = role.replacing("_", with: " ")
        return ("aeiou".contains(words.prefix(1)) ? "an " : "a ") + words
    }
}
