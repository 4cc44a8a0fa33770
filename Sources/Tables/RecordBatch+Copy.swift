extension RecordBatch {
    /// Appends a copy of another batch's row (same shape): its text, cells, values, hashes, kept texts. Findings stay
    /// with the batch that has reported them.
    package func appendCopy(of row: Int, from source: RecordBatch) {
        table = source.table
        let place = rows.rows.count
        copyCells(of: row, from: source)
        values.grow(rows: place + 1)
        hashes.grow(rows: place + 1)
        for column in 0..<values.columns {
            values.column(column)[place] = copy(source.values.column(column)[row], from: source.rows)
        }
        for column in 0..<hashes.columns { hashes.column(column)[place] = source.hashes.column(column)[row] }
        content.append(source.content[row])
        states.append(source.states[row])
        kept += source.kept.filter { $0.row == row }.map { KeptText(row: place, key: $0.key, text: $0.text) }
    }

    private func copyCells(of row: Int, from source: RecordBatch) {
        var info = source.rows.rows[row]
        let firstCell = rows.cells.count
        for cell in 0..<Int(info.cellCount) {
            let place = Int(info.firstCell) + cell
            rows.cells.append(copy(source.rows.cells[place], from: source.rows))
            if place < source.rows.formats.count { rows.formats.append(source.rows.formats[place]) }
        }
        let record = source.rows.source(row: row)
        info.firstCell = UInt32(firstCell)
        info.sourceStart = UInt32(rows.text.count)
        rows.text.append(record.baseAddress!, count: record.count)
        rows.rows.append(info)
    }

    private func copy(_ span: TextSpan, from source: RowBatch) -> TextSpan {
        let start = rows.text.count
        rows.text.append(source.text.base + Int(span.start), count: span.length)
        return TextSpan(start: UInt32(truncatingIfNeeded: start), word: span.word)
    }
}
