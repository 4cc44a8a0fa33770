import Tables

/// Reads the rows of one sheet, batch by batch.
final class XLSReader: TableReader {
    private let workbook: XLSWorkbook
    private let reading: SheetReading
    private let survey: SheetSurvey
    private let start: Int
    private let builder: SheetRowBuilder
    private let decoder: XLSCellDecoder
    @exclusivity(unchecked) private var cells: SheetCells
    /// A record that was met when the batch was full.
    @exclusivity(unchecked) private var waiting: BIFFRecord?
    /// The row that is being put together, from 1; 0 between rows.
    @exclusivity(unchecked) private var openRow = 0
    @exclusivity(unchecked) private var isRead = true

    var blankRows: Int { builder.blankRows }
    var bytesRead: Int { cells.position - start }

    init(_ workbook: XLSWorkbook, sheet: Int, _ reading: SheetReading) throws(ImportFailure) {
        self.workbook = workbook
        self.reading = reading
        let place = workbook.globals.sheets[sheet]
        var records = BIFFRecords(workbook.records, at: place.position)
        guard let first = records.next(), BIFFType.isBOF(first.type) else {
            throw .xlsDamaged(workbook.file.name, "the sheet \"\(place.info.name)\" is not where it should be")
        }
        start = records.position
        survey = try SheetSurvey(records, in: workbook.file, sheet: place.info.name)
        cells = SheetCells(records, isOrdered: survey.isOrdered)
        decoder = try XLSCellDecoder(workbook, sheet: place.info.name)
        builder = SheetRowBuilder(RowBatch(), reading, limits: workbook.limits)
        builder.hiddenColumns = survey.hiddenColumns
    }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.removeAll()
        builder.batch = batch
        while let record = takeRecord() {
            let row = workbook.records.base.u16(record.start) + 1
            if row != openRow, !beginRow(row) {
                waiting = record
                return true
            }
            if isRead { try decoder.put(record, into: builder) }
        }
        endRow()
        return batch.rows.count > 0
    }

    @inline(__always)
    private func takeRecord() -> BIFFRecord? {
        guard let record = waiting else { return cells.next() }
        waiting = nil
        return record
    }

    /// Ends the row before; false where the batch has enough.
    private func beginRow(_ row: Int) -> Bool {
        endRow()
        if builder.isFull { return false }
        let isHidden = survey.hiddenRows.contains(row - 1)
        builder.beginRow(row, isHidden: isHidden)
        openRow = row
        // Rows that the builder drops are not decoded: what they would leave in the batch's text is of no use.
        isRead = row >= reading.startRow && !(isHidden && reading.visibleOnly)
        return true
    }

    private func endRow() {
        if openRow > 0 { builder.endRow() }
        openRow = 0
    }

    /// Made for the rows of one table; a workbook's digest is made from its file.
    func finishDigest() throws(ImportFailure) -> String? { nil }

    var closing: TableClosing {
        var closing = TableClosing()
        closing.hiddenRows = builder.hiddenRows
        closing.hiddenColumns = survey.hiddenColumns.count { $0 }
        var merged = MergedCells(startRow: reading.startRow)
        for merge in survey.merges {
            merged.add(row: merge.row + 1, column: merge.column, rows: merge.rows, columns: merge.columns)
        }
        closing.findings = merged.findings
        return closing
    }
}
