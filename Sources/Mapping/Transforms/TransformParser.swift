/// Reads `transform:`: one item or a list of them; each is a name, or a name with parameters (`{ prefix: "PL-" }`).
enum TransformParser {
    static func parse(_ place: YAMLPlace) -> [AnyTransform] {
        (place.items() ?? [place]).compactMap(item)
    }

    private static func item(_ place: YAMLPlace) -> AnyTransform? {
        guard place.node.mapping != nil else { return transform(named: place, parameters: nil) }
        guard let entries = place.entries(), let only = entries.first, entries.count == 1 else {
            place.mistake("one transform belongs here, such as `{ prefix: \"PL-\" }`; write several as a list")
            return nil
        }
        return transform(named: only.key, parameters: only.value)
    }

    private static func transform(named place: YAMLPlace, parameters: YAMLPlace?) -> AnyTransform? {
        guard let name = place.string() else { return nil }
        guard let type = TransformList.named(name) else {
            let meant = TransformList.meant(by: name)
            let list = meant == nil ? " (known: \(TransformList.names.joined(separator: ", ")))" : ""
            place.mistake("the transform \"\(name)\" is not known here\(list)", suggestion: meant)
            return nil
        }
        return parse(type, TransformParameters(name: place, value: parameters))
    }

    private static func parse<T: Transform>(_ type: T.Type, _ parameters: TransformParameters) -> AnyTransform? {
        T.parse(parameters).map(AnyTransform.init)
    }
}

/// What stands behind the name of a transform.
struct TransformParameters {
    /// Where the name stands.
    let name: YAMLPlace
    /// Nil where there is the name alone.
    let value: YAMLPlace?

    /// Notes a mistake where there are parameters after all.
    func areNone() -> Bool {
        guard let value, !value.isEmpty else { return true }
        value.mistake("`\(word)` takes no parameters")
        return false
    }

    /// The one text behind the name.
    func text(example: String) -> String? {
        guard let value = given(example: example) else { return nil }
        guard let text = value.node.scalar?.string, !text.isEmpty else {
            value.mistake("one text belongs here, such as `{ \(word): \(example) }`")
            return nil
        }
        return text
    }

    /// The values by key; other keys than these, and the lack of a needed one, are mistakes.
    func fields(_ needed: [String], optional: [String] = [], example: String) -> [String: YAMLPlace]? {
        guard let value = given(example: example), let fields = value.fields(needed + optional) else { return nil }
        let missing = needed.filter { fields[$0] == nil }
        for key in missing { value.mistake("`\(key):` is missing, as in `{ \(word): \(example) }`") }
        return missing.isEmpty ? fields : nil
    }

    /// What stands behind the name; a mistake where nothing does.
    func given(example: String) -> YAMLPlace? {
        if let value { return value }
        name.mistake("`\(word)` needs parameters: `{ \(word): \(example) }`")
        return nil
    }

    private var word: String { name.text ?? "" }
}
