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
        likeness: Likeness(
            name: ["first_name", "last_name"], form: .person,
            shown: [
                "first_name", "last_name", "email", "secondary_email", "phone", "mobile", "account", "title", "city",
            ],
            rules: [
                LikenessRule(
                    "email address", kind: "email", score: 90, keys: [.email(["email", "secondary_email"])],
                    isStrong: true),
                LikenessRule(
                    "mailbox, apart from dots or a tag in the address", kind: "email", score: 70,
                    keys: [.mailbox(["email", "secondary_email"])]),
                LikenessRule(
                    "phone number", kind: "phone", score: 65, keys: [.phone(["phone", "mobile"])], isStrong: true),
                LikenessRule(
                    "name and account", kind: "name", score: 85, keys: [.reference("account"), .name], isStrong: true),
                LikenessRule(
                    "name and email domain", kind: "name", score: 80,
                    keys: [.domain(["email", "secondary_email"]), .name], isStrong: true),
                LikenessRule(
                    "account, and a similar name", kind: "name", score: 75, keys: [.reference("account"), .nameWord],
                    minName: 0.9),
                LikenessRule(
                    "email domain, and a similar name", kind: "name", score: 70,
                    keys: [.domain(["email", "secondary_email"]), .nameWord], minName: 0.9),
                LikenessRule(
                    "name and postal code", kind: "name", score: 70, keys: [.value("postal_code"), .name]),
            ]),
        recognition: Recognition(prior: 0.25, vagueNames: ["customers", "people", "leads"]),
        fields: [
            Field("salutation", maxLength: 64),
            Field("first_name", key: .caseless),
            Field("last_name", key: .caseless),
            Field("email", .email, merge: .spare(into: "secondary_email")),
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
            Field("invitation", .picklist(.invitation), merge: .furthest),
            Field(
                "projects",
                .references(
                    "projects", link: LinkTable(name: "contact_projects", owner: "contact_id", member: "project_id"))),
            Field("tags", .tags, maxLength: 4_096),
        ])
}
