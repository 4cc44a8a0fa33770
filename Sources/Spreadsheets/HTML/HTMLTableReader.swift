import Tables

/// Reads the rows of one table of a page, batch by batch.
final class HTMLTableReader: TableReader {
    private let workbook: HTMLWorkbook
    private let page: HTMLPage
    private let handler: HTMLTableHandler
    private let reading: SheetReading
    private var builder: SheetRowBuilder?
    private var isAtEnd = false

    init(_ workbook: HTMLWorkbook, _ page: HTMLPage, _ handler: HTMLTableHandler, _ reading: SheetReading) {
        self.workbook = workbook
        self.page = page
        self.handler = handler
        self.reading = reading
    }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.removeAll()
        let builder = builder ?? SheetRowBuilder(batch, reading, limits: workbook.limits)
        builder.batch = batch
        self.builder = builder
        while true {
            handler.queue.drain(into: builder, from: reading.startRow)
            if let limit = builder.exceeded { throw .limitExceeded(workbook.file.name, limit, workbook.limits) }
            if batch.rows.count == 0 { batch.text.removeAll() }
            if builder.isFull || (isAtEnd && handler.queue.isEmpty) { return batch.rows.count > 0 }
            if handler.queue.isEmpty { isAtEnd = try !page.parseBlock() }
        }
    }

    var bytesRead: Int { isAtEnd ? workbook.file.size : page.bytesRead }
    var blankRows: Int { builder?.blankRows ?? 0 }
    func finishDigest() throws(ImportFailure) -> String? { nil }

    var closing: TableClosing {
        var closing = TableClosing()
        closing.findings = handler.merged.findings
        closing.hiddenRows = builder?.hiddenRows ?? 0
        return closing
    }
}
