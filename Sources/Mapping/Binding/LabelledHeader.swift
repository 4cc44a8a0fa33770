import Tables

/// The header of a table that no mapping was chosen for: the row that looks like one, or this row and a neighbour whose
/// labels belong together, as a mapping would read them.
package struct LabelledHeader: Sendable {
    /// Read with this header.
    package let table: any TableSource
    /// What the columns are called: the labels of two rows are joined.
    package let names: [String]

    /// - Parameter book: the labels that are known at all.
    package init(_ table: any TableSource, _ book: LabelBook) throws(ImportFailure) {
        let known = { (form: String) in book.index.contains(LabelForm(form).folded) }
        let place = HeaderSearch(table: table).labelledPlace(known: known)
        guard let place, let dataRow = place.dataRow,
            case let read = try table.withHeader(row: place.row, dataRow: dataRow),
            // The header of a table that has no rows of its own, such as one of cards, stands where it stands.
            read.header.row == place.row, read.header.dataRow == dataRow
        else {
            self.table = table
            names = table.header.names
            return
        }
        self.table = read
        let own = read.header.names
        names = place.joined.map { $0 + [String](repeating: "", count: max(own.count - $0.count, 0)) } ?? own
    }

    /// - Parameter bound: the table bound by the mapping that was chosen for it.
    package init(_ bound: BoundTable) {
        table = bound.table
        names = bound.columnNames
    }
}
