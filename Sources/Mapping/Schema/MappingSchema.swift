import Foundation
import HelpDesk
import Tables

/// The JSON Schema of mapping files, by which editors complete and check them. `docs/mapping.schema.json` is this text.
///
/// What is a list of names – keys, entities, fields, transforms, policies – comes from where the parser has it; the shapes
/// around them stand here. The parser stays the judge: it also knows what goes together.
package enum MappingSchema {
    /// The text of the schema.
    package static let json = schema.written() + "\n"

    /// Where the schema lies beside the presets; nil where it was not installed.
    package static var path: String? {
        Presets.find().folder.map { PathName.folder(of: $0) + "/docs/mapping.schema.json" }
            .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }

    private static var schema: JSONValue {
        .object([
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "Deskferry mapping"),
            ("description", "How one kind of file becomes records of the help desk; see docs/mapping-files.md."),
            ("type", "object"),
            ("properties", properties(TableParser.keys, table)),
            ("required", ["records"]),
            ("additionalProperties", false),
            ("$defs", definitions),
        ])
    }

    // MARK: The document

    private static func table(_ key: String) -> JSONValue? {
        switch key {
        case "name", "title", "source": text
        case "read": reference("read")
        case "recognise":
            described(
                "Headers by which a file is known: all of them; of a list within the list any one.",
                oneOf([text, list(oneOf([text, list(text)]))]))
        case "records": ["type": "array", "minItems": 1, "items": reference("record")]
        case "unmapped": choices(UnmappedPolicy.self)
        case "missing_columns": choices(MissingColumnsPolicy.self)
        case "seen": reference("seen")
        default: nil
        }
    }

    private static var definitions: JSONValue {
        let columns = Catalog.entities.map { ("columns_\($0.name)", self.columns($0)) }
        let shared: [(String, JSONValue)] = [
            ("text", ["type": ["string", "number", "boolean"]]),
            ("read", closed(ReadOptionsParser.keys, read)),
            ("record", record),
            ("header", header),
            ("source", source),
            ("transform", oneOf([reference("transform_item"), list(reference("transform_item"))])),
            ("transform_item", TransformSchema.item),
            ("column", closed(ColumnParser.keys, column)),
            ("seen", closed(SeenParser.keys, seen, required: ["rows", "columns"])),
            ("seen_column", closed(SeenParser.columnKeys, seenColumn, required: ["header"])),
        ]
        return .object((shared + columns).map { (key: $0.0, value: $0.1) })
    }

    private static func read(_ key: String) -> JSONValue? {
        switch key {
        case "encoding", "clear_token": text
        case "delimiter": names([",", ";", "|", "\t", "tab", "\\t", "comma", "semicolon", "pipe"])
        case "quote": names(["\"", "'"])
        case "decimal": names([".", ","])
        case "header_row", "data_row": positive
        case "sheet": ["type": ["string", "integer"]]
        case "null_values", "strip_suffix": texts
        case "short_rows": choices(ShortRowPolicy.self)
        case "blanks": choices(BlankPolicy.self)
        case "duplicates": choices(DuplicatePolicy.self)
        case "binned": choices(BinnedPolicy.self)
        default: nil
        }
    }

    // MARK: Records

    /// One item of `records:`; which fields there are depends on the entity.
    private static var record: JSONValue {
        let choices = Catalog.entities.map { entity in
            JSONValue.object([
                ("if", ["properties": ["entity": ["const": .text(entity.name.rawValue)]]]),
                (
                    "then",
                    ["properties": ["columns": reference("columns_\(entity.name)"), "key": keys(entity)]]
                ),
            ])
        }
        guard case .object(let pairs) = closed(RecordParser.keys, recordField, required: ["entity", "columns"]) else {
            return [:]
        }
        return .object(pairs + [("allOf", .list(choices))])
    }

    private static func recordField(_ key: String) -> JSONValue? {
        switch key {
        case "entity": names(Catalog.entities.map(\.name.rawValue))
        case "when": reference("header")
        case "key": true
        case "mode": choices(RecordMode.self)
        case "columns": ["type": "object"]
        case "required": texts
        default: nil
        }
    }

    private static func keys(_ entity: Entity) -> JSONValue {
        let usable = RecordMapping.keys(of: entity)
        let fields = names(usable.flatMap(\.fields).uniqued())
        return oneOf([fields, list(oneOf([fields, list(fields)]))])
    }

    private static func columns(_ entity: Entity) -> JSONValue {
        let fields = entity.fields.filter { !$0.isDerived }
        let alternatives = entity.alternatives.map { (key: $0.name, value: self.alternatives(entity, $0.name)) }
        let properties =
            fields.map { (key: $0.name, value: target($0)) } + alternatives
            + ColumnParser.targets.map { ($0.name, $0 == .action ? action : target(nil)) }
        return .object([
            ("type", "object"), ("properties", .object(properties)),
            ("patternProperties", ["^custom\\.[^_]": target(nil)]), ("additionalProperties", false),
        ])
    }

    /// Fields of which one gets the value: the keys of all their targets, one or several.
    private static func alternatives(_ entity: Entity, _ name: String) -> JSONValue {
        let lookUps = names(
            entity.targets(of: name).flatMap { target in
                ReferenceParser.lookUps(target).map { "\(target.name).\($0)" }
            })
        let column: JSONValue = [
            "allOf": [
                reference("column"), ["properties": ["refers_to": oneOf([lookUps, list(lookUps)])]],
            ]
        ]
        return oneOf([reference("source"), column])
    }

    private static var action: JSONValue {
        let words = choices(RecordAction.self)
        let column: JSONValue = [
            "allOf": [
                reference("column"),
                ["properties": ["values": ["type": "object", "additionalProperties": words]]],
            ]
        ]
        return oneOf([reference("source"), column])
    }

    /// A source alone, or one with options; of a reference, the keys of its target.
    private static func target(_ field: Field?) -> JSONValue {
        guard let target = field?.target.flatMap(Catalog.entity) else {
            return oneOf([reference("source"), reference("column")])
        }
        let lookUps = ReferenceParser.lookUps(target).map { "\(target.name).\($0)" }
        let column: JSONValue = [
            "allOf": [reference("column"), ["properties": ["refers_to": names(lookUps)]]]
        ]
        return oneOf([reference("source"), column])
    }

    // MARK: Columns

    private static var header: JSONValue {
        oneOf([
            text,
            [
                "type": "object", "properties": ["header": text, "nth": positive], "required": ["header"],
                "additionalProperties": false,
            ],
        ])
    }

    /// What `from:` may hold; a `{ header: …, nth: … }` belongs into `from:`.
    private static var source: JSONValue {
        oneOf([text, ["type": "array", "minItems": 1, "items": reference("header")]])
    }

    private static func column(_ key: String) -> JSONValue? {
        switch key {
        case "from": from
        case "value", "separator", "zone", "date": text
        case "transform": reference("transform")
        case "values": ["type": "object", "additionalProperties": text]
        case "on_unknown": choices(UnknownPolicy.self)
        case "on_invalid": choices(InvalidPolicy.self)
        case "refers_to": texts
        case "on_missing": choices(MissingPolicy.self)
        case "many": choices(ManyPolicy.self)
        case "unit": choices(DurationUnit.self)
        case "update": choices(UpdatePolicy.self)
        case "blanks": choices(BlankPolicy.self)
        case "optional": ["type": "boolean"]
        default: nil
        }
    }

    private static var from: JSONValue {
        oneOf([
            reference("header"), ["type": "array", "minItems": 1, "items": reference("header")],
            ["type": "object", "properties": ["all": text], "required": ["all"], "additionalProperties": false],
            [
                "type": "object",
                "properties": ["join": ["type": "array", "minItems": 2, "items": reference("header")], "with": text],
                "required": ["join"], "additionalProperties": false,
            ],
        ])
    }

    // MARK: What the file looked like

    private static func seen(_ key: String) -> JSONValue? {
        switch key {
        case "date": text
        case "rows": ["type": "integer", "minimum": 0]
        case "columns": list(reference("seen_column"))
        default: nil
        }
    }

    private static func seenColumn(_ key: String) -> JSONValue? {
        let percent: JSONValue = ["type": "number", "minimum": 0, "maximum": 100]
        switch key {
        case "header": return ["type": "string"]
        case "blank": return percent
        case "shapes":
            return .object([
                ("type", "object"), ("propertyNames", names(ValueShape.allCases.map(\.rawValue))),
                ("additionalProperties", percent),
            ])
        case "values": return ["type": "object", "additionalProperties": ["type": "integer", "minimum": 0]]
        default: return nil
        }
    }
}

// MARK: - Pieces

extension MappingSchema {
    package static var text: JSONValue { reference("text") }
    package static var texts: JSONValue { oneOf([text, list(text)]) }
    package static var positive: JSONValue { ["type": "integer", "minimum": 1] }

    package static func reference(_ name: String) -> JSONValue { ["$ref": .text("#/$defs/\(name)")] }

    package static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    package static func oneOf(_ choices: [JSONValue]) -> JSONValue { ["anyOf": .list(choices)] }

    package static func names(_ names: [String]) -> JSONValue { ["enum": .list(names.map { .text($0) })] }

    package static func choices<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> JSONValue
    where Choice.RawValue == String { names(Choice.allCases.map(\.rawValue)) }

    package static func described(_ description: String, _ schema: JSONValue) -> JSONValue {
        guard case .object(let pairs) = schema else { return schema }
        return .object([("description", .text(description))] + pairs)
    }

    /// The keys that the parser knows, each with its schema.
    package static func properties(_ keys: [String], _ schema: (String) -> JSONValue?) -> JSONValue {
        .object(
            keys.map { key in
                guard let value = schema(key) else { preconditionFailure("the schema does not know the key \(key)") }
                return (key, value)
            })
    }

    /// An object with these keys and no others.
    package static func closed(
        _ keys: [String], _ schema: (String) -> JSONValue?, required: [String] = []
    ) -> JSONValue {
        .object(
            [("type", "object"), ("properties", properties(keys, schema))]
                + (required.isEmpty ? [] : [("required", .list(required.map { .text($0) }))])
                + [("additionalProperties", false)])
    }
}
