extension Entity {
    /// Something said in a ticket: a reply, or a note among agents. Conversations and threads are comments too.
    package static let comments = Entity(
        "comments", singular: "comment",
        keys: [["ticket", "author_agent", "author_contact", "created_at", "body"]],
        optionalKeyParts: ["author_agent", "author_contact"],
        rules: [
            .fallback(field: "visibility", value: "private"),
            .lightWrites(field: "visibility", value: "private", author: "author_agent"),
        ],
        alternatives: [FieldAlternatives("author", ["author_agent", "author_contact"])],
        labels: ["body"],
        fields: [
            Field("ticket", .reference("tickets"), required: true, onMissing: .reject, onDelete: .cascade),
            Field("body", required: true, maxLength: 1_000_000),
            Field("kind", .picklist(.commentKind)),
            Field("direction", .picklist(.direction)),
            Field("author_agent", .reference("agents")),
            Field("author_contact", .reference("contacts")),
            Field("from", maxLength: 4_096, column: "from_address"),
            Field("to", maxLength: 4_096, column: "to_address"),
            Field("visibility", .picklist(.visibility)),
            Field("created_at", .instant),
        ])
}
