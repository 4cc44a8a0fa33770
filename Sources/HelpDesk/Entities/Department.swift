extension Entity {
    package static let departments = Entity(
        "departments", singular: "department",
        keys: [["name"]],
        fields: [
            Field("name", required: true, key: .caseless),
            Field("description", maxLength: 65_535),
        ])
}
