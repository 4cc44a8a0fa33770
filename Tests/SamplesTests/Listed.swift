import Foundation

/// A value as `list` and `show` print it.
enum Listed: Decodable {
    case text(String)
    case list([Listed])
    case object([String: Listed])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let flag = try? value.decode(Bool.self) {
            self = .text(flag ? "yes" : "no")
        } else if let number = try? value.decode(Decimal.self) {
            self = .text("\(number)")
        } else if let list = try? value.decode([Listed].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: Listed].self))
        }
    }

    var text: String {
        switch self {
        case .text(let text): text
        case .list(let items): items.map(\.text).joined(separator: ", ")
        case .object(let fields):
            "{" + fields.map { "\"\($0)\":\"\($1.text)\"" }.sorted().joined(separator: ",") + "}"
        }
    }

    /// What is kept under `custom`.
    var entries: [(key: String, value: Listed)] {
        switch self {
        case .object(let fields): fields.map { ("custom.\($0)", $1) }
        case .text(let json): (try? JSONDecoder().decode(Listed.self, from: Data(json.utf8)))?.entries ?? []
        case .list: []
        }
    }
}
