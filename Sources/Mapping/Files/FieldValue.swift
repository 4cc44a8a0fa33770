import HelpDesk

/// Checks values that a mapping itself writes: constants, and the right side of `values:`.
struct FieldValue {
    let field: Field

    func check(_ text: String, _ place: YAMLPlace) {
        switch field.type {
        case .picklist(let list): Self.check(text, of: list, field.name, place)
        case .integer: demand(Int(text) != nil, "a whole number", text, place)
        case .decimal: demand(Double(text) != nil, "a number with a decimal dot", text, place)
        case .boolean: demand(["true", "false", "0", "1"].contains(text), "true or false", text, place)
        case .email: demand(text.split(separator: "@").count == 2, "an email address", text, place)
        case .date: demand(text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil, "a date yyyy-MM-dd", text, place)
        case .language: demand(text.wholeMatch(of: /[A-Za-z]{2,3}([-_].+)?/) != nil, "a code like pl", text, place)
        default: demand(text.unicodeScalars.count <= field.maxLength, "a shorter text", text, place)
        }
    }

    /// A text that is to stand for a value of a closed list.
    static func check(_ text: String, of list: Picklist, _ name: String, _ place: YAMLPlace) {
        let folded = text.lowercased()
        let isKnown = list.values.contains { $0.name == folded || $0.labels.contains(folded) }
        if isKnown { return }
        place.unknown("\"\(name)\" has no value", text, among: list.names, of: "to choose")
    }

    private func demand(_ holds: Bool, _ what: String, _ text: String, _ place: YAMLPlace) {
        if !holds { place.mistake("\"\(text)\" does not fit \"\(field.name)\", which takes \(what)") }
    }
}
