/// A closed list of values, stored in English; `labels` are what people and other systems write for them.
package struct Picklist: Sendable, Hashable {
    package struct Value: Sendable, Hashable {
        package let name: String
        package let labels: [String]
    }

    package let values: [Value]

    package init(_ values: KeyValuePairs<String, [String]>) {
        self.values = values.map { Value(name: $0.key, labels: $0.value) }
    }

    package var names: [String] { values.map(\.name) }

    /// Every text that stands for a value.
    package var allTexts: [String] { values.flatMap { [$0.name] + $0.labels } }
}

extension Picklist {
    package static let agentRole = Picklist([
        "administrator": ["admin", "support administrator", "owner"],
        "manager": ["supervisor", "team lead"],
        "agent": ["advisor", "user", "support agent"],
        "light_agent": ["light", "collaborator"],
    ])

    package static let agentStatus = Picklist([
        "active": ["enabled", "confirmed", "true"],
        "disabled": ["inactive", "deactivated", "false"],
        "removed": ["deleted"],
    ])

    package static let projectStatus = Picklist([
        "active": ["open", "in progress", "planned", "new"],
        "archived": ["closed", "completed", "done", "inactive"],
    ])

    package static let taskStatus = Picklist([
        "not_started": ["new", "open", "to do", "planned", "deferred"],
        "in_progress": ["started", "in process", "waiting on someone else", "waiting on input"],
        "completed": ["done", "closed", "finished", "resolved"],
        "cancelled": ["canceled", "abandoned"],
    ])

    package static let callDirection = Picklist([
        "inbound": ["incoming", "in"],
        "outbound": ["outgoing", "out"],
        "missed": ["unanswered", "no answer"],
    ])

    package static let commentKind = Picklist([
        "reply": ["conversation", "thread", "email", "message", "response"],
        "note": ["comment", "internal note", "remark"],
    ])

    package static let direction = Picklist([
        "in": ["incoming", "inbound", "received"],
        "out": ["outgoing", "outbound", "sent"],
    ])

    package static let visibility = Picklist([
        "public": ["external", "customer", "true"],
        "private": ["internal", "hidden", "false"],
    ])

    package static let invitation = Picklist([
        "none": ["not invited"], "requested": [], "sent": ["invited"], "accepted": ["confirmed"],
    ])

    package static let ticketStatus = Picklist([
        "open": ["new", "reopened", "assigned", "in progress"],
        "on_hold": ["hold", "waiting on third party"],
        "pending": ["waiting", "waiting on customer", "awaiting user"],
        "escalated": [],
        "resolved": ["solved", "done", "completed", "finished"],
        "closed": ["archived"],
    ])

    package static let ticketPriority = Picklist([
        "low": ["lowest", "minor", "0 stars", "1 star", "1 stars"],
        "normal": ["medium", "2 stars", "3 stars"],
        "high": ["major", "4 stars"],
        "urgent": ["highest", "critical", "emergency", "5 stars"],
    ])
}
