import HelpDesk

/// What a table looked like when its mapping was made: the block `seen:` of a mapping file.
package struct SeenTable: Sendable, Hashable {
    /// One column, and what its values were like.
    package struct Column: Sendable, Hashable {
        package var header: String
        /// Rows without a value, in percent.
        package var blank: Double
        /// Values of each shape, in percent of those that there were.
        package var shapes: [ValueShape: Double] = [:]
        /// All values with their counts, where they were a short list.
        package var values: [String: Int]?

        package init(header: String, blank: Double) {
            self.header = header
            self.blank = blank
        }
    }

    /// `yyyy-MM-dd`; nil where nobody has noted it.
    package var date: String?
    package var rows: Int
    package var columns: [Column]

    package init(date: String? = nil, rows: Int, columns: [Column]) {
        self.date = date
        self.rows = rows
        self.columns = columns
    }
}

extension SeenTable {
    /// What the survey of a table says, in few words.
    ///
    /// - Parameter lists: columns whose values are worth remembering, however often they occur.
    package init(_ evidence: [ColumnEvidence], rows: Int, lists: Set<Int> = [], date: String? = nil) {
        self.init(
            date: date, rows: rows,
            columns: evidence.filter { !HeaderIndex.isOwn($0.header) }.map {
                Column($0, isList: lists.contains($0.column))
            })
    }

    init(_ proposed: ProposedMapping, date: String) {
        let lists = proposed.columns.filter {
            switch Catalog.entity($0.entity)?.field($0.field)?.type {
            case .picklist, .boolean: true
            default: false
            }
        }
        self.init(proposed.evidence, rows: proposed.rows, lists: Set(lists.map(\.column)), date: date)
    }
}

extension SeenTable.Column {
    /// Rarer shapes are chance.
    private static let leastShare = 5.0
    /// A list is short, and its values come again and again.
    private static let longestList = 24
    private static let longestValue = 60
    private static let leastRepeats = 4

    init(_ evidence: ColumnEvidence, isList: Bool) {
        let blank = evidence.rows == 0 ? 0 : 1 - Double(evidence.filled) / Double(evidence.rows)
        self.init(header: HeaderForm.trimmed(evidence.header), blank: Self.percent(blank))
        for shape in ValueShape.allCases {
            let share = Self.percent(evidence.share(shape) ?? 0)
            if share >= Self.leastShare { shapes[shape] = share }
        }
        if isList || Self.isList(evidence), evidence.longest <= Self.longestValue,
            let counts = evidence.values, !counts.isEmpty, counts.count <= Self.longestList
        {
            values = counts
        }
    }

    private static func isList(_ evidence: ColumnEvidence) -> Bool {
        let isText = [ValueShape.email, .phone, .url, .dateISO, .dateDMY, .dateMDY, .dateYMD, .decimalPoint]
            .allSatisfy { evidence.share($0) ?? 0 < 0.5 }
        return isText && evidence.filled >= leastRepeats * max(evidence.distinct, 1)
    }

    /// 0.98765 → 98.8
    private static func percent(_ share: Double) -> Double { (share * 1_000).rounded() / 10 }
}

extension SeenTable {
    /// The block as lines of YAML.
    package var lines: [String] {
        var lines = ["seen:   # what the file looked like; what has changed is reported next time"]
        if let date { lines.append("  date: \(YAMLText.quoted(date))") }
        lines += ["  rows: \(rows)", "  columns:"]
        return lines + columns.map { "    - " + $0.text }
    }
}

extension SeenTable.Column {
    fileprivate var text: String {
        var pairs = [("header", YAMLText.quoted(header)), ("blank", Self.number(blank))]
        let shares = ValueShape.allCases.compactMap { shape in shapes[shape].map { (shape.rawValue, Self.number($0)) } }
        if !shares.isEmpty { pairs.append(("shapes", YAMLText.map(shares))) }
        if let values {
            let sorted = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            pairs.append(
                (
                    "values",
                    "{ " + sorted.map { "\(YAMLText.quoted($0.key)): \($0.value)" }.joined(separator: ", ") + " }"
                ))
        }
        return YAMLText.map(pairs)
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
