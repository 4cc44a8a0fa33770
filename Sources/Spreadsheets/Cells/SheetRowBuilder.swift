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
    @exclusivity(unchecked) private var isHidden = false
    /// A cell with a value was put, kept or not.
    @exclusivity(unchecked) private var hasValue = false
    @exclusivity(unchecked) private var cells = 0
    private var lastNumber = 0
    /// By column; those of hidden columns are not put if only visible ones are wanted.
    @exclusivity(unchecked) package var hiddenColumns: [Bool] = []
    /// Hidden columns in which a value was found.
    private var filledColumns: Set<Int> = []
    /// Rows of the table before which nothing but blank rows was found, so far.
    package private(set) var blankRows = 0
    /// Hidden rows of the table with a value, so far.
    package private(set) var hiddenRows = 0
    /// The first limit that the sheet goes beyond; its reader is to stop then. Cells beyond it are not put.
    @exclusivity(unchecked) package private(set) var exceeded: WorkbookLimit?
    @exclusivity(unchecked) package var batch: RowBatch

    /// Hidden columns with a value, so far.
    package var hiddenColumnCount: Int { filledColumns.count }

    package init(_ batch: RowBatch, _ reading: SheetReading, limits: WorkbookLimits = WorkbookLimits()) {
        self.batch = batch
        self.reading = reading
        self.limits = limits
        lastNumber = reading.startRow - 1
    }

    /// Hides some columns, from 0.
    package func hideColumns(_ columns: Range<Int>) {
        let columns = columns.clamped(to: 0..<limits.columns)
        let missing = max(columns.upperBound - hiddenColumns.count, 0)
        hiddenColumns += [Bool](repeating: false, count: missing)
        for column in columns { hiddenColumns[column] = true }
    }

    /// `number` counts from 1.
    package func beginRow(_ number: Int, isHidden: Bool = false) {
        self.number = number
        self.isHidden = isHidden
        firstCell = batch.cells.count
        filled = 0
        hasValue = false
        isSkipped = number < reading.startRow || (isHidden && reading.visibleOnly)
        if number > limits.rows { exceeded = exceeded ?? .rows }
    }

    /// Puts a cell with a value; `column` counts from 0. A second cell of the same column wins.
    @inline(__always)
    package func put(_ span: TextSpan, column: Int, format: UInt16 = 0) {
        if span.isBlank { return }
        hasValue = true
        if isSkipped { return }
        if !hiddenColumns.isEmpty, isHiddenColumn(column) { return }
        if column >= filled {
            guard column < limits.columns else { return exceeded = exceeded ?? .columns }
            fill(to: column + 1)
        }
        batch.cells.base[firstCell + column] = span
        batch.formats.base[firstCell + column] = format
    }

    /// Room for the first `count` cells of the row, blank so far, for a reader that puts them by pointer; nil where cells
    /// have to be put one by one. `closeCells` says how many have a value.
    @inline(__always)
    package func openCells(
        _ count: Int
    ) -> (spans: UnsafeMutablePointer<TextSpan>, formats: UnsafeMutablePointer<UInt16>)? {
        if isSkipped || !hiddenColumns.isEmpty || count > limits.columns { return nil }
        fill(to: max(count, reading.width))
        return (batch.cells.base + firstCell, batch.formats.base + firstCell)
    }

    /// Ends the row's cells behind the last that has a value.
    @inline(__always)
    package func closeCells(_ count: Int) {
        hasValue = count > 0
        cut(to: count)
    }

    /// Whether a cell of this column is left out; notes that the column has a value.
    private func isHiddenColumn(_ column: Int) -> Bool {
        guard column < hiddenColumns.count, hiddenColumns[column] else { return false }
        filledColumns.insert(column)
        return reading.visibleOnly
    }

    /// Ends the row; true where it was given out.
    @discardableResult
    package func endRow() -> Bool {
        if isHidden, hasValue, number >= reading.startRow { hiddenRows += 1 }
        let isKept = !isSkipped && (filled > 0 || reading.keepsBlankRows)
        guard isKept else {
            cut(to: 0)
            return false
        }
        emitGap()
        fill(to: reading.width)
        cells += filled
        if cells > limits.cells { exceeded = exceeded ?? .cells }
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
