extension Entity {
    package static let tickets = Entity(
        "tickets", singular: "ticket",
        keys: [["number"]],
        unique: [["number"]],
        isUniquePerSource: true,
        rules: [
            .numbered(field: "number", toldBy: ["subject", "contact"]),
            .inherit(field: "account", from: "contact"),
            .assignable(field: "assignee", refusesLight: true),
        ],
        chronology: ["created_at", "resolved_at", "closed_at"],
        handover: Handover(
            field: "assignee", kind: .work, status: "status", finished: ["closed"],
            settlement: Handover.Settlement(from: "resolved", to: "closed", at: "closed_at")),
        visibility: Visibility(contact: "contact", group: "account", allows: "sees_account_tickets"),
        likeness: Likeness(
            name: ["subject"], form: .text, time: "created_at",
            shown: ["number", "subject", "contact", "status", "created_at", "assignee", "closed_at"],
            rules: [
                LikenessRule(
                    "contact and subject, within an hour", kind: "subject", score: 95,
                    keys: [.reference("contact"), .name], within: 3_600),
                LikenessRule(
                    "contact and subject, within three days", kind: "subject", score: 75,
                    keys: [.reference("contact"), .name], within: 3 * 86_400),
                LikenessRule(
                    "contact and a similar subject, within a day", kind: "subject", score: 65,
                    keys: [.reference("contact"), .nameWord], minName: 0.92, within: 86_400),
            ]),
        fields: [
            Field("number", maxLength: 64, merge: .keep),
            Field("subject", required: true, maxLength: 1_000),
            Field("description", maxLength: 1_000_000),
            Field("contact", .reference("contacts"), required: true, onMissing: .reject, onDelete: .cascade),
            Field("account", .reference("accounts"), onDelete: .cascade),
            Field("status", .picklist(.ticketStatus)),
            Field("priority", .picklist(.ticketPriority)),
            Field("channel"),
            Field("category"),
            Field("sub_category"),
            Field("classification"),
            Field("type"),
            Field("language", .language),
            Field("assignee", .reference("agents")),
            Field("team", .reference("teams")),
            Field("department", .reference("departments")),
            Field("project", .reference("projects")),
            Field("product", .reference("products")),
            Field("cc", maxLength: 4_096),
            Field("due_at", .instant),
            Field("created_at", .instant, merge: .earliest),
            Field("resolved_at", .instant, merge: .keep),
            Field("closed_at", .instant, merge: .keep),
            Field("resolution", maxLength: 1_000_000),
            Field("satisfaction"),
            Field("tags", .tags, maxLength: 4_096),
        ])
}
