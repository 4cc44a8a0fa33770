extension Entity {
    /// Where a file of a ticket or comment is; the file itself is not kept.
    package static let attachments = Entity(
        "attachments", singular: "attachment",
        keys: [["ticket", "comment", "name"]],
        optionalKeyParts: ["ticket", "comment"],
        oneOf: [["ticket", "comment"]],
        fields: [
            Field("ticket", .reference("tickets"), onMissing: .reject, onDelete: .cascade),
            Field("comment", .reference("comments"), onMissing: .reject, onDelete: .cascade),
            Field("name", required: true, maxLength: 1_000),
            Field("url", .url),
            Field("path", maxLength: 4_096),
            Field("size", .integer),
            Field("sha256", maxLength: 64),
        ])
}
