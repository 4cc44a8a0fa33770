import HelpDesk

/// Reads one YAML document: the mapping of one kind of table.
struct TableParser {
    let file: String
    let fallbackName: String
    let origin: MappingOrigin
    let folder: String

    static let keys = [
        "name", "title", "source", "read", "recognise", "records", "unmapped", "missing_columns",
        "seen",
    ]

    func parse(_ place: YAMLPlace) -> TableMapping? {
        guard let fields = place.fields(Self.keys) else { return nil }
        let name = fields["name"]?.string() ?? fallbackName
        let read = fields["read"].map(ReadOptionsParser.parse) ?? ReadOptions()
        let records = records(fields["records"], in: place, decimal: read.decimal)
        return TableMapping(
            name: name,
            title: fields["title"]?.string() ?? name,
            source: fields["source"]?.string() ?? Self.source(of: name),
            read: read,
            recognise: fields["recognise"].map(recognise) ?? [],
            records: records,
            unmapped: fields["unmapped"]?.choice() ?? .keep,
            missingColumns: fields["missing_columns"]?.choice() ?? .stop,
            seen: fields["seen"].flatMap(SeenParser.parse),
            origin: origin, file: file, line: place.line, folder: folder)
    }

    /// `zoho-desk/contacts` is of the system `zoho-desk`.
    private static func source(of name: String) -> String {
        let parts = name.split(separator: "/")
        return parts.count > 1 ? String(parts[0]) : TableMapping.defaultSource
    }

    /// A list of headers; a list within it holds names any of which will do.
    private func recognise(_ place: YAMLPlace) -> [[String]] {
        guard let items = place.items() else { return place.string().map { [[$0]] } ?? [] }
        return items.map { $0.strings() }.filter { !$0.isEmpty }
    }

    private func records(_ place: YAMLPlace?, in table: YAMLPlace, decimal: Character?) -> [RecordMapping] {
        guard let place else {
            table.mistake("`records:` is missing: what a row becomes")
            return []
        }
        guard let items = place.items(), !items.isEmpty else {
            place.mistake("a list of records belongs here, each beginning with `- entity: …`")
            return []
        }
        return items.compactMap { RecordParser(decimal: decimal).parse($0) }
    }
}
