import HelpDesk

/// Reads the block `read:`.
enum ReadOptionsParser {
    static let keys = [
        "encoding", "delimiter", "quote", "decimal", "header_row", "data_row", "sheet", "null_values", "strip_suffix",
        "short_rows", "blanks", "clear_token", "duplicates", "binned",
    ]

    static func parse(_ place: YAMLPlace) -> ReadOptions {
        var read = ReadOptions()
        guard let fields = place.fields(keys) else { return read }
        layout(fields, into: &read)
        read.nullValues = fields["null_values"]?.strings() ?? []
        read.stripSuffix = fields["strip_suffix"]?.strings() ?? []
        read.clearToken = fields["clear_token"]?.string()
        read.shortRows = fields["short_rows"]?.choice() ?? read.shortRows
        read.blanks = fields["blanks"]?.choice() ?? read.blanks
        read.duplicates = fields["duplicates"]?.choice() ?? read.duplicates
        read.binned = fields["binned"]?.choice() ?? read.binned
        return read
    }

    private static func layout(_ fields: [String: YAMLPlace], into read: inout ReadOptions) {
        read.encoding = fields["encoding"]?.string()
        read.delimiter = fields["delimiter"].flatMap(delimiter)
        read.quote = fields["quote"].flatMap { character($0, of: "\"'") }
        read.decimal = fields["decimal"].flatMap { character($0, of: ".,") }
        read.headerRow = fields["header_row"]?.positive()
        read.dataRow = fields["data_row"]?.positive()
        read.sheet = fields["sheet"].flatMap(sheet)
        if let dataRow = read.dataRow, dataRow <= read.headerRow ?? 1 {
            fields["data_row"]?.mistake("the data begin below the header, in row \((read.headerRow ?? 1) + 1) or later")
        }
    }

    private static func delimiter(_ place: YAMLPlace) -> Character? {
        switch place.text {
        case "tab", "\\t": "\t"
        case "comma": ","
        case "semicolon": ";"
        case "pipe": "|"
        default: character(place, of: ",;|\t")
        }
    }

    private static func character(_ place: YAMLPlace, of allowed: String) -> Character? {
        if let text = place.text, let only = text.first, text.count == 1, allowed.contains(only) { return only }
        let names = allowed.map { $0 == "\t" ? "tab" : "\"\($0)\"" }
        place.mistake("one of \(names.joined(separator: ", ")) belongs here")
        return nil
    }

    private static func sheet(_ place: YAMLPlace) -> SheetSelector? {
        guard let text = place.string() else { return nil }
        if place.node.scalar?.style == .plain, let number = Int(text), number > 0 { return .number(number) }
        return .name(text)
    }
}
