import HelpDesk
import Tables

/// A proposed mapping as YAML that a person can read and edit.
package struct MappingText {
    private let proposed: ProposedMapping

    package init(_ proposed: ProposedMapping) { self.proposed = proposed }

    /// One YAML document.
    ///
    /// - Parameters:
    ///   - preset: the preset that fits the table as it is; said in a comment.
    ///   - date: `yyyy-MM-dd`, when the table was looked at.
    package func document(preset: String? = nil, date: String) -> String {
        lines(head(preset, date), seen: SeenTable(proposed, date: date).lines)
    }

    /// The same without what does not change what the mapping does.
    var bare: String {
        lines([], seen: []).split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
            .joined(separator: "\n") + "\n"
    }

    private func lines(_ head: [String], seen: [String]) -> String {
        (head + identity + read + recognise + records + unmapped + seen).joined(separator: "\n") + "\n"
    }

    // MARK: The head

    private func head(_ preset: String?, _ date: String) -> [String] {
        let (rows, columns) = (Self.count(proposed.rows, "row"), Self.count(proposed.evidence.count, "column"))
        var lines = [
            "Proposed on \(date) for \(proposed.table.label): \(rows), \(columns)\(language).",
            "Above each line stands how sure it is, and why. Correct what is wrong; "
                + "`deskferry map validate FILE` finds mistakes.",
        ]
        if let preset { lines.append("The preset \(preset) fits this file as it is: nothing of this is needed.") }
        if proposed.proposal == nil { lines.append("Nothing was recognised: say below what a row is.") }
        if !proposed.missing.isEmpty {
            lines.append(
                "STILL MISSING: \(proposed.entity?.name.rawValue ?? "records") need \(needs). "
                    + "Say below which columns have it.")
        }
        return lines.map { "# " + YAMLText.comment($0) }
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(ProposalSentence.grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    private var needs: String { proposed.missing.joined(separator: " and ") }

    private var language: String {
        guard let proposal = proposed.proposal else { return "" }
        return ", labels mostly in \(LanguageName.english(proposal.language))"
    }

    private var identity: [String] {
        let what = proposed.entity?.name.rawValue ?? "unknown"
        return [
            "name: \(YAMLText.scalar(proposed.name))",
            "title: \(YAMLText.scalar("\(Self.leaf(proposed.table.label)) – \(what)"))",
            "source: \(TableMapping.defaultSource)   # the system whose ids these are",
        ]
    }

    private static func leaf(_ label: String) -> String { label.split(separator: "/").last.map(String.init) ?? label }

    // MARK: Reading

    private var read: [String] {
        let settings = proposed.table.readSettings
        var lines = ["encoding", "delimiter", "quote"].compactMap { name in
            settings.first { $0.name == name }.flatMap(setting)
        }
        lines += decimal
        lines += header
        if let sheet = proposed.table.sheet { lines.append("sheet: \(YAMLText.quoted(sheet))") }
        return lines.isEmpty ? [] : ["read:"] + lines.map { "  " + $0 }
    }

    /// Labels of two rows belong together where nobody says in which rows they stand.
    private var header: [String] {
        let header = proposed.table.header
        guard header.row > 0 else { return [] }
        if proposed.joinedNames != nil { return ["# header: rows \(header.row) and \(header.row + 1) together"] }
        let isNext = header.dataRow == header.row + 1
        return ["header_row: \(header.row)"] + (isNext ? [] : ["data_row: \(header.dataRow)"])
    }

    private func setting(_ setting: ReadSetting) -> String? {
        let value: String
        switch (setting.name, setting.value) {
        case ("quote", "\""), ("quote", "'"), ("delimiter", ","), ("delimiter", ";"), ("delimiter", "|"):
            value = YAMLText.quoted(setting.value)
        case ("delimiter", "tab"), ("encoding", _): value = YAMLText.scalar(setting.value)
        default: return nil
        }
        let why = setting.evidence.map { "   # " + YAMLText.comment($0) } ?? ""
        return "\(setting.name): \(value)\(why)"
    }

    /// A comma where a column of numbers can be read only so.
    private var decimal: [String] {
        let numbers = proposed.columns.filter {
            Catalog.entity($0.entity)?.field($0.field)?.type == .decimal
        }.compactMap { column in proposed.evidence.first { $0.column == column.column } }
        let fits = { (shape: ValueShape) in numbers.allSatisfy { ($0.shapes[shape] ?? 0) == $0.filled } }
        return !numbers.isEmpty && fits(.decimalComma) && !fits(.decimalPoint) ? ["decimal: \",\""] : []
    }

    /// The headers that the mapping is known by: those of keys and of what a record needs, then the first.
    private var recognise: [String] {
        guard let main = proposed.records.last else { return [] }
        let essential = Set(main.keys.flatMap(\.fields) + main.entity.fields.filter(\.isRequired).map(\.name))
        let ranked = main.columns.sorted { left, right in
            let (first, second) = (essential.contains(left.proposal.field), essential.contains(right.proposal.field))
            if first != second { return first }
            return left.proposal.column < right.proposal.column
        }
        let headers = ranked.map(\.source.header).uniqued().filter { !$0.isEmpty }.prefix(Self.recognised)
        return headers.isEmpty ? [] : ["recognise: \(YAMLText.list(Array(headers)))"]
    }

    /// So many headers do not come together by chance; more would make the mapping miss a file with one less.
    private static let recognised = 3

    // MARK: Records

    private var records: [String] {
        guard !proposed.records.isEmpty else {
            return [
                "# records:", "#   - entity: \(Catalog.likeliest.name)   # or \(Self.entities)", "#     columns:",
                "#       \(Catalog.likeliest.keys[0].fields[0]): "
                    + YAMLText.scalar(proposed.evidence.first?.header ?? "header"),
            ]
        }
        return ["records:"] + proposed.records.flatMap(record)
    }

    private static let entities = Catalog.entities.map(\.name).filter { $0 != Catalog.likeliest.name }
        .map(\.rawValue).joined(separator: ", ")

    private func record(_ record: ProposedRecord) -> [String] {
        var lines = ["  - entity: \(record.entity.name)"]
        if let when = record.when { lines.append("    when: \(ColumnText.header(when))") }
        let keys = record.writtenKeys.map { $0.count == 1 ? $0[0] : "[\($0.joined(separator: ", "))]" }
        if !keys.isEmpty && record.missing.isEmpty { lines.append("    key: [\(keys.joined(separator: ", "))]") }
        lines.append("    columns:")
        for column in record.columns { lines += ColumnText(column).lines.map { "      " + $0 } }
        if record.entity.name == proposed.entity?.name { lines += missing + doubtful }
        return lines
    }

    private var missing: [String] {
        proposed.missing.map { "      # \($0): ???   # needed, and no column was recognised for it" }
    }

    private var doubtful: [String] {
        guard !proposed.doubtful.isEmpty else { return [] }
        let main = proposed.entity?.name
        return ["      # Guesses, not used as long as the # is there:"]
            + proposed.doubtful.flatMap { column in
                let other = column.proposal.entity == main ? "" : " (of \(column.proposal.entity))"
                return ColumnText(column).lines.map {
                    "      # " + ($0.hasPrefix("# ") ? String($0.dropFirst(2)) + other : $0)
                }
            }
    }

    // MARK: What is left

    private var unmapped: [String] {
        var lines = ["unmapped: keep   # columns that nobody maps are kept under custom; ignore leaves them out"]
        if !proposed.leftOut.isEmpty {
            lines.append("# Recognised, but left out, because another column or no record takes the field:")
            lines += proposed.leftOut.map {
                "#   \(Self.name($0.proposal.header)): \($0.proposal.entity).\($0.proposal.field)"
            }
        }
        let unknown = proposed.unknown
        guard !unknown.isEmpty else { return lines }
        lines.append("# Columns in which nothing was recognised:")
        return lines
            + unknown.map { column in
                let filled =
                    "\(ProposalSentence.grouped(column.filled)) filled, \(ProposalSentence.grouped(column.distinct))"
                return "#   \(Self.name(column.header)): \(filled) different"
            }
    }

    private static func name(_ header: String) -> String {
        header.isEmpty ? "(no header)" : YAMLText.scalar(YAMLText.comment(header))
    }
}

/// One proposed column as lines of YAML, comments in front.
struct ColumnText {
    private let column: ProposedColumn

    init(_ column: ProposedColumn) { self.column = column }

    var lines: [String] {
        let proposal = column.proposal
        return (["# " + ProposalSentence.text(proposal)] + remarks.map { "# " + $0 }).map(YAMLText.comment)
            + ["\(YAMLText.scalar(proposal.field)): \(value)"]
    }

    static func header(_ reference: HeaderReference) -> String {
        guard let nth = reference.nth else { return YAMLText.scalar(reference.header) }
        return YAMLText.map([("header", YAMLText.scalar(reference.header)), ("nth", String(nth))])
    }

    private var value: String {
        let options = options
        let all = YAMLText.map([("all", YAMLText.scalar(column.source.header))])
        if column.takesNamesakes { return YAMLText.map([("from", all)] + options) }
        let header = Self.header(column.source)
        return options.isEmpty ? plain(header) : YAMLText.map([("from", header)] + options)
    }

    /// A header with its number needs `from:` too.
    private func plain(_ header: String) -> String {
        column.source.nth == nil ? header : YAMLText.map([("from", header)])
    }

    private var options: [(key: String, value: String)] {
        var options: [(key: String, value: String)] = []
        let proposal = column.proposal
        if !proposal.transforms.isEmpty { options.append(("transform", YAMLText.list(proposal.transforms))) }
        if let key = proposal.referenceKey {
            let keys = targets.filter { $0.keys.contains([key]) }.map { "\($0.name).\(key)" }
            options.append(("refers_to", keys.count == 1 ? keys[0] : YAMLText.list(keys)))
            if proposal.createsMissing { options.append(("on_missing", "create")) }
        }
        if let unit = unit { options.append(("unit", unit.rawValue)) }
        if let date = column.reading.date { options.append(("date", date.rawValue)) }
        if !column.reading.values.isEmpty {
            options.append(("values", YAMLText.map(column.reading.values.map { ($0.text, YAMLText.scalar($0.value)) })))
        }
        return options
    }

    /// Seconds need no word.
    private var unit: DurationUnit? {
        Self.isDuration(column.proposal) && column.proposal.unit != .seconds ? column.proposal.unit : nil
    }

    private static func isDuration(_ proposal: ColumnProposal) -> Bool {
        Catalog.entity(proposal.entity)?.field(proposal.field)?.type == .duration
    }

    private var targets: [Entity] { Catalog.entity(column.proposal.entity)?.targets(of: column.proposal.field) ?? [] }

    /// What has to be decided, or is good to know.
    private var remarks: [String] {
        var remarks: [String] = []
        let open = column.reading.openDates
        if !open.isEmpty {
            let fits = open.map { "\(ProposalSentence.grouped($0.fits)) values fit \($0.order.rawValue)" }
            remarks.append("decide: \(fits.joined(separator: ", ")). Say which with `date: \(open[0].order.rawValue)`")
        }
        if Self.isDuration(column.proposal), column.proposal.unit == nil {
            remarks.append(
                "decide: what the numbers count. Say so with `unit: minutes`; without a unit they are seconds")
        }
        if !column.reading.unknown.isEmpty {
            let shown = column.reading.unknown.prefix(Self.shown).map { "\"\($0.text)\" (\($0.count))" }
            let more = column.reading.unknown.count > shown.count ? " …" : ""
            remarks.append("not known, say with `values:` what they mean: \(shown.joined(separator: ", "))\(more)")
        }
        return remarks
    }

    private static let shown = 8
}
