extension Entity {
    /// Time that an agent has spent on a ticket or task.
    package static let timeEntries = Entity(
        "time_entries", singular: "time_entry",
        keys: [["ticket", "task", "agent", "executed_at", "duration"]],
        optionalKeyParts: ["ticket", "task"],
        oneOf: [["ticket", "task"]],
        labels: ["executed_at"],
        fields: [
            Field("ticket", .reference("tickets"), onMissing: .reject, onDelete: .cascade),
            Field("task", .reference("tasks"), onMissing: .reject, onDelete: .cascade),
            Field("agent", .reference("agents"), required: true, onMissing: .reject),
            Field("executed_at", .instant, required: true),
            Field("duration", .duration, required: true),
            Field("billable", .boolean),
            Field("description", maxLength: 65_535),
        ])
}
