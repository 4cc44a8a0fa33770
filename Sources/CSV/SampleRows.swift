import Tables

/// The first rows of a text in memory, read by the scanner; for detection, where nothing may fail.
struct SampleRows {
    private let batch = RowBatch()
    /// The rows that have a value, or all of them.
    private(set) var rows: [[TextSpan]] = []
    private(set) var infos: [RowInfo] = []
    private(set) var irregularQuotes = 0
    /// Cells of the record at whose end a quote is still open; 0 where all are closed.
    private(set) var unclosedCells = 0

    /// The last row is left out where the sample `isWhole` not, for it may be cut.
    init(_ sample: [UInt8], isWhole: Bool, dialect: CSVDialect, limit: Int, keepsBlankRows: Bool = false) {
        var options = CSVReader.Options()
        options.keepsBlankRows = keepsBlankRows
        options.blockBytes = max(sample.count, 1) + 1
        options.maxRows = max(limit, 1) + 2 * CSVScanner.room
        let reader = CSVReader(MemoryByteSource(sample), dialect: dialect, name: "", options: options)
        do {
            while try reader.next(into: batch) {
                take(limit)
                break
            }
        } catch {
            take(limit)
            if isWhole { unclosedCells = batch.cells.count - rows.reduce(0) { $0 + $1.count } + 1 }
        }
        if !isWhole, let last = infos.last, Int(last.sourceStart + last.sourceLength) >= sample.count {
            rows.removeLast()
            infos.removeLast()
        }
        irregularQuotes = reader.irregularQuotes
    }

    private mutating func take(_ limit: Int) {
        for index in 0..<min(batch.rows.count, limit) {
            let info = batch.rows[index]
            infos.append(info)
            rows.append((0..<Int(info.cellCount)).map { batch.cells[Int(info.firstCell) + $0] })
        }
    }

    func bytes(_ span: TextSpan) -> UnsafeBufferPointer<UInt8> { batch.bytes(span) }
    func string(_ span: TextSpan) -> String { batch.string(span) }
}
