/// Finds columns by their headers, without regard to case, spaces, punctuation or Unicode form.
///
/// A table may have several header rows; a column is known by its name in any of them, those of the first row first. An
/// ending that does not count may be left out or not: `Status (Ticket)` is found as `Status` and as it stands.
package struct HeaderIndex: Sendable {
    /// The names of the first header row, as they stand in the file.
    package let names: [String]
    private var exact: [String: Int] = [:]
    private var normal: [String: [Int]] = [:]
    private var further: [String: [Int]] = [:]

    /// Columns that our own rejects files put in front; never data.
    package static let ownColumns: Set<String> = ["_row", "_codes", "_messages"]

    package init(rows: [[String]], stripSuffix: [String] = []) {
        names = rows.first ?? []
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() where !Self.isOwn(cell) {
                let name = HeaderForm.trimmed(HeaderForm.stripping(stripSuffix, from: cell))
                add(name, column, row)
                let whole = HeaderForm.trimmed(cell)
                if whole != name { add(whole, column, row) }
            }
        }
    }

    private mutating func add(_ name: String, _ column: Int, _ row: Int) {
        guard !name.isEmpty else { return }
        if row == 0 {
            exact[name] = exact[name] ?? column
            normal[HeaderForm.normal(name), default: []].append(column)
        } else {
            further[HeaderForm.normal(name), default: []].append(column)
        }
    }

    /// The columns with this header, in the order of the file.
    package func columns(_ header: String) -> [Int] {
        let form = HeaderForm.normal(header)
        return normal[form] ?? further[form] ?? []
    }

    /// The column meant: the n-th of its name; without a number the first, one of exactly this spelling before others.
    package func column(_ reference: HeaderReference) -> Int? {
        guard let nth = reference.nth else {
            return exact[HeaderForm.trimmed(reference.header)] ?? columns(reference.header).first
        }
        return columns(reference.header)[safe: nth - 1]
    }

    static func isOwn(_ name: String) -> Bool { ownColumns.contains(HeaderForm.trimmed(name)) }
}
