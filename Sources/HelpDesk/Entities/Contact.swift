extension Entity {
    /// A person who writes to the help desk. Belongs to at most one account.
    package static let contacts = Entity(
        "contacts", singular: "contact",
        keys: [["email"], ["phone"], ["account", "last_name", "first_name"], .fullName],
        unique: [["email"]],
        identity: [["email"], ["phone"], .externalID, ["account", "last_name", "first_name"]],
        rules: [
            .assignable(field: "owner", refusesLight: false),
            .invites(
                Invitation(
                    field: "invitation", none: "none", requested: "requested", sent: "sent", accepted: "accepted",
                    address: "email")),
        ],
        association: "account",
        handover: Handover(field: "owner", kind: .property),
        fields: [
            Field("salutation", maxLength: 64),
            Field("first_name", key: .caseless),
            Field("last_name", key: .caseless),
            Field("email", .email),
            Field("secondary_email", .email),
            Field("account", .reference("accounts"), onDelete: .cascade),
            Field("department"),
            Field("type"),
            Field("title"),
            Field("phone", .phone),
            Field("mobile", .phone),
            Field("fax", .phone),
            Field("owner", .reference("agents")),
            Field("street"),
            Field("city"),
            Field("state"),
            Field("postal_code", maxLength: 32),
            Field("country"),
            Field("language", .language),
            Field("time_zone", .timeZone),
            Field("birthday", .date),
            Field("description", maxLength: 65_535),
            Field("segment"),
            Field("sees_account_tickets", .boolean),
            Field("invitation", .picklist(.invitation)),
            Field(
                "projects",
                .references(
                    "projects", link: LinkTable(name: "contact_projects", owner: "contact_id", member: "project_id"))),
            Field("tags", .tags, maxLength: 4_096),
        ])
}
