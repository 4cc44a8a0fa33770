extension Entity {
    /// What an account is entitled to, and how long.
    package static let contracts = Entity(
        "contracts", singular: "contract",
        keys: [["number"], ["account", "name"]],
        rules: [.assignable(field: "owner", refusesLight: false)],
        chronology: ["starts_on", "ends_on"],
        handover: Handover(field: "owner", kind: .property),
        fields: [
            Field("name", required: true, key: .caseless),
            Field("number", maxLength: 64),
            Field("account", .reference("accounts"), required: true, onMissing: .reject, onDelete: .cascade),
            Field("product", .reference("products")),
            Field("owner", .reference("agents")),
            Field("starts_on", .date),
            Field("ends_on", .date),
            Field("support_plan"),
            Field("description", maxLength: 65_535),
        ])
}
