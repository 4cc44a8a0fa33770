import Foundation

/// Just enough of JSON Schema 2020-12 for the schemas of mapping and job files: what it cannot do is a failure, not a pass.
struct SchemaValidator {
    private let root: [String: Any]

    private static let known: Set<String> = [
        "$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties",
        "patternProperties", "propertyNames", "minProperties", "items", "minItems", "enum", "const", "anyOf", "allOf",
        "if", "then", "minimum", "maximum", "maxItems", "maxLength", "pattern",
    ]

    init(_ json: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
    }

    func mistakes(_ value: Any) -> [String] { check(value, root, "") }

    private func check(_ value: Any, _ schema: Any, _ path: String) -> [String] {
        if let flag = schema as? Bool { return flag ? [] : ["\(path): does not belong here"] }
        guard let schema = schema as? [String: Any] else { return ["\(path): the schema is none"] }
        var mistakes = Set(schema.keys).subtracting(Self.known).map { "\(path): the validator does not know \($0)" }
        if let name = schema["$ref"] as? String {
            mistakes += check(value, definition(name), path)
        }
        mistakes += simple(value, schema, path) + choices(value, schema, path)
        if let object = value as? [String: Any] { mistakes += properties(object, schema, path) }
        if let items = value as? [Any] {
            if let least = schema["minItems"] as? Int, items.count < least { mistakes.append("\(path): too few") }
            if let most = schema["maxItems"] as? Int, items.count > most { mistakes.append("\(path): too many") }
            if let each = schema["items"] {
                mistakes += items.enumerated().flatMap { check($0.element, each, "\(path)[\($0.offset)]") }
            }
        }
        return mistakes
    }

    private func definition(_ reference: String) -> Any {
        let name = reference.replacing("#/$defs/", with: "")
        return (root["$defs"] as? [String: Any])?[name] ?? ["unknown reference": reference]
    }

    private func simple(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var mistakes: [String] = []
        if let type = schema["type"] {
            let types = type as? [String] ?? [type as? String ?? "?"]
            if !types.contains(where: { Self.isType(value, $0) }) { mistakes.append("\(path): is no \(types)") }
        }
        if let list = schema["enum"] as? [Any], !list.contains(where: { Self.isSame($0, value) }) {
            mistakes.append("\(path): \(value) is not one of \(list)")
        }
        if let only = schema["const"], !Self.isSame(only, value) { mistakes.append("\(path): is not \(only)") }
        if let text = value as? String {
            if let most = schema["maxLength"] as? Int, text.count > most { mistakes.append("\(path): too long") }
            if let pattern = schema["pattern"] as? String,
                text.range(of: pattern, options: .regularExpression) == nil
            {
                mistakes.append("\(path): \(text) does not look like \(pattern)")
            }
        }
        if let number = value as? Double ?? (value as? Int).map(Double.init) {
            if let least = schema["minimum"] as? Double, number < least { mistakes.append("\(path): too small") }
            if let most = schema["maximum"] as? Double, number > most { mistakes.append("\(path): too large") }
        }
        return mistakes
    }

    private func choices(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var mistakes = (schema["allOf"] as? [Any] ?? []).flatMap { check(value, $0, path) }
        if let any = schema["anyOf"] as? [Any] {
            let results = any.map { check(value, $0, path) }
            if !results.contains(where: \.isEmpty) { mistakes += results.min { $0.count < $1.count } ?? [] }
        }
        if let condition = schema["if"], check(value, condition, path).isEmpty, let then = schema["then"] {
            mistakes += check(value, then, path)
        }
        return mistakes
    }

    private func properties(_ object: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
        let own = schema["properties"] as? [String: Any] ?? [:]
        let patterns = schema["patternProperties"] as? [String: Any] ?? [:]
        var mistakes = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map {
            "\(path): lacks \($0)"
        }
        if let least = schema["minProperties"] as? Int, object.count < least { mistakes.append("\(path): too few") }
        for (key, value) in object {
            let place = "\(path).\(key)"
            if let names = schema["propertyNames"] { mistakes += check(key, names, place) }
            let matching = patterns.filter { key.range(of: $0.key, options: .regularExpression) != nil }
            mistakes += matching.flatMap { check(value, $0.value, place) }
            if let each = own[key] {
                mistakes += check(value, each, place)
            } else if matching.isEmpty, let further = schema["additionalProperties"] {
                mistakes += check(value, further, place)
            }
        }
        return mistakes
    }

    private static func isType(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "string": value is String
        case "boolean": value is Bool
        case "integer": value is Int
        case "number": value is Int || value is Double
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: false
        }
    }

    private static func isSame(_ left: Any, _ right: Any) -> Bool {
        (left as? String).map { $0 == right as? String } ?? ("\(left)" == "\(right)")
    }
}
