extension Entity {
    package static let teams = Entity(
        "teams", singular: "team",
        keys: [["department", "name"], ["name"]],
        fields: [
            Field("name", required: true, key: .caseless),
            Field("department", .reference("departments")),
            Field("description", maxLength: 65_535),
        ])
}
