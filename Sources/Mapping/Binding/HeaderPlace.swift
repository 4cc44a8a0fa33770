/// Where the header of a table may stand, and what its columns are called there.
struct HeaderPlace: Sendable {
    /// The first row of the header, from 1.
    let row: Int
    /// The first row of data, where the header itself says so: two rows whose labels belong together.
    var dataRow: Int?
    /// The labels of two rows, joined column by column; nil where each row stands for itself.
    var joined: [String]?
    /// How many different labels stand here that the mapping knows.
    var labels = 0
}

/// A row that may name columns: its texts, and the forms in which labels are compared.
struct HeaderLine: Sendable {
    let texts: [String]
    let forms: [String]
    /// How many cells hold a text.
    fileprivate let filled: Int
    /// Whether a cell can be no label: an address, or something without letters.
    fileprivate let hasValues: Bool

    init(_ texts: [String], stripping suffixes: [String] = []) {
        self.texts = texts
        forms = texts.map { HeaderForm.normal(HeaderForm.trimmed(HeaderForm.stripping(suffixes, from: $0))) }
        filled = texts.count { !$0.isEmpty }
        hasValues = texts.contains { !$0.isEmpty && !Self.mayBeLabel($0) }
    }

    func text(_ column: Int) -> String { texts[safe: column] ?? "" }
    func form(_ column: Int) -> String { forms[safe: column] ?? "" }

    private static func mayBeLabel(_ text: String) -> Bool {
        !text.utf8.contains(UInt8(ascii: "@")) && text.unicodeScalars.contains { $0.properties.isAlphabetic }
    }
}

/// Two rows that may name the columns together: `First` over `name`, `Address` over `Street`, or a label in the upper
/// row with nothing below it.
struct HeaderPair {
    private let upper: HeaderLine
    private let lower: HeaderLine
    private let width: Int

    /// Wider rows are no header; looking at them would only cost time.
    private static let maxColumns = 1_024

    /// Nil where the second row cannot belong to a header: it looks like data, because a cell is an address or a number.
    init?(_ upper: HeaderLine, _ lower: HeaderLine) {
        self.upper = upper
        self.lower = lower
        width = max(upper.texts.count, lower.texts.count)
        guard width <= Self.maxColumns, lower.filled > 1, upper.filled > 0, !lower.hasValues else { return nil }
    }

    /// The columns' names and how many of them are known, by their forms; nil where less than half of the second row's
    /// cells, or only one, are part of a known label.
    func names(known: (String) -> Bool) -> (names: [String], labels: Int)? {
        let labels = (0..<width).map { label($0, known) }
        let used = labels.count { $0.form != nil && $0.hasLower }
        guard used > 1, used * 2 >= lower.filled else { return nil }
        return (labels.map(\.text), Set(labels.compactMap(\.form)).count)
    }

    private struct Label {
        let text: String
        /// Nil where the mapping does not know the label.
        let form: String?
        let hasLower: Bool
    }

    /// The label of a column: both rows together if that is known, else the one below a group, else the upper one.
    private func label(_ column: Int, _ known: (String) -> Bool) -> Label {
        let above = group(column)
        let texts = [above.map(upper.text) ?? "", lower.text(column)]
        let both = texts.filter { !$0.isEmpty }.joined(separator: " ")
        let hasLower = !texts[1].isEmpty
        let form = (above.map(upper.form) ?? "") + lower.form(column)
        if known(form) { return Label(text: both, form: form, hasLower: hasLower) }
        if isInGroup(column), known(lower.form(column)) {
            return Label(text: texts[1], form: lower.form(column), hasLower: hasLower)
        }
        if known(upper.form(column)) {
            return Label(text: upper.text(column), form: upper.form(column), hasLower: false)
        }
        return Label(text: both, form: nil, hasLower: hasLower)
    }

    /// Whether the upper row can be the title of several columns here; a row of data has a full header above it.
    private func isInGroup(_ column: Int) -> Bool {
        upper.text(column).isEmpty || (upper.text(column + 1).isEmpty && !lower.text(column + 1).isEmpty)
    }

    /// The column of the upper row whose text stands over a column: its own, or that where a group began further left.
    private func group(_ column: Int) -> Int? {
        if !upper.text(column).isEmpty { return column }
        guard !lower.text(column).isEmpty,
            let start = upper.texts.prefix(column).lastIndex(where: { !$0.isEmpty })
        else { return nil }
        return lower.text(start).isEmpty ? nil : start
    }
}
