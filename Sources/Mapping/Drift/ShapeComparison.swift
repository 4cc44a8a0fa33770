/// Finds in what a table is not what it was when its mapping was made.
package enum ShapeComparison {
    /// More blanks, or fewer, by so many points are worth a word, if they are no chance.
    static let blankPoints = 20.0
    /// Standard deviations that chance does not reach.
    private static let deviations = 3.0
    /// So many new values of one column are named.
    static let namedValues = 20

    /// - Parameter evidence: of the whole table, one for each column of its header.
    package static func changes(since seen: SeenTable, _ evidence: [ColumnEvidence]) -> [ShapeChange] {
        let columns = evidence.filter { !HeaderIndex.isOwn($0.header) }
        let now = columns.map { SeenTable.Column($0, isList: true) }
        let header = HeaderComparison(before: seen.columns, now: now, places: columns.map(\.column))
        let values = seen.columns.indices.flatMap { index in
            header.matches[index].map { changes(seen.columns[index], columns[$0], rows: seen.rows) } ?? []
        }
        return header.changes + values
    }

    private static func changes(
        _ before: SeenTable.Column, _ evidence: ColumnEvidence, rows: Int
    ) -> [ShapeChange] {
        let now = SeenTable.Column(evidence, isList: true)
        let type = before.typeChange(now, values: evidence.filled)
        let kinds = newValues(before, evidence) + [blanks(before, now, rows, evidence.rows), type].compactMap(\.self)
        return kinds.map { ShapeChange(kind: $0, header: now.header, column: evidence.column) }
    }

    private static func newValues(_ before: SeenTable.Column, _ evidence: ColumnEvidence) -> [ShapeChange.Kind] {
        guard let known = before.values, let values = evidence.values else { return [] }
        let forms = Set(known.keys.map(HeaderForm.normal))
        let new = values.filter { !forms.contains(HeaderForm.normal($0.key)) }
        return new.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(namedValues)
            .map { .newValue($0.key, count: $0.value) }
    }

    private static func blanks(
        _ before: SeenTable.Column, _ now: SeenTable.Column, _ rowsBefore: Int, _ rows: Int
    ) -> ShapeChange.Kind? {
        let points = abs(before.blank - now.blank)
        guard points > blankPoints, rowsBefore > 0, rows > 0 else { return nil }
        let (many, few) = (Double(rowsBefore), Double(rows))
        // Two rows more on either side (Agresti and Coull): of few rows less is sure.
        let share = ((before.blank * many + now.blank * few) / 100 + 2) / (many + few + 4)
        let deviation = (share * (1 - share) * (1 / many + 1 / few)).squareRoot()
        return points / 100 > deviations * deviation ? .blanks(from: before.blank, to: now.blank) : nil
    }
}

extension SeenTable.Column {
    /// Shapes that say what kind of value it is, the more telling first.
    private static let types: [(shape: ValueShape, name: String)] = [
        (.email, "email addresses"), (.url, "web addresses"), (.dateISO, "ISO dates"),
        (.dateDMY, "dates day-month-year"), (.dateMDY, "dates month-day-year"), (.dateYMD, "dates year-month-day"),
        (.boolean, "yes or no"), (.duration, "durations"), (.identifier, "long numbers or numbers with zeros in front"),
        (.integer, "whole numbers"), (.decimalPoint, "numbers with a decimal point"),
        (.decimalComma, "numbers with a decimal comma"), (.phone, "phone numbers"),
    ]
    /// Almost all values have the shape; most have not.
    private static let mostly = 90.0
    private static let seldom = 50.0
    /// Fewer values say nothing of a column.
    private static let fewest = 5

    private var main: [(shape: ValueShape, name: String)] {
        Self.types.filter { shapes[$0.shape] ?? 0 >= Self.mostly }
    }

    private var mainName: String { main.first?.name ?? "texts of all kinds" }

    /// What most values were is no longer what most of them are, or texts of all kinds have become one kind.
    func typeChange(_ now: SeenTable.Column, values: Int) -> ShapeChange.Kind? {
        guard values >= Self.fewest, blank < 100 else { return nil }
        let isLost = !main.isEmpty && main.allSatisfy { now.shapes[$0.shape] ?? 0 < Self.seldom }
        let telling = now.main.prefix { $0.shape != .boolean }
        let isFound = main.isEmpty && telling.contains { shapes[$0.shape] ?? 0 < 100 - Self.mostly }
        return isLost || isFound ? .type(from: mainName, to: now.mainName) : nil
    }

    /// The same kind of values, for a column whose name has changed.
    func looksLike(_ other: SeenTable.Column) -> Bool {
        let all = Set(shapes.keys).union(other.shapes.keys)
        let isSameKind = all.allSatisfy { abs((shapes[$0] ?? 0) - (other.shapes[$0] ?? 0)) <= 30 }
        let isSameList = values.map { known in other.values?.keys.allSatisfy { known[$0] != nil } ?? false } ?? true
        return isSameKind && isSameList && abs(blank - other.blank) <= ShapeComparison.blankPoints
    }
}
