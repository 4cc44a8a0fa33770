extension Entity {
    /// The company that runs the help desk: one record, which every row is about.
    package static let organization = Entity(
        "organization", singular: "organization",
        keys: [["name"]],
        rules: [.primaryContact(field: "primary_contact")],
        isSingle: true,
        isDeletable: false,
        fields: [
            Field("name", required: true, key: .caseless),
            Field("time_zone", .timeZone),
            Field("language", .language),
            Field("primary_contact", .reference("agents")),
        ])
}
