import Glibc
import Tables

/// Rows that were parsed and not yet given out.
///
/// A parser stops between two blocks only, but one short row may stand for a million equal ones: so rows wait here, and
/// go into batches as many at a time as a batch holds.
final class RowQueue {
    struct Cell: BitwiseCopyable {
        /// Into `text`.
        var span: TextSpan
        var column: Int
        var repeats: Int
        var format: UInt16
    }

    private struct Row: BitwiseCopyable {
        var firstCell: Int
        var firstByte: Int
        /// From 1.
        var number: Int
        var repeats: Int
        var isHidden: Bool
        var cellEnd = 0
        var byteEnd = 0
    }

    /// Where the text of the cell that is being parsed begins in `text`.
    @exclusivity(unchecked) var cellStart = 0
    /// The texts of all waiting cells.
    let text = RawArray<UInt8>(capacity: 64 * 1024)
    private let cells = RawArray<Cell>(capacity: 1_024)
    private let rows = RawArray<Row>(capacity: 256)
    /// The row that goes out next, and how many of its repeats are out.
    @exclusivity(unchecked) private var next = 0
    @exclusivity(unchecked) private var given = 0

    var isEmpty: Bool { next == rows.count }
    /// Bytes of the row that is being parsed.
    var rowBytes: Int { rows.count == 0 ? text.count : text.count - rows[rows.count - 1].byteEnd }

    @inline(__always)
    func add(_ cell: Cell) { cells.append(cell) }

    /// Ends a row: all cells added since the row before are its own.
    func endRow(number: Int, repeats: Int, isHidden: Bool) {
        let last = rows.count == 0 ? nil : rows[rows.count - 1]
        rows.append(
            Row(
                firstCell: last?.cellEnd ?? 0, firstByte: last?.byteEnd ?? 0, number: number, repeats: repeats,
                isHidden: isHidden, cellEnd: cells.count, byteEnd: text.count))
    }

    /// Gives out rows until the batch is full; `startRow` is the first that anybody wants.
    func drain(into builder: SheetRowBuilder, from startRow: Int) {
        while next < rows.count {
            let row = rows[next]
            if row.number < startRow { given = max(given, min(startRow - row.number, row.repeats)) }
            if given < row.repeats {
                if builder.isFull || builder.exceeded != nil { return }
                give(row, to: builder)
                if given < row.repeats { continue }
            }
            next += 1
            given = 0
        }
        removeAll()
    }

    private func give(_ row: Row, to builder: SheetRowBuilder) {
        let text = builder.batch.text
        let shift = text.count - row.firstByte
        text.append(self.text.base + row.firstByte, count: row.byteEnd - row.firstByte)
        let cells = UnsafeBufferPointer(start: self.cells.base + row.firstCell, count: row.cellEnd - row.firstCell)
        // At least one, so that a row larger than a batch gets out.
        repeat {
            builder.beginRow(row.number + given, isHidden: row.isHidden)
            for cell in cells { put(cell, shift, builder) }
            builder.endRow()
            given += 1
        } while given < row.repeats && !builder.isFull && builder.exceeded == nil
    }

    @inline(__always)
    private func put(_ cell: Cell, _ shift: Int, _ builder: SheetRowBuilder) {
        var span = cell.span
        span.start = UInt32(truncatingIfNeeded: Int(span.start) + shift)
        for column in cell.column..<cell.column + cell.repeats {
            builder.put(span, column: column, format: cell.format)
        }
    }

    /// Drops all rows that are out; what is there of the row that is being parsed moves to the front.
    private func removeAll() {
        guard rows.count > 0 else { return }
        let last = rows[rows.count - 1]
        let bytes = text.count - last.byteEnd
        let begun = cells.count - last.cellEnd
        memmove(text.base, text.base + last.byteEnd, bytes)
        for index in 0..<begun {
            var cell = cells[last.cellEnd + index]
            cell.span.start -= UInt32(truncatingIfNeeded: last.byteEnd)
            cells[index] = cell
        }
        text.count = bytes
        cells.count = begun
        cellStart = max(cellStart - last.byteEnd, 0)
        rows.removeAll()
        next = 0
        given = 0
    }
}
