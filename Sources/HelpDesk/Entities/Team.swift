extension Entity {
    package static let teams = Entity(
        "teams", singular: "team",
        keys: [["department", "name"], ["name"]],
        fields: [
            Field("name", required: true, key: .caseless),
            Field("department", .reference("departments")),
            Field("description", maxLength: 65_535),
            // The same table as the agents' `teams`, seen from the other side.
            Field(
                "members",
                .references("agents", link: LinkTable(name: "agent_teams", owner: "team_id", member: "agent_id"))),
        ])
}
