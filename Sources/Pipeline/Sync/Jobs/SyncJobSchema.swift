import HelpDesk
import Mapping

/// The JSON Schema of job files, by which editors complete and check them. `docs/job.schema.json` is this text.
///
/// Which keys there are comes from the parser, which stays the judge: it also knows what goes together.
package enum SyncJobSchema {
    /// The text of the schema.
    package static let json = schema.written() + "\n"

    /// Where the schema lies beside the presets; nil where it was not installed.
    package static var path: String? { MappingSchema.installed("job.schema.json") }

    private static var schema: JSONValue {
        .object([
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "Deskferry sync job"),
            ("description", "Which files come again and again, and what is done with them; see docs/sync.md."),
            ("type", "object"),
            ("properties", MappingSchema.properties(SyncJobParser.keys, job)),
            ("required", ["sources"]),
            ("additionalProperties", false),
            ("$defs", definitions),
        ])
    }

    private static var definitions: JSONValue {
        .object([
            ("text", ["type": ["string", "number", "boolean"]]),
            ("duration", ["type": ["string", "number"], "pattern": "^[0-9.]+[smhd]?$"]),
            ("limit", ["type": ["string", "integer"], "pattern": "^[0-9]+$|^[0-9.]+%$"]),
            ("source", MappingSchema.closed(SyncSourceParser.keys, source, required: ["file"])),
        ])
    }

    private static func job(_ key: String) -> JSONValue? {
        switch key {
        case "name": ["type": "string", "maxLength": 64]
        case "db", "as", "report_dir", "memory", "first_admin", "on_success", "on_failure", "metrics_file":
            MappingSchema.text
        case "create", "visible_only", "invite", "warn_duplicates", "ledger": flag
        case "sources": ["type": "array", "minItems": 1, "items": MappingSchema.reference("source")]
        case "max_rejects", "max_changes": limit
        case "max": MappingSchema.texts
        case "timeout", "wait": duration
        case "on_rejects": rejectsHook
        case "log_format": MappingSchema.choices(LogFormat.self)
        default: policy(key)
        }
    }

    private static func source(_ key: String) -> JSONValue? {
        switch key {
        case "file", "map", "done", "encoding", "zone": MappingSchema.text
        case "take": MappingSchema.choices(SyncSource.Take.self)
        case "optional": flag
        case "min_age", "max_age": duration
        case "min_rows": count
        case "since": window
        case "sheet", "skip": MappingSchema.texts
        case "delimiter", "quote", "decimal": ["type": "string"]
        case "dates": MappingSchema.choices(DateOrder.self)
        default: policy(key)
        }
    }

    /// Of the job, and of each of its sources.
    private static func policy(_ key: String) -> JSONValue? {
        switch key {
        case "missing": MappingSchema.choices(MissingPolicy.Treatment.self)
        case "missing_for": MappingSchema.positive
        case "max_missing":
            MappingSchema.oneOf([limit, ["type": "array", "minItems": 1, "maxItems": 2, "items": limit]])
        case "cascade": flag
        case "reassign_open_to": MappingSchema.text
        default: nil
        }
    }

    private static var flag: JSONValue { ["type": "boolean"] }
    private static var count: JSONValue { ["type": "integer", "minimum": 0] }
    private static var duration: JSONValue { MappingSchema.reference("duration") }
    private static var limit: JSONValue { MappingSchema.reference("limit") }

    private static var window: JSONValue {
        let parts: (String) -> JSONValue? = { $0 == "column" ? MappingSchema.text : duration }
        return MappingSchema.oneOf([
            MappingSchema.text, MappingSchema.closed(SyncSourceParser.windowKeys, parts, required: ["column"]),
        ])
    }

    private static var rejectsHook: JSONValue {
        let parts: (String) -> JSONValue? = { $0 == "run" ? MappingSchema.text : flag }
        return MappingSchema.oneOf([
            MappingSchema.text, MappingSchema.closed(SyncJobParser.rejectsKeys, parts, required: ["run"]),
        ])
    }
}
