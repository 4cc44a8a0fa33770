/// A piece of HTML. Made of a `String` it is escaped, so a text of the input cannot become markup by oversight.
struct HTML {
    private(set) var markup: String

    private init(markup: String) { self.markup = markup }

    init(_ text: String) { markup = Self.escaped(text) }

    static let empty = HTML(markup: "")

    /// Markup of the program's own, never anything of the input.
    static func raw(_ markup: StaticString) -> HTML { HTML(markup: "\(markup)") }

    static func tag(_ name: StaticString, _ attributes: KeyValuePairs<String, String>, _ content: HTML) -> HTML {
        let attributes = attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
        return HTML(markup: "<\(name)\(attributes)>\(content.markup)</\(name)>")
    }

    static func tag(_ name: StaticString, _ attributes: KeyValuePairs<String, String>, _ text: String) -> HTML {
        tag(name, attributes, HTML(text))
    }

    static func tag(_ name: StaticString, _ content: HTML) -> HTML { tag(name, [:], content) }

    static func tag(_ name: StaticString, _ text: String) -> HTML { tag(name, [:], HTML(text)) }

    static func join(_ parts: [HTML], _ separator: HTML = .raw("\n")) -> HTML {
        HTML(markup: parts.filter { !$0.markup.isEmpty }.map(\.markup).joined(separator: separator.markup))
    }

    static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.markup + right.markup) }

    /// A link inside the report's folder.
    static func link(file path: String, _ text: String) -> HTML {
        tag("a", ["href": address(path)], text)
    }

    /// A relative path as an address: unreserved characters and slashes stay, all else is percent-encoded.
    static func address(_ path: String) -> String {
        path.utf8.map { byte in
            let isPlain = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "-._~/".utf8.contains(byte)
            if isPlain { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }

    /// Control characters, which HTML does not allow, and marks that turn the direction of text become visible.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\t": out.unicodeScalars.append(scalar)
            default: out.unicodeScalars.append(scalar.isControl ? "\u{FFFD}" : scalar)
            }
        }
        return out
    }
}
