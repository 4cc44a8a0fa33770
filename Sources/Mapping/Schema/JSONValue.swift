import Foundation

/// A JSON text with its keys in the order given, for files that people read.
package indirect enum JSONValue {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// Lines with two spaces for each level.
    package func written(_ indent: String = "") -> String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .list(let items):
            items.isEmpty ? "[]" : Self.block("[", items.map { $0.written(indent + "  ") }, "]", indent)
        case .object(let pairs):
            pairs.isEmpty
                ? "{}"
                : Self.block(
                    "{", pairs.map { Self.quoted($0.key) + ": " + $0.value.written(indent + "  ") }, "}", indent)
        }
    }

    /// In one line where it fits.
    private static func block(_ open: String, _ items: [String], _ close: String, _ indent: String) -> String {
        let line = open + items.joined(separator: ", ") + close
        if line.count + indent.count <= 110, !line.contains("\n") { return line }
        let inner = items.map { indent + "  " + $0 }.joined(separator: ",\n")
        return "\(open)\n\(inner)\n\(indent)\(close)"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            .replacing("\t", with: "\\t")
        return "\"\(escaped)\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements.map { ($0.0, $0.1) }) }
}
