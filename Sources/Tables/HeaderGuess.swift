/// Finds the row that names the columns among the first rows of a table.
///
/// Lines before it (titles, "exported on …") fill few cells: the header is the first row that fills at least half of
/// the columns most rows have, and whose cells are different texts; failing that, the first that fills enough.
package struct HeaderGuess {
    private let rows: [[String]]
    private let width: Int

    /// `rows` as they stand in the file, blank ones included.
    package init(rows: [[String]]) {
        self.rows = rows
        var counts: [Int: Int] = [:]
        for row in rows where row.contains(where: { !$0.isEmpty }) { counts[row.count, default: 0] += 1 }
        width = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// Index of the header; nil where there is no row with a value.
    package var index: Int? {
        let full = rows.indices.filter { isFull(rows[$0]) }
        return full.first { namesColumns(rows[$0]) } ?? full.first
            ?? rows.firstIndex { $0.contains { !$0.isEmpty } }
    }

    private func isFull(_ row: [String]) -> Bool {
        let filled = row.count { !$0.isEmpty }
        return filled > 0 && filled * 2 >= width && (width < 2 || row.count >= 2)
    }

    private func namesColumns(_ row: [String]) -> Bool {
        let texts = row.filter { text in text.unicodeScalars.contains { $0.properties.isAlphabetic } }
        return texts.count * 2 > row.count { !$0.isEmpty } && Set(texts).count * 2 > texts.count
    }
}
