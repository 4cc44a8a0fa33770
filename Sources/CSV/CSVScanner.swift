import Tables

/// Finds the cells and records of CSV text: bytes in, offsets out, no I/O, no allocation, nothing thrown.
///
/// The text is a growing block at a fixed place: `scan` may be called again with a later `end`, whatever byte the
/// block was cut at. Positions are offsets into the block. After a batch the reader moves the unfinished record to the
/// start of the next block and calls `restart`.
///
/// Rules, in the order they apply:
/// - A cell that starts with the quote is quoted: delimiters and line breaks in it are text, a doubled quote is one.
/// - Spaces and tabs between a closing quote and the end of the cell are dropped; any other text there is appended as
///   it stands, quotes included (`"a"b"` is `ab"`).
/// - A quote anywhere else is an ordinary character.
/// - LF, CR LF and CR end a record, in any mixture.
///
/// What is tricky: bytes are looked at only where `specialBits` finds one of four values (delimiter, quote, CR, LF).
/// The masks find the *next special byte*; what it means is decided by `Run.event` alone. Of a CR LF only the LF is an
/// event that ends the record, so a CR at the end of the block is left for the next call.
package struct CSVScanner {
    /// Why a scan returned.
    package enum Outcome: Sendable {
        /// Everything up to the end of the block was looked at.
        case needsText
        /// There is no more room for cells or rows.
        case full
        /// The last block is through.
        case finished
        /// The last block ended inside a quoted cell.
        case unclosedQuote
    }

    /// Where the cells and rows go.
    package struct Output {
        package var cells: UnsafeMutablePointer<TextSpan>
        package var cellCount: Int
        package var cellCapacity: Int
        package var rows: UnsafeMutablePointer<RowInfo>
        package var rowCount: Int
        package var rowCapacity: Int
        /// Indices of the cells that hold doubled quotes or text behind the closing quote.
        package var escaped: UnsafeMutablePointer<UInt32>
        package var escapedCount: Int

        package init(
            cells: UnsafeMutablePointer<TextSpan>, cellCount: Int, cellCapacity: Int,
            rows: UnsafeMutablePointer<RowInfo>, rowCount: Int, rowCapacity: Int,
            escaped: UnsafeMutablePointer<UInt32>, escapedCount: Int
        ) {
            self.cells = cells
            self.cellCount = cellCount
            self.cellCapacity = cellCapacity
            self.rows = rows
            self.rowCount = rowCount
            self.rowCapacity = rowCapacity
            self.escaped = escaped
            self.escapedCount = escapedCount
        }
    }

    /// Bytes that must be readable behind `end`.
    package static let padding = 64
    /// Room for cells, rows and escaped cells that `scan` asks for before it looks at the next 64 bytes.
    package static let room = 66

    private let delimiter: UInt8
    private let quote: UInt8
    private let keepsBlankRows: Bool
    private var place = Place()

    package init(_ dialect: CSVDialect, keepsBlankRows: Bool = false) {
        delimiter = dialect.delimiter
        // A quote that equals the delimiter never acts, since the delimiter is looked for first.
        quote = dialect.quote ?? dialect.delimiter
        self.keepsBlankRows = keepsBlankRows
    }

    /// Where the next record starts in the block, and its line in the whole text.
    package var recordStart: Int { place.recordStart }
    package var recordLine: Int { place.recordLine }
    /// The line of the quote that was opened last.
    package var quoteLine: Int { place.quoteLine }
    /// True inside a quoted cell.
    package var isInsideQuotes: Bool { place.mode == .quoted }
    /// Cells of the unfinished record so far.
    package var openCells: Int { place.openCells }
    /// The most cells any record had.
    package var widest: Int { place.widest }
    /// Records without any value that were passed over.
    package var blankRows: Int { place.blankRows }
    /// Cells with text behind their closing quote.
    package var irregularQuotes: Int { place.irregularQuotes }

    /// Starts counting elsewhere than at the first line; blank records count from number `blanksFrom` on.
    package mutating func begin(number: Int, line: Int, offset: Int, blanksFrom: Int = 1) {
        place.countedFrom = blanksFrom
        place.number = number
        place.line = line
        place.recordLine = line
        place.base = offset
    }

    /// Goes back to the start of the unfinished record, which the reader has moved to the start of the block.
    package mutating func restart() {
        place.base += place.recordStart
        place.recordStart = 0
        place.cellStart = 0
        place.index = 0
        place.line = place.recordLine
        place.mode = .plain
        place.filled = 0
        place.openCells = 0
    }

    /// Looks at the text up to `end`; `isLast` says that nothing follows. Needs `padding` readable bytes behind.
    package mutating func scan(
        _ text: UnsafePointer<UInt8>, end: Int, isLast: Bool, into output: inout Output
    ) -> Outcome {
        var run = Run(text: text, end: end, delimiter: delimiter, quote: quote, output: output, place: place)
        run.keepsBlankRows = keepsBlankRows
        let outcome = run.scan(isLast: isLast)
        place = run.place
        place.openCells = run.output.cellCount - run.firstCell
        output = run.output
        return outcome
    }
}
