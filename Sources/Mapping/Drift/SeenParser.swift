/// Reads the block `seen:`.
enum SeenParser {
    static let keys = ["date", "rows", "columns"]
    static let columnKeys = ["header", "blank", "shapes", "values"]

    static func parse(_ place: YAMLPlace) -> SeenTable? {
        guard let fields = place.fields(keys) else { return nil }
        let columns = fields["columns"]?.items()?.compactMap(column)
        let rows = fields["rows"].map(count)
        guard let rows, let columns else {
            place.mistake("`rows:` and `columns:` belong here, as `deskferry map` writes them")
            return nil
        }
        return SeenTable(date: fields["date"]?.string(), rows: rows ?? 0, columns: columns)
    }

    private static func column(_ place: YAMLPlace) -> SeenTable.Column? {
        guard let fields = place.fields(columnKeys) else { return nil }
        let blank = fields["blank"].flatMap(percent) ?? 0
        guard let header = fields["header"]?.node.scalar?.string else {
            place.mistake("`header:` is missing")
            return nil
        }
        var column = SeenTable.Column(header: header, blank: blank)
        for (key, value) in fields["shapes"]?.entries() ?? [] {
            guard let shape = shape(key), let share = percent(value) else { continue }
            column.shapes[shape] = share
        }
        column.values = fields["values"].map(values)
        return column
    }

    private static func shape(_ place: YAMLPlace) -> ValueShape? {
        place.choice(ValueShape.self)
    }

    private static func values(_ place: YAMLPlace) -> [String: Int] {
        var values: [String: Int] = [:]
        for (key, value) in place.entries("lines such as `Open: 12`") ?? [] {
            guard let text = key.node.scalar?.string, let count = count(value) else { continue }
            values[text] = count
        }
        return values
    }

    private static func count(_ place: YAMLPlace) -> Int? {
        if let text = place.text, let number = Int(text), number >= 0 { return number }
        place.mistake("a whole number from 0 belongs here")
        return nil
    }

    private static func percent(_ place: YAMLPlace) -> Double? {
        if let text = place.text, let number = Double(text), (0...100).contains(number) { return number }
        place.mistake("a percentage from 0 to 100 belongs here")
        return nil
    }
}
