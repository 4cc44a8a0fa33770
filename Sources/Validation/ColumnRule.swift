import HelpDesk
import Tables

/// Checks one column of a batch and leaves canonical text in it: one dispatch and one loop per column and batch.
protocol ColumnRule {
    mutating func check(_ batch: RecordBatch, _ column: ColumnPolicy)
}

/// What is found out once for all columns of a batch.
final class BatchFacts {
    var isFreeOfControls = false
}

/// One cell with a value, as a rule sees it.
struct Cell {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    let kind: CellKind

    @inline(__always) subscript(index: Int) -> UInt8 { bytes[index] }

    /// For the slow way and for messages only.
    var text: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }
}

/// What a rule makes of a cell.
enum CellOutcome {
    /// The text is canonical as it stands.
    case kept
    /// A piece of the text is canonical.
    case part(start: Int, count: Int)
    /// The canonical text was written to the output.
    case written(Int)
    /// Written, with something to say about it.
    case noted(Int, FindingCode)
    /// Nothing is left of it.
    case blank
    case refused(FindingCode)
}

/// A rule that looks at one cell at a time.
///
/// `read` may write up to four bytes for each byte of the cell, and `slack` more.
protocol CellRule: ColumnRule {
    var slack: Int { get }
    /// What the ledger calls it where a value is stored in another form than the cell's.
    var change: ChangeKind { get }
    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome
    /// What the message about a cell names, besides its value.
    func parameters(_ code: FindingCode) -> [String]
}

extension CellRule {
    var slack: Int { 64 }

    func parameters(_ code: FindingCode) -> [String] { [] }

    mutating func check(_ batch: RecordBatch, _ column: ColumnPolicy) {
        let rule = self
        let count = batch.count
        let spans = batch.values.column(column.index)
        let states = batch.states.base
        let absent = RowState.absent.rawValue
        let blanksMatter = column.blanksMatter
        let longestCell = column.longestCell
        let maxLength = column.maxLength
        let tally = column.ledger.tally(change)
        var wantsTexts = tally.wantsTexts
        var changes = 0
        var tail = TextTail(batch.rows.text, slack: rule.slack)
        for row in 0..<count {
            let span = spans[row]
            if span.isBlank && !blanksMatter { continue }
            guard span.isOrdinary, span.length <= longestCell else {
                column.handleUnusual(batch, row: row)
                continue
            }
            if states[row] == absent { continue }
            tail.reserve(for: span.length)
            let cell = Cell(bytes: tail.text(span.start), count: span.length, kind: span.kind)
            var length = span.length
            switch rule.read(cell, into: tail.output) {
            case .kept:
                if length > maxLength { column.checkLength(batch, row: row, tail: &tail) }
                continue
            case .part(let start, let count):
                length = count
                spans[row] = TextSpan(start: Int(span.start) + start, length: count, kind: .text)
            case .written(let count):
                if count == length && TextScan.equal(cell.bytes, tail.output, count) {
                    if length > maxLength { column.checkLength(batch, row: row, tail: &tail) }
                    continue
                }
                length = count
                spans[row] = tail.append(count)
            case .noted(let count, let code):
                column.note(batch, row: row, code, rule.parameters(code))
                length = count
                spans[row] = tail.append(count)
            case .blank: column.empty(batch, row: row)
            case .refused(let code):
                column.refuse(batch, row: row, code, rule.parameters(code))
                continue
            }
            changes &+= 1
            if wantsTexts {
                tally.note(batch.rows, row: row, from: span, to: spans[row])
                wantsTexts = tally.wantsTexts
            }
            if length > maxLength && !spans[row].isBlank { column.checkLength(batch, row: row, tail: &tail) }
        }
        tail.close()
        tally.add(changes)
    }
}

extension TextSpan {
    /// Has text that a rule can read: neither blank, cleared nor a spreadsheet error.
    @inline(__always) var isOrdinary: Bool { word >> 29 &- 1 < 4 && length > 0 }
}

/// The end of a batch's text, where rules write; keeps what the loop needs in locals.
struct TextTail {
    private let array: RawArray<UInt8>
    private let slack: Int
    private var base: UnsafeMutablePointer<UInt8>
    private var count: Int
    private var capacity: Int

    init(_ array: RawArray<UInt8>, slack: Int) {
        self.array = array
        self.slack = slack
        base = array.base
        count = array.count
        capacity = array.capacity
    }

    var output: UnsafeMutablePointer<UInt8> { @inline(__always) get { base + count } }

    @inline(__always) func text(_ start: UInt32) -> UnsafePointer<UInt8> { UnsafePointer(base + Int(start)) }

    @inline(__always) mutating func reserve(for length: Int) {
        if count &+ length &* 4 &+ slack > capacity { grow(length * 4 + slack) }
    }

    @inline(never) private mutating func grow(_ extra: Int) {
        close()
        array.reserve(extra)
        base = array.base
        capacity = array.capacity
    }

    @inline(__always) mutating func append(_ written: Int) -> TextSpan {
        let span = TextSpan(start: count, length: written, kind: .text)
        count &+= written
        return span
    }

    /// Writes the count back, so that others see the text.
    func close() { array.count = count }
}
