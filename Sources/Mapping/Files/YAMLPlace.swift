import HelpDesk
import Yams

/// A value in a mapping or job file with the keys that lead to it; asking for the wrong kind of value notes a mistake.
package struct YAMLPlace {
    let node: Node
    package let path: String
    let log: MistakeLog

    package var line: Int { node.mark?.line ?? 0 }

    package func mistake(_ message: String, suggestion: String? = nil) {
        log.note(line: line, column: node.mark?.column ?? 0, path: path, message, suggestion: suggestion)
    }

    func at(_ node: Node, _ key: String) -> YAMLPlace {
        YAMLPlace(node: node, path: path.isEmpty ? key : "\(path).\(key)", log: log)
    }

    /// True for `key:` with nothing behind it.
    package var isEmpty: Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return scalar.string.isEmpty || scalar.string == "~"
    }

    /// Whether `key: value` lines stand here.
    package var hasKeys: Bool { node.mapping != nil }

    /// Plain text, taken as it stands: `2024`, `true` and `null` are texts too.
    package var text: String? {
        isEmpty ? nil : node.scalar?.string
    }
}

extension YAMLPlace {
    /// Keys and values in the order of the file.
    func entries(_ what: String = "`key: value` lines") -> [(key: YAMLPlace, value: YAMLPlace)]? {
        guard let mapping = node.mapping else {
            mistake("\(what) belong here")
            return nil
        }
        return mapping.map { key, value in
            let name = key.scalar?.string ?? "?"
            return (at(key, name), at(value, name))
        }
    }

    /// The values by key; other keys than these are mistakes.
    package func fields(_ allowed: [String]) -> [String: YAMLPlace]? {
        guard let entries = entries() else { return nil }
        var found: [String: YAMLPlace] = [:]
        for (key, value) in entries {
            let name = key.text ?? ""
            if allowed.contains(name) {
                found[name] = value
            } else {
                key.unknown("the key", name, among: allowed)
            }
        }
        return found
    }

    package func items() -> [YAMLPlace]? {
        guard let sequence = node.sequence else { return nil }
        return sequence.enumerated().map { index, item in
            YAMLPlace(node: item, path: "\(path)[\(index)]", log: log)
        }
    }

    package func string() -> String? {
        if let text { return text }
        mistake(isEmpty ? "a text is missing" : "one text belongs here")
        return nil
    }

    /// A text or a list of texts.
    package func strings() -> [String] {
        guard let items = items() else { return string().map { [$0] } ?? [] }
        return items.compactMap { $0.string() }
    }

    package func positive() -> Int? {
        guard let text, let number = Int(text), number > 0 else {
            mistake("a whole number from 1 belongs here")
            return nil
        }
        return number
    }

    package func boolean() -> Bool? {
        switch text?.lowercased() {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            mistake("true or false belongs here")
            return nil
        }
    }

    /// One of the words of a closed list.
    package func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type = Choice.self) -> Choice?
    where Choice.RawValue == String {
        guard let text = string() else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        unknown("the value", text, among: Choice.allCases.map(\.rawValue))
        return nil
    }

    /// Notes that a name is not one of the known ones: with the nearest of them, or all if none is near.
    package func unknown(_ what: String, _ name: String, among names: [String], of owner: String = "is not known here")
    {
        let nearest = NearestName.of(name, among: names)
        let list = nearest == nil && !names.isEmpty ? " (known: \(names.joined(separator: ", ")))" : ""
        mistake("\(what) \"\(name)\" \(owner)\(list)", suggestion: nearest)
    }
}
