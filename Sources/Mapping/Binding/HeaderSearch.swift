import Tables

/// Looks for the header among the first rows of a table: the row with the most labels that a mapping knows.
struct HeaderSearch {
    private let rows: [[String]]
    /// Rows with a value, from 0.
    private let filled: [Int]
    private let lines: [HeaderLine]
    private let forms: [Set<String>]
    /// The row that looks like a header by its shape; of rows with as many labels it comes first.
    private let detected: Int

    /// A single known word may stand anywhere.
    static let fewestLabels = 2

    init(table: any TableSource) {
        let samples = table.sampleRows
        filled = samples.indices.filter { index in samples[index].contains { !$0.isEmpty } }
        rows = filled.map { samples[$0].map(HeaderForm.trimmed) }
        lines = rows.map { HeaderLine($0) }
        forms = lines.map { Set($0.forms) }
        detected = table.header.row
    }

    /// The most labels of this mapping that a row has.
    func mostLabels(of mapping: TableMapping) -> Int { places(for: mapping).first?.labels ?? 0 }

    /// Rows with enough labels that the mapping knows, the most first; then the detected one, then from the top.
    func places(for mapping: TableMapping) -> [HeaderPlace] {
        let known = Set(mapping.knownHeaders.map(HeaderForm.normal)).subtracting([""])
        let enough = min(Self.fewestLabels, known.count)
        let isPlain = mapping.read.stripSuffix.isEmpty
        let lines = isPlain ? lines : rows.map { HeaderLine($0, stripping: mapping.read.stripSuffix) }
        let labels = lines.indices.map { index in
            (isPlain ? forms[index] : Set(lines[index].forms)).count(where: known.contains)
        }
        var places = lines.indices.map { HeaderPlace(row: filled[$0] + 1, labels: labels[$0]) }
        if mapping.read.dataRow == nil { places += pairs(known, lines, labels) }
        return places.filter { $0.labels >= enough && $0.row < mapping.read.dataRow ?? .max }
            .sorted { rank($0) < rank($1) }
    }

    private func rank(_ place: HeaderPlace) -> (Int, Int, Int, Int) {
        (-place.labels, place.joined == nil ? 0 : 1, place.row == detected ? 0 : 1, place.row)
    }

    /// Where the header stands if the detected row and one beside it make one together, or the detected one is a line of
    /// groups above it; nil where it stands for itself.
    ///
    /// - Parameter known: whether a label is known at all, by its form. A label in two halves often begins with one that
    ///   is known too (`Address` over `Street`), so here both rows together need not know more than the upper one.
    func labelledPlace(known: (String) -> Bool) -> HeaderPlace? {
        guard let row = filled.firstIndex(of: detected - 1) else { return nil }
        let near = max(row - 1, 0)..<min(row + 2, lines.count)
        let labels = near.map { forms[$0].count { !$0.isEmpty && known($0) } }
        let places = zip(near, zip(labels, labels.dropFirst())).compactMap { index, labels -> HeaderPlace? in
            guard filled[index] + 1 == filled[index + 1],
                let (names, count) = HeaderPair(lines[index], lines[index + 1])?.names(known: known),
                count > min(labels.0, labels.1), count >= labels.0
            else { return nil }
            let upper = filled[index] + 1
            return count > labels.1
                ? HeaderPlace(row: upper, dataRow: upper + 2, joined: names, labels: count)
                : HeaderPlace(row: upper + 1, dataRow: upper + 2, labels: count)
        }
        return places.max { ($0.labels, -$0.row) < ($1.labels, -$1.row) }
    }

    /// Two rows that follow each other and have more labels together than either has alone.
    private func pairs(_ known: Set<String>, _ lines: [HeaderLine], _ labels: [Int]) -> [HeaderPlace] {
        lines.indices.dropLast().compactMap { index in
            guard filled[index] + 1 == filled[index + 1],
                let (names, count) = HeaderPair(lines[index], lines[index + 1])?.names(known: known.contains),
                count > max(labels[index], labels[index + 1])
            else { return nil }
            return HeaderPlace(row: filled[index] + 1, dataRow: filled[index] + 3, joined: names, labels: count)
        }
    }
}
