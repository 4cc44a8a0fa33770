extension Entity {
    /// A customer organization: a company, or a department within one (`parent`).
    package static let accounts = Entity(
        "accounts", singular: "account",
        keys: [["parent", "name"], ["name"], ["account_number"]],
        optionalKeyParts: ["parent"],
        rules: [.actorOwns(field: "owner"), .assignable(field: "owner", refusesLight: false)],
        handover: Handover(field: "owner", kind: .property),
        fields: [
            Field("name", required: true, key: .caseless),
            Field("account_number", maxLength: 64),
            Field("website", .url),
            Field("email", .email),
            Field("phone", .phone),
            Field("fax", .phone),
            Field("industry"),
            Field("employees", .integer),
            Field("annual_revenue", .decimal),
            Field("owner", .reference("agents")),
            Field("parent", .reference("accounts"), onDelete: .lift),
            Field("segment"),
            Field("description", maxLength: 65_535),
            Field("street"),
            Field("city"),
            Field("state"),
            Field("postal_code", maxLength: 32),
            Field("country"),
            Field("language", .language),
            Field("tags", .tags, maxLength: 4_096),
        ])
}
