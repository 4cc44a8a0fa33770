extension Entity {
    /// A telephone call.
    package static let calls = Entity(
        "calls", singular: "call",
        keys: [["subject", "contact", "ticket", "starts_at"]],
        optionalKeyParts: ["contact", "ticket"],
        rules: [.assignable(field: "owner", refusesLight: false)],
        fields: [
            Field("subject", required: true, maxLength: 1_000),
            Field("direction", .picklist(.callDirection)),
            Field("starts_at", .instant, required: true),
            Field("duration", .duration),
            Field("owner", .reference("agents")),
            Field("ticket", .reference("tickets"), onDelete: .cascade),
            Field("contact", .reference("contacts"), onDelete: .cascade),
            Field("account", .reference("accounts"), onDelete: .cascade),
            Field("description", maxLength: 65_535),
        ])
}
