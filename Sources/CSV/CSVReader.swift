import Glibc
import Tables

/// Reads the rows of a CSV file, batch by batch.
///
/// The text must be UTF-8: `FileSurvey` has checked the whole file before, and `TextDecoder` gives nothing else, so the
/// reader does not check again. Every batch starts with the record that the one before could not finish. A record that
/// is larger than a block makes its batch grow, up to `TableLimits.maxRecordBytes`.
package final class CSVReader: TableReader {
    /// How a reader goes about it; everything but the dialect has a default.
    package struct Options: Sendable {
        /// Gives out rows without any value too; they do not count as blank then.
        package var keepsBlankRows = false
        /// Bytes read for a batch.
        package var blockBytes = TableLimits.blockBytes
        package var maxRecordBytes = TableLimits.maxRecordBytes
        /// Rows of a batch; batches of tiny rows would need much memory per column otherwise.
        package var maxRows = 16_384
        /// Number and line of the first record in the source, and its offset in the decoded text.
        package var firstNumber = 1
        package var firstLine = 1
        package var firstOffset = 0
        /// Rows before this one are read and dropped.
        package var startRow = 1

        package init() {}
    }

    private let source: any ByteSource
    private let file: FileByteSource?
    private let name: String
    private let dialect: CSVDialect
    private let options: Options
    private var scanner: CSVScanner
    private let carry = RawArray<UInt8>(capacity: 1)
    private let escaped = RawArray<UInt32>(capacity: 1_024)
    private var sourceEnded = false
    private var finished = false
    private var textRead = 0
    private var blanksReported = 0

    /// Rows that were blank, so far.
    package var blankRows: Int { scanner.blankRows }
    /// Cells so far with text behind their closing quote, which a strict reader would refuse.
    package var irregularQuotes: Int { scanner.irregularQuotes }
    package var bytesRead: Int { file?.position ?? textRead }

    package func finishDigest() throws(ImportFailure) -> String? { try file?.finishDigest() }

    /// Reads decoded text from `source`, which ends up at `file`; `name` is what failures call the file.
    package init(
        _ source: any ByteSource, dialect: CSVDialect, name: String, file: FileByteSource? = nil,
        options: Options = Options()
    ) {
        self.source = source
        self.file = file ?? (source as? FileByteSource)
        self.name = name
        self.dialect = dialect
        self.options = options
        scanner = CSVScanner(dialect, keepsBlankRows: options.keepsBlankRows)
        scanner.begin(
            number: options.firstNumber, line: options.firstLine, offset: options.firstOffset,
            blanksFrom: options.startRow)
    }

    package func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.removeAll()
        while !finished {
            try readRows(batch)
            dropRows(before: options.startRow, of: batch)
            if batch.rows.count > 0 { break }
            batch.removeAll()
        }
        batch.blankRows = scanner.blankRows - blanksReported
        blanksReported = scanner.blankRows
        return batch.rows.count > 0
    }

    /// Fills the batch with one block's rows, or with one row that is larger than a block.
    private func readRows(_ batch: RowBatch) throws(ImportFailure) {
        batch.text.append(carry.base, count: carry.count)
        carry.removeAll()
        var goal = options.blockBytes
        while true {
            if !sourceEnded, batch.text.count < goal { try readText(batch, goal: goal) }
            let outcome = scan(batch)
            try checkColumns()
            switch outcome {
            case .finished:
                finished = true
                return unescape(batch)
            case .unclosedQuote:
                throw .csvUnclosedQuote(name, line: scanner.quoteLine, quote: dialect.quote)
            case .full:
                if batch.rows.count + CSVScanner.room > options.maxRows { return carryRest(batch) }
                makeRoom(batch)
            case .needsText:
                if batch.text.count < goal { continue }
                if scanner.recordStart > 0 { return carryRest(batch) }
                try checkRecordSize(batch.text.count)
                goal *= 2
            }
        }
    }

    private func readText(_ batch: RowBatch, goal: Int) throws(ImportFailure) {
        let text = batch.text
        let wanted = goal - text.count
        text.reserve(wanted + CSVScanner.padding)
        let count = try source.read(into: text.base + text.count, capacity: wanted)
        text.count += count
        textRead += count
        sourceEnded = count == 0
        (text.base + text.count).update(repeating: 0, count: CSVScanner.padding)
    }

    private func scan(_ batch: RowBatch) -> CSVScanner.Outcome {
        let cells = batch.cells
        let rows = batch.rows
        cells.reserve(CSVScanner.room * 2)
        rows.reserve(CSVScanner.room * 2)
        escaped.reserve(max(cells.capacity - escaped.count, 0))
        var output = CSVScanner.Output(
            cells: cells.base, cellCount: cells.count, cellCapacity: cells.capacity, rows: rows.base,
            rowCount: rows.count, rowCapacity: min(rows.capacity, options.maxRows), escaped: escaped.base,
            escapedCount: escaped.count)
        let outcome = scanner.scan(batch.text.base, end: batch.text.count, isLast: sourceEnded, into: &output)
        cells.count = output.cellCount
        rows.count = output.rowCount
        escaped.count = output.escapedCount
        return outcome
    }

    private func makeRoom(_ batch: RowBatch) {
        if batch.cells.capacity - batch.cells.count < CSVScanner.room * 2 { batch.cells.reserve(batch.cells.capacity) }
        if batch.rows.capacity - batch.rows.count < CSVScanner.room * 2 { batch.rows.reserve(batch.rows.capacity) }
    }

    /// Keeps the text of the unfinished record for the next batch.
    private func carryRest(_ batch: RowBatch) {
        let start = scanner.recordStart
        carry.append(batch.text.base + start, count: batch.text.count - start)
        batch.cells.count -= scanner.openCells
        scanner.restart()
        unescape(batch)
    }

    /// Writes cells with doubled quotes behind the text, as they are meant.
    private func unescape(_ batch: RowBatch) {
        for index in 0..<escaped.count {
            let cell = Int(escaped[index])
            guard cell < batch.cells.count else { break }
            batch.cells[cell] = unescaped(batch.cells[cell], in: batch.text)
        }
        escaped.removeAll()
    }

    private func unescaped(_ span: TextSpan, in text: RawArray<UInt8>) -> TextSpan {
        text.reserve(span.length)
        let quote = dialect.quote ?? 0
        let start = text.count
        let source = text.base + Int(span.start)
        let target = text.base + start
        let length = span.length
        var from = 0
        var to = 0
        while from < length {
            let run = Self.run(source + from, length - from, until: quote)
            (target + to).update(from: source + from, count: run)
            to += run
            from += run + 1
            if from < length, source[from] == quote {
                target[to] = quote
                to += 1
                from += 1
            } else if from <= length {
                // The closing quote: what follows stands for itself.
                (target + to).update(from: source + from, count: length - from)
                to += length - from
                break
            }
        }
        text.count += to
        return TextSpan(start: start, length: to, kind: .text, quoted: true)
    }

    /// Bytes before the next quote, or all.
    @inline(__always)
    private static func run(_ text: UnsafePointer<UInt8>, _ count: Int, until quote: UInt8) -> Int {
        memchr(text, Int32(quote), count).map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - text } ?? count
    }

    private func dropRows(before start: Int, of batch: RowBatch) {
        let rows = batch.rows
        guard rows.count > 0, rows[0].number < start else { return }
        var kept = 0
        for index in 0..<rows.count where rows[index].number >= start {
            rows[kept] = rows[index]
            kept += 1
        }
        rows.count = kept
    }

    private func checkColumns() throws(ImportFailure) {
        guard max(scanner.widest, scanner.openCells) > TableLimits.maxColumns else { return }
        throw .csvTooManyColumns(name, line: scanner.recordLine, limit: TableLimits.maxColumns)
    }

    private func checkRecordSize(_ bytes: Int) throws(ImportFailure) {
        guard bytes > options.maxRecordBytes else { return }
        if scanner.isInsideQuotes {
            throw .csvUnclosedQuote(
                name, line: scanner.quoteLine, quote: dialect.quote, limit: options.maxRecordBytes)
        }
        throw .csvRecordTooLarge(name, line: scanner.recordLine, limit: options.maxRecordBytes)
    }
}
