extension Entity {
    /// Something that an agent has to do.
    package static let tasks = Entity(
        "tasks", singular: "task",
        keys: [["subject", "ticket", "contact", "due_at"]],
        optionalKeyParts: ["ticket", "contact"],
        rules: [.assignable(field: "owner", refusesLight: false)],
        handover: Handover(field: "owner", kind: .property, status: "status", finished: ["completed", "cancelled"]),
        fields: [
            Field("subject", required: true, maxLength: 1_000),
            Field("status", .picklist(.taskStatus)),
            Field("priority", .picklist(.ticketPriority)),
            Field("due_at", .instant),
            Field("owner", .reference("agents")),
            Field("team", .reference("teams")),
            Field("ticket", .reference("tickets"), onDelete: .cascade),
            Field("contact", .reference("contacts"), onDelete: .cascade),
            Field("account", .reference("accounts"), onDelete: .cascade),
            Field("description", maxLength: 65_535),
        ])
}
