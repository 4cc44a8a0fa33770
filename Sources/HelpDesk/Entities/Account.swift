extension Entity {
    /// A customer organization: a company, or a department within one (`parent`).
    package static let accounts = Entity(
        "accounts", singular: "account",
        keys: [["parent", "name"], ["name"], ["account_number"]],
        optionalKeyParts: ["parent"],
        rules: [.actorOwns(field: "owner"), .assignable(field: "owner", refusesLight: false)],
        handover: Handover(field: "owner", kind: .property),
        likeness: Likeness(
            name: ["name"], form: .organization, apart: ["parent"],
            shown: ["name", "account_number", "parent", "website", "email", "phone", "street", "city", "country"],
            rules: [
                LikenessRule(
                    "name, apart from the legal form", kind: "name", score: 85, keys: [.name], isStrong: true),
                LikenessRule("similar name", kind: "name", score: 65, keys: [.nameEnd], minName: 0.93),
                LikenessRule("website domain", kind: "domain", score: 60, keys: [.domain(["website", "email"])]),
                LikenessRule("email address", kind: "domain", score: 75, keys: [.email(["email"])], isStrong: true),
                LikenessRule("phone number", kind: "phone", score: 60, keys: [.phone(["phone"])], isStrong: true),
                LikenessRule("account number", kind: "number", score: 80, keys: [.value("account_number")]),
            ]),
        recognition: Recognition(vagueNames: ["customers"]),
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
