import HelpDesk
import Tables

/// The cells of one column, cleaned as a record's mapping has it, whatever the mapping makes of the column.
package struct ColumnCells {
    private let column: Int
    private let cleaner: CellCleaner

    package init(_ column: Int, of record: BoundRecord) {
        self.column = column
        cleaner = CellCleaner(nullValues: record.nullValues, clearToken: record.clearToken)
    }

    /// One span a row, into the batch's text.
    package func read(_ rows: RowBatch, into spans: RawArray<TextSpan>) {
        let count = rows.rows.count
        spans.removeAll()
        spans.reserve(count)
        spans.count = count
        let (infos, cells, text) = (rows.rows.base, rows.cells.base, UnsafePointer(rows.text.base))
        for row in 0..<count {
            let isThere = column < Int(infos[row].cellCount)
            spans[row] = isThere ? cleaner.clean(cells[Int(infos[row].firstCell) &+ column], text) : .blank
        }
    }
}

extension BoundTable {
    /// The column with this header, without regard to case, spaces and punctuation.
    package func column(named header: String) -> Int? {
        HeaderIndex(rows: [columnNames, table.header.names]).column(HeaderReference(header))
    }

    /// How the mapping reads the times of a column; ISO 8601 where it takes them for no field of times.
    package func timeReading(of column: Int) -> ValueReading {
        for record in records {
            for (bound, source) in zip(record.shape.columns, record.sources) {
                guard case .first(let columns) = source, columns.contains(column), let type = bound.target.field?.type,
                    type == .instant || type == .date
                else { continue }
                return bound.reading
            }
        }
        return ValueReading()
    }
}
