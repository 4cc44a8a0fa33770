import Tables

/// Puts the cells of a sheet, as a parser finds them, into rows of a batch: at their columns, with blanks between.
///
/// What makes a row, is decided here for all formats: rows without a value are blank rows (counted once a row with a
/// value follows), missing row numbers are blank rows too, blanks at the end of a row are cut down to the table's width.
/// The parser writes a cell's text into `batch.text` and puts the span.
package final class SheetRowBuilder {
    private let reading: SheetReading
    private let limits: WorkbookLimits
    @exclusivity(unchecked) private var firstCell = 0
    @exclusivity(unchecked) private var number = 0
    @exclusivity(unchecked) private var filled = 0
    @exclusivity(unchecked) private var isSkipped = false
    private var lastNumber = 0
    /// By column; those of hidden columns are not put if only visible ones are wanted.
    package var hiddenColumns: [Bool] = []
    /// Rows of the table before which nothing but blank rows was found, so far.
    package private(set) var blankRows = 0
    package private(set) var hiddenRows = 0
    @exclusivity(unchecked) package var batch: RowBatch

    package init(_ batch: RowBatch, _ reading: SheetReading, limits: WorkbookLimits = WorkbookLimits()) {
        self.batch = batch
        self.reading = reading
        self.limits = limits
        lastNumber = reading.startRow - 1
    }

    /// `number` counts from 1.
    package func beginRow(_ number: Int, isHidden: Bool = false) {
        self.number = number
        firstCell = batch.cells.count
        filled = 0
        if isHidden { hiddenRows += 1 }
        isSkipped = number < reading.startRow || (isHidden && reading.visibleOnly)
    }

    /// Puts a cell with a value; `column` counts from 0. A second cell of the same column wins.
    package func put(_ span: TextSpan, column: Int, format: UInt16 = 0) {
        if isSkipped || span.isBlank { return }
        if reading.visibleOnly, column < hiddenColumns.count, hiddenColumns[column] { return }
        if column >= filled { fill(to: column + 1) }
        batch.cells[firstCell + column] = span
        batch.formats[firstCell + column] = format
    }

    /// Ends the row; true where it was given out.
    @discardableResult
    package func endRow() -> Bool {
        let isKept = !isSkipped && (filled > 0 || reading.keepsBlankRows)
        guard isKept else {
            cut(to: 0)
            return false
        }
        emitGap()
        fill(to: reading.width)
        batch.rows.append(
            RowInfo(
                firstCell: firstCell, cellCount: filled, sourceStart: 0, sourceLength: 0, number: number, line: 0,
                offset: 0))
        lastNumber = number
        return true
    }

    /// Blank rows between the last row and this one.
    private func emitGap() {
        let gap = max(number - lastNumber - 1, 0)
        guard gap > 0 else { return }
        guard reading.keepsBlankRows else {
            blankRows += gap
            batch.blankRows += gap
            return
        }
        for missing in lastNumber + 1..<number {
            batch.rows.append(
                RowInfo(
                    firstCell: firstCell, cellCount: 0, sourceStart: 0, sourceLength: 0, number: missing, line: 0,
                    offset: 0))
        }
    }

    private func fill(to count: Int) {
        guard count > filled else { return }
        let extra = count - filled
        batch.cells.reserve(extra)
        batch.formats.reserve(extra)
        (batch.cells.base + firstCell + filled).update(repeating: .blank, count: extra)
        (batch.formats.base + firstCell + filled).update(repeating: 0, count: extra)
        filled = count
        batch.cells.count = firstCell + filled
        batch.formats.count = firstCell + filled
    }

    private func cut(to count: Int) {
        filled = count
        batch.cells.count = firstCell + count
        batch.formats.count = firstCell + count
    }

    /// Whether the batch has enough.
    package var isFull: Bool {
        batch.rows.count >= Self.maxRows || batch.cells.count >= Self.maxCells
            || batch.text.count >= TableLimits.blockBytes
    }

    private static let maxRows = 16_384
    private static let maxCells = 262_144
}
