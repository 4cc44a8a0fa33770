import HelpDesk
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

    /// `near` are presets that may be meant.
    static func presetUnknown(_ name: String, near: [String]) -> ImportFailure {
        let hint =
            near.isEmpty
            ? "`deskferry presets list` shows the names of all presets."
            : "Did you mean \(near.prefix(shownPresets).joined(separator: ", "))\(near.count > shownPresets ? ", …" : "")?"
        return ImportFailure(
            "mapping.not_found", .usage, "There is no mapping file and no preset named \(name).", hint: hint)
    }

    private static let shownPresets = 8

    static func lookupColumnsMissing(_ path: String, _ missing: [String], header: [String]) -> ImportFailure {
        let names = missing.map { name in
            let nearest = NearestName.of(name, among: header).map { " (did you mean \"\($0)\"?)" } ?? ""
            return "\"\(name)\"\(nearest)"
        }
        let columns = header.map { "\"\($0)\"" }.joined(separator: ", ")
        return ImportFailure(
            "lookup.columns_missing", .usage,
            "The lookup file \(path) has no column \(names.joined(separator: " and none ")).",
            hint: "Its columns are \(columns). Correct `from:` and `to:` of the lookup in the mapping.")
    }

    static func lookupAmbiguous(_ path: String, _ key: String, rows: (Int, Int)) -> ImportFailure {
        ImportFailure(
            "lookup.ambiguous", .usage,
            "The lookup file \(path) says two things of \"\(key)\", in rows \(rows.0) and \(rows.1).",
            hint: "Leave one of the two rows; nothing was read.")
    }

    static func lookupTooLarge(_ path: String, limit: Int) -> ImportFailure {
        ImportFailure(
            "lookup.too_large", .usage,
            "The lookup file \(path) has more than \(limit >> 20) MiB of keys and values, which are all kept in memory.",
            hint: "Leave only the rows in it that are needed.")
    }

    /// All lookup files that cannot be used; the code is that of the first.
    static func lookupsFailed(_ failures: [ImportFailure]) -> ImportFailure {
        failures.count == 1
            ? failures[0]
            : ImportFailure(
                failures[0].code, .usage, "\(failures.count) lookup files of the mappings cannot be used.",
                hint: "Put right what is named below; nothing was read.",
                details: failures.map { "\($0.message) \($0.hint ?? "")" })
    }

    static func lookupUnavailable(_ path: String) -> ImportFailure {
        ImportFailure(
            "lookup.unavailable", .usage, "The lookup file \(path) cannot be opened here.",
            hint: "Take the `lookup:` out of the mapping, or use `values:` instead.")
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
            "`deskferry map FILE -o mapping.yaml` writes a mapping to correct, for `--map mapping.yaml`; `check` and "
                + "`import --auto` take one that is sure. Or leave the table out with the `--skip` shown."
        case .ambiguous: "Choose with one of the `--map` options shown."
        case .columnsMissing: "Correct the header or the mapping; `optional: true` marks columns that may be missing."
        }
    }
}

extension BindingTrouble {
    fileprivate var code: BindingCode {
        switch self {
        case .noMatch, .unsure: .noMatch
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
            return
                "\(label) \(Self.unknown(table, nearest)).\(Self.byCommand(table)) To leave it out: --skip '\(label)'"
        case .unsure(let table, let proposed, let nearest):
            return "\(label) \(Self.unknown(table, nearest)). Proposed are \(proposed.summary). "
                + "To see and correct it: deskferry map '\(table.file.name)' -o mapping.yaml. "
                + "To leave it out: --skip '\(label)'"
        case .noTable(let skipped):
            return skipped.map { "\($0.table.label) \($0.reason.text($0.table))" }.joined(separator: "; ")
                + ". To leave it out: --skip '\(label)'"
        case .ambiguous(_, let mappings):
            return "\(label): " + mappings.map { "--map '\(label)=\($0.name)'" }.joined(separator: " or ")
        case .columnsMissing(let table, let mapping, let headers):
            return "\(label): \(mapping.name) needs \(Self.quoted(headers))" + Self.renamed(table, mapping, headers)
        }
    }

    /// What a table has, and what it lacks: "has the columns …; X comes nearest, but needs … too".
    fileprivate static func unknown(
        _ table: any TableSource, _ nearest: (mapping: TableMapping, missing: [String])?
    ) -> String {
        let near = nearest.map { mapping, missing in
            "\(mapping.name) comes nearest, but needs \(quoted(missing)) too" + renamed(table, mapping, missing)
        }
        return "has \(columns(table)); \(near ?? doubt(table) ?? "no mapping knows any of them")"
    }

    /// Rows that say what is done with their records need no more than a key, as soon as it is known whose key that is.
    private static func byCommand(_ table: any TableSource) -> String {
        guard table.header.names.contains(where: { KeyNormalizer.caselessForm($0) == "action" }) else { return "" }
        let file = table.file.name
        return
            " Say which records its actions are for, and a key is enough: `deskferry edit ENTITY --from '\(file)'`, or "
            + "--map '\(table.label)=deskferry/ENTITY'."
    }

    /// What columns that a mapping remembers are called now: `; "Phone" seems to be "Telephone" now`.
    private static func renamed(_ table: any TableSource, _ mapping: TableMapping, _ headers: [String]) -> String {
        guard let seen = mapping.seen else { return "" }
        let columns = table.header.names.enumerated().map { ColumnEvidence(column: $0.offset, header: $0.element) }
        let now = columns.map { SeenTable.Column(header: $0.header, blank: 0) }
        let before = seen.columns.map { SeenTable.Column(header: $0.header, blank: 0) }
        let changes = HeaderComparison(before: before, now: now, places: columns.map(\.column)).changes
        let names = changes.compactMap { change -> String? in
            guard case .renamed(let name) = change.kind, headers.contains(change.header) else { return nil }
            return "\"\(change.header)\" seems to be \"\(name)\" now"
        }
        return names.isEmpty ? "" : "; " + names.joined(separator: ", ")
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

extension ImportFailure {
    static func labelsUnreadable(_ path: String) -> ImportFailure {
        ImportFailure(
            "labels.unreadable", .usage, "The data file \(path) cannot be read.",
            hint: "It comes with deskferry; install it anew, or set DESKFERRY_HOME to the folder that holds `mappings`."
        )
    }

    static func labelsInvalid(_ path: String, line: Int) -> ImportFailure {
        ImportFailure(
            "labels.invalid", .usage, "Line \(line) of the data file \(path) is not as it must be.",
            hint: "The first line of the file says what its columns are; they have tabs between.")
    }
}
