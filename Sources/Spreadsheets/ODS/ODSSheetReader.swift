import Tables

/// Reads the rows of one sheet, batch by batch.
final class ODSSheetReader: TableReader {
    private let workbook: ODSWorkbook
    private let content: ODSContent
    private let handler: ODSSheetHandler
    private let reading: SheetReading
    private var builder: SheetRowBuilder?
    private var isAtEnd = false

    init(_ workbook: ODSWorkbook, _ content: ODSContent, sheet: Int, _ reading: SheetReading) {
        self.workbook = workbook
        self.content = content
        self.reading = reading
        handler = ODSSheetHandler(workbook, content.parser, sheet: sheet, startRow: reading.startRow)
    }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.removeAll()
        let builder = builder(for: batch)
        while true {
            if builder.hiddenColumns.count != handler.columns.hidden.count {
                builder.hiddenColumns = handler.columns.hidden
            }
            handler.queue.drain(into: builder, from: reading.startRow)
            if let limit = builder.exceeded { throw .limitExceeded(workbook.file.name, limit, workbook.limits) }
            if batch.rows.count == 0 { batch.text.removeAll() }
            if builder.isFull || (isAtEnd && handler.queue.isEmpty) { return batch.rows.count > 0 }
            if handler.queue.isEmpty { isAtEnd = try !content.parseBlock(handler) || handler.isDone }
        }
    }

    private func builder(for batch: RowBatch) -> SheetRowBuilder {
        let builder = builder ?? SheetRowBuilder(batch, reading, limits: workbook.limits)
        builder.batch = batch
        self.builder = builder
        return builder
    }

    /// The part of the file that corresponds to the part of the content that was parsed.
    var bytesRead: Int { isAtEnd ? workbook.file.size : Int(Double(workbook.file.size) * content.share) }

    var blankRows: Int { builder?.blankRows ?? 0 }

    func finishDigest() throws(ImportFailure) -> String? { nil }

    var closing: TableClosing {
        var closing = TableClosing()
        closing.findings = handler.merged.findings
        closing.hiddenRows = builder?.hiddenRows ?? 0
        closing.hiddenColumns = builder?.hiddenColumnCount ?? 0
        return closing
    }
}
