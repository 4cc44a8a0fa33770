import Tables

extension ImportFailure {
    /// All mistakes of mapping files, one line each.
    package static func mappingInvalid(_ mistakes: [MappingMistake]) -> ImportFailure {
        let files = Set(mistakes.map(\.file)).sorted().joined(separator: ", ")
        let count = mistakes.count == 1 ? "a mistake" : "\(mistakes.count) mistakes"
        return ImportFailure(
            "mapping.invalid", .usage, "The mapping \(files) has \(count).",
            hint: "Put right the lines named below; nothing was read.", details: mistakes.map(\.text))
    }

    static func mappingUnreadable(_ path: String, cause: String) -> ImportFailure {
        ImportFailure(
            "mapping.unreadable", .usage, "The mapping file \(path) cannot be read.",
            hint: "Give the path of a mapping file, or the name of a preset (`deskferry presets list`).", cause: cause)
    }

    static func presetUnknown(_ name: String, nearest: String?) -> ImportFailure {
        let hint = nearest.map { "Did you mean \($0)?" } ?? "`deskferry presets list` shows the names of all presets."
        return ImportFailure(
            "mapping.not_found", .usage, "There is no mapping file and no preset named \(name).", hint: hint)
    }

    /// Every table that no mapping could be bound to; the code is that of the gravest trouble.
    static func tablesNotBound(_ troubles: [BindingTrouble]) -> ImportFailure {
        let code = troubles.map(\.code).min() ?? .noMatch
        let tables = troubles.count == 1 ? troubles[0].label : "\(troubles.count) tables"
        return ImportFailure(
            code.rawValue, .usage, code.message(tables), hint: code.hint, details: troubles.map(\.text))
    }
}

/// The codes of what may hinder binding, the gravest first.
private enum BindingCode: String, CaseIterable, Comparable {
    case noMatch = "mapping.no_match"
    case ambiguous = "mapping.ambiguous"
    case columnsMissing = "mapping.columns_missing"

    static func < (left: BindingCode, right: BindingCode) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }

    func message(_ tables: String) -> String {
        switch self {
        case .noMatch: "No mapping fits \(tables)."
        case .ambiguous: "Several mappings fit \(tables) equally well."
        case .columnsMissing: "Columns that the mapping needs are missing from \(tables)."
        }
    }

    var hint: String {
        switch self {
        case .noMatch:
            "Give a mapping with `--map FILE` (`deskferry presets show NAME` prints one to start from), or leave the "
                + "table out with the `--skip` shown."
        case .ambiguous: "Choose with one of the `--map` options shown."
        case .columnsMissing: "Correct the header or the mapping; `optional: true` marks columns that may be missing."
        }
    }
}

extension BindingTrouble {
    fileprivate var code: BindingCode {
        switch self {
        case .noMatch: .noMatch
        case .ambiguous: .ambiguous
        case .columnsMissing: .columnsMissing
        case .noTable: .noMatch
        }
    }

    fileprivate var label: String {
        if case .noTable = self { return table.file.name }
        return table.label
    }

    /// One line: the table, what is wrong with it, what to type.
    fileprivate var text: String {
        switch self {
        case .noMatch(let table, let nearest):
            return "\(label) \(Self.unknown(table, nearest)). To leave it out: --skip '\(label)'"
        case .noTable(let skipped):
            return skipped.map { "\($0.table.label) \($0.reason.text($0.table))" }.joined(separator: "; ")
                + ". To leave it out: --skip '\(label)'"
        case .ambiguous(_, let mappings):
            return "\(label): " + mappings.map { "--map '\(label)=\($0.name)'" }.joined(separator: " or ")
        case .columnsMissing(_, let mapping, let headers):
            return "\(label): \(mapping.name) needs \(Self.quoted(headers))"
        }
    }

    /// What a table has, and what it lacks: "has the columns …; X comes nearest, but needs … too".
    fileprivate static func unknown(
        _ table: any TableSource, _ nearest: (mapping: TableMapping, missing: [String])?
    ) -> String {
        let near = nearest.map { "\($0.mapping.name) comes nearest, but needs \(quoted($0.missing)) too" }
        return "has \(columns(table)); \(near ?? doubt(table) ?? "no mapping knows any of them")"
    }

    /// What was taken for the header.
    private static func columns(_ table: any TableSource) -> String {
        let names = table.header.names
        let shown = names.prefix(shownColumns).map { name in
            "\"" + (name.count > shownCharacters ? name.prefix(shownCharacters) + "…" : name) + "\""
        }
        let more = names.count > shown.count ? " and \(names.count - shown.count) more" : ""
        switch names.count {
        case 0: return "no header"
        case 1: return "one column, \(shown[0])"
        default: return "the columns \(shown.joined(separator: ", "))\(more)"
        }
    }

    private static let shownColumns = 6
    private static let shownCharacters = 40

    /// A single column is mostly a wrong delimiter.
    private static func doubt(_ table: any TableSource) -> String? {
        guard table.header.names.count == 1,
            let delimiter = table.readSettings.first(where: { $0.name == "delimiter" })
        else { return nil }
        let origin = delimiter.origin == .given ? "given" : "detected"
        return "the delimiter \(delimiter.value) (\(origin)) may be wrong, see --delimiter"
    }

    /// Headers, or alternatives of headers: `"Name" or "Title"`.
    private static func quoted(_ headers: [String]) -> String {
        let alternatives = headers.map { $0.split(separator: " or ").map { "\"\($0)\"" }.joined(separator: " or ") }
        return alternatives.joined(separator: ", ")
    }
}

extension SkippedTable.Reason {
    /// Behind the table's name: "is empty".
    package func text(_ table: any TableSource) -> String {
        switch self {
        case .noRows: "is empty"
        case .noHeader: "has no header"
        case .fewColumns: "has fewer than two columns"
        case .noMatch(let nearest): BindingTrouble.unknown(table, nearest)
        }
    }
}

extension SkippedTable {
    /// What to type to have it read; nil where there is nothing to read.
    package var hint: String? {
        switch reason {
        case .noRows: nil
        case .noHeader, .fewColumns, .noMatch:
            "To read it: --map '\(table.label)=FILE'; to leave it out unmentioned: --skip '\(table.label)'."
        }
    }
}
