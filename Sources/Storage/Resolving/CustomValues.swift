import Foundation
import Tables

/// The `custom` column of a record: a JSON object of texts. What did not fit a field is nested under `_invalid`, names
/// that were not found under `_reference`. Always written in the same order, so that equal contents are equal texts.
struct CustomValues: Equatable {
    /// By dotted key: `region`, `_invalid.phone`.
    private(set) var values: [String: String] = [:]

    static let groups = ["_invalid", "_reference"]

    init() {}

    init(json: String?) {
        guard let json, let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else {
            return
        }
        for (key, value) in object {
            if Self.groups.contains(key), let nested = value as? [String: Any] {
                for (field, text) in nested { values["\(key).\(field)"] = Self.text(text) }
            } else {
                values[key] = Self.text(value)
            }
        }
    }

    private static func text(_ value: Any) -> String { value as? String ?? "\(value)" }

    subscript(key: String) -> String? {
        get { values[key] }
        set { values[key] = newValue }
    }

    /// What an older import kept because it did not fit is void once the field has a good value.
    mutating func forget(field: String) {
        for group in Self.groups { values["\(group).\(field)"] = nil }
    }

    /// The canonical JSON; nil where there is nothing.
    var json: String? {
        guard !values.isEmpty else { return nil }
        var members: [String] = []
        for group in Self.groups {
            let nested = values.filter { $0.key.hasPrefix(group + ".") }
            guard !nested.isEmpty else { continue }
            let inner = nested.map { (String($0.key.dropFirst(group.count + 1)), $0.value) }
            members.append("\(Self.quoted(group)):{\(Self.list(inner))}")
        }
        let plain = values.filter { pair in !Self.groups.contains { pair.key.hasPrefix($0 + ".") } }
        if !plain.isEmpty { members.append(Self.list(plain.map { ($0.key, $0.value) })) }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func list(_ pairs: [(String, String)]) -> String {
        pairs.sorted { $0.0 < $1.0 }.map { quoted($0.0) + ":" + quoted($0.1) }.joined(separator: ",")
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20: out += String(format: "\\u%04x", scalar.value)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
