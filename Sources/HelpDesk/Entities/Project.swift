extension Entity {
    /// Work that contacts are members of and tickets belong to.
    package static let projects = Entity(
        "projects", singular: "project",
        keys: [["name"]],
        chronology: ["starts_on", "ends_on"],
        fields: [
            Field("name", required: true, key: .caseless),
            Field("description", maxLength: 65_535),
            Field("status", .picklist(.projectStatus)),
            Field("starts_on", .date),
            Field("ends_on", .date),
            Field("account", .reference("accounts")),
        ])
}
