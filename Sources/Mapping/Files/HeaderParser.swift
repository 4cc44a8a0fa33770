/// Reads what stands for a column of the source.
enum HeaderParser {
    /// `Titre` or `{ header: Titre, nth: 1 }`
    static func reference(_ place: YAMLPlace) -> HeaderReference? {
        if place.node.mapping == nil { return place.string().map { HeaderReference($0) } }
        guard let fields = place.fields(["header", "nth"]) else { return nil }
        guard let header = fields["header"] else {
            place.mistake("`header:` is missing")
            return nil
        }
        return header.string().map { HeaderReference($0, nth: fields["nth"]?.positive()) }
    }

    /// What `from:` may hold: a reference, a list of them, `{ all: Labels }`, or `{ join: [Street, Number], with: " " }`.
    static func source(_ place: YAMLPlace) -> ColumnSource? {
        if let items = place.items() {
            let references = items.compactMap(reference)
            if items.isEmpty { place.mistake("at least one column belongs here") }
            return references.isEmpty ? nil : .first(references)
        }
        if has("all", place) { return place.fields(["all"])?["all"]?.string().map { .all($0) } }
        if has("join", place) || has("with", place) { return joined(place) }
        return reference(place).map { .first([$0]) }
    }

    private static func has(_ key: String, _ place: YAMLPlace) -> Bool {
        place.node.mapping?.contains { $0.key.string == key } == true
    }

    /// Without `with:` a space stands between the columns.
    private static func joined(_ place: YAMLPlace) -> ColumnSource? {
        guard let fields = place.fields(["join", "with"]) else { return nil }
        let references = fields["join"]?.items()?.compactMap(reference) ?? []
        guard references.count > 1 else {
            (fields["join"] ?? place).mistake("`join:` takes a list of columns, at least two: `join: [Street, Number]`")
            return nil
        }
        guard let with = fields["with"] else { return .joined(references, with: " ") }
        guard let text = with.node.scalar?.string else {
            with.mistake("one text belongs here")
            return nil
        }
        return .joined(references, with: with.isEmpty ? "" : text)
    }
}
