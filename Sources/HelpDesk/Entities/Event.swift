extension Entity {
    /// A meeting or visit.
    package static let events = Entity(
        "events", singular: "event",
        keys: [["subject", "contact", "ticket", "starts_at"]],
        optionalKeyParts: ["contact", "ticket"],
        rules: [.assignable(field: "owner", refusesLight: false)],
        chronology: ["starts_at", "ends_at"],
        fields: [
            Field("subject", required: true, maxLength: 1_000),
            Field("starts_at", .instant, required: true),
            Field("ends_at", .instant, required: true),
            Field("owner", .reference("agents")),
            Field("ticket", .reference("tickets"), onDelete: .cascade),
            Field("contact", .reference("contacts"), onDelete: .cascade),
            Field("account", .reference("accounts"), onDelete: .cascade),
            Field("description", maxLength: 65_535),
        ])
}
