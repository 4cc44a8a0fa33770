extension Entity {
    package static let agents = Entity(
        "agents", singular: "agent",
        keys: [["email"], .fullName],
        unique: [["email"]],
        identity: [["email"]],
        isDeletable: false,
        removal: Removal(field: "status", value: "removed", clears: ["role", "departments", "teams"]),
        recognition: Recognition(vagueNames: ["people"]),
        fields: [
            Field("email", .email, required: true),
            Field("first_name", key: .caseless),
            Field("last_name", key: .caseless),
            Field("role", .picklist(.agentRole)),
            Field("status", .picklist(.agentStatus)),
            Field("phone", .phone),
            Field("mobile", .phone),
            Field("language", .language),
            Field("time_zone", .timeZone),
            Field(
                "departments",
                .references(
                    "departments",
                    link: LinkTable(name: "agent_departments", owner: "agent_id", member: "department_id"))),
            Field(
                "teams",
                .references("teams", link: LinkTable(name: "agent_teams", owner: "agent_id", member: "team_id"))),
        ])
}
