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

    /// What `from:` may hold: a reference, a list of them, or `{ all: Labels }`.
    static func source(_ place: YAMLPlace) -> ColumnSource? {
        if let items = place.items() {
            let references = items.compactMap(reference)
            if items.isEmpty { place.mistake("at least one column belongs here") }
            return references.isEmpty ? nil : .first(references)
        }
        if place.node.mapping?.contains(where: { $0.key.string == "all" }) == true {
            return place.fields(["all"])?["all"]?.string().map { .all($0) }
        }
        return reference(place).map { .first([$0]) }
    }
}
