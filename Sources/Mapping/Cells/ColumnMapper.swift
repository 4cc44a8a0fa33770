import HelpDesk
import Tables

/// Fills the columns of a record batch from the cells of its rows: the hot path of this room.
///
/// One loop over the rows per column. Most columns are one plain column of the table, where a value is a span of the
/// cell's own bytes; nothing is copied, no `String` is made. Values stay raw texts; a later stage reads their types.
package final class ColumnMapper {
    private let bound: BoundRecord
    private let tableIndex: Int
    private let cleaner: CellCleaner
    private let transformers: [TextTransformer]

    package init(bound: BoundRecord, tableIndex: Int) {
        self.bound = bound
        self.tableIndex = tableIndex
        cleaner = CellCleaner(nullValues: bound.nullValues, clearToken: bound.clearToken)
        transformers = bound.transforms.map(TextTransformer.init)
    }

    /// Maps the rows that the batch's reader has just put into `batch.rows`.
    package func fill(_ batch: RecordBatch) {
        batch.begin()
        markAbsent(batch)
        markRepeatedHeaders(batch)
        checkShape(batch)
        for (column, source) in bound.sources.enumerated() {
            let values = batch.values.column(column)
            fill(values, from: source, batch.rows)
            let transformer = transformers[column]
            if !transformer.transforms.isEmpty {
                transformer.apply(to: values, count: batch.count, in: batch.rows.text)
            }
        }
    }

    private func fill(_ values: UnsafeMutablePointer<TextSpan>, from source: CellSource, _ rows: RowBatch) {
        switch source {
        case .first(let columns):
            fill(values, column: columns[0], rows)
            for column in columns.dropFirst() { fillBlanks(values, column: column, rows) }
        case .joined(let columns):
            fill(values, column: columns[0], rows)
            for column in columns.dropFirst() { join(values, column: column, rows) }
        case .constant(let text):
            values.update(repeating: Self.append(text, to: rows.text), count: rows.rows.count)
        case .derived:
            values.update(repeating: .blank, count: rows.rows.count)
        }
    }

    private func fill(_ values: UnsafeMutablePointer<TextSpan>, column: Int, _ rows: RowBatch) {
        let cleaner = cleaner
        let infos = rows.rows.base
        let cells = rows.cells.base
        let text = UnsafePointer(rows.text.base)
        for row in 0..<rows.rows.count {
            let first = Int(infos[row].firstCell)
            let isThere = column < Int(infos[row].cellCount)
            values[row] = isThere ? cleaner.clean(cells[first &+ column], text) : .blank
        }
    }

    private func fillBlanks(_ values: UnsafeMutablePointer<TextSpan>, column: Int, _ rows: RowBatch) {
        for row in 0..<rows.rows.count where values[row].isBlank {
            values[row] = cell(row, column, rows)
        }
    }

    private func join(_ values: UnsafeMutablePointer<TextSpan>, column: Int, _ rows: RowBatch) {
        for row in 0..<rows.rows.count {
            let next = cell(row, column, rows)
            guard next.hasValue else { continue }
            values[row] = values[row].hasValue ? Self.joined(values[row], next, rows.text) : next
        }
    }

    private func cell(_ row: Int, _ column: Int, _ rows: RowBatch) -> TextSpan {
        let info = rows.rows[row]
        guard column < info.cellCount else { return .blank }
        return cleaner.clean(rows.cells[Int(info.firstCell) + column], rows.text.base)
    }
}

extension ColumnMapper {
    /// Between the values of several columns.
    package static let separator: UInt8 = 0x1F

    private static func joined(_ left: TextSpan, _ right: TextSpan, _ text: RawArray<UInt8>) -> TextSpan {
        text.reserve(left.length + 1 + right.length)
        let start = text.count
        let out = text.base + start
        out.update(from: text.base + Int(left.start), count: left.length)
        out[left.length] = separator
        (out + left.length + 1).update(from: text.base + Int(right.start), count: right.length)
        text.count += left.length + 1 + right.length
        return TextSpan(start: start, length: left.length + 1 + right.length, kind: .text)
    }

    private static func append(_ constant: String, to text: RawArray<UInt8>) -> TextSpan {
        let start = text.count
        var constant = constant
        constant.withUTF8 { bytes in
            if let base = bytes.baseAddress { text.append(base, count: bytes.count) }
        }
        let length = text.count - start
        return length == 0 ? .blank : TextSpan(start: start, length: length, kind: .text)
    }

    /// Rows whose `when` column has no value make no record.
    private func markAbsent(_ batch: RecordBatch) {
        guard let when = bound.when else { return }
        for row in 0..<batch.count where !cell(row, when, batch.rows).hasValue {
            batch.states[row] = RowState.absent.rawValue
        }
    }

    /// A header that stands among the data, as where files were put together, makes no record; said once a table.
    private func markRepeatedHeaders(_ batch: RecordBatch) {
        guard let header = bound.header else { return }
        for row in 0..<batch.count where header.mayBe(row, of: batch.rows) {
            guard let place = header.row(row, of: batch.rows) else { continue }
            batch.states[row] = RowState.absent.rawValue
            if bound.shape.isSide { continue }
            let info = batch.rows.rows[row]
            let position = Position(table: tableIndex, row: info.number, line: info.line, offset: info.offset)
            batch.report(Finding(.rowHeader, .info, at: position, [String(place)]), row: row)
        }
    }

    private func checkShape(_ batch: RecordBatch) {
        let infos = batch.rows.rows.base
        let width = bound.width
        for row in 0..<batch.count where Int(infos[row].cellCount) != width {
            noteShape(row, batch)
        }
    }

    @inline(never)
    private func noteShape(_ row: Int, _ batch: RecordBatch) {
        let info = batch.rows.rows[row]
        let cells = Int(info.cellCount)
        if batch.state(row) == .absent || (cells == bound.paddedWidth && !hasSurplus(info, batch.rows)) { return }
        let isShort = cells < bound.width
        let isHarmless = isShort && bound.shortRows == .complete
        let position = Position(table: tableIndex, row: info.number, line: info.line, offset: info.offset)
        let finding = Finding(
            isShort ? .rowShort : .rowLong, isHarmless ? .warning : .error, at: position,
            [String(cells), String(bound.width)])
        batch.report(finding, row: row)
    }

    /// True where a cell behind the last header has a value.
    private func hasSurplus(_ info: RowInfo, _ rows: RowBatch) -> Bool {
        let surplus = Int(info.firstCell) + bound.width..<Int(info.firstCell) + Int(info.cellCount)
        return surplus.contains { cleaner.clean(rows.cells[$0], rows.text.base).kind != .blank }
    }
}
