import HelpDesk
import Mapping
import Tables
import Validation

/// Which rows of a table are read: those that are not older than a source's mark allows.
struct RowWindow: Sendable {
    /// As messages name it.
    let table: String
    /// The column whose times count.
    let column: Int
    let header: String
    /// Seconds since 1970: what is older is left out; nil: nothing is.
    let start: Int64?
    /// Seconds since 1970: no time of the data may be later.
    let limit: Int64
    let now: Int64
    let record: BoundRecord
    let reading: ValueReading
}

/// What was found out about a table's times.
struct WindowTally: Sendable {
    /// Rows that the reader has delivered.
    var delivered = 0
    var older = 0
    /// Rows whose time cannot be read; they are never left out.
    var undated = 0
    /// Seconds since 1970.
    var latest: Int64?
}

/// Leaves out what is older, batch by batch, before anything is mapped. For one thread.
final class RowWindowReader {
    private let window: RowWindow
    private let cells: ColumnCells
    private let reader: CellTimes
    private let spans = RawArray<TextSpan>(capacity: 4_096)
    private let times = RawArray<Int64>(capacity: 4_096)
    private(set) var tally = WindowTally()

    init(_ window: RowWindow) throws(ImportFailure) {
        self.window = window
        cells = ColumnCells(window.column, of: window.record)
        reader = try CellTimes(window.reading, column: window.header)
    }

    /// Takes the rows that are older out of a batch that was just read.
    ///
    /// - Throws: `sync.clock` where a time is more than a day above now.
    func cut(_ rows: RowBatch) throws(ImportFailure) {
        read(rows)
        let count = rows.rows.count
        let (start, limit) = (window.start ?? Int64.min + 1, window.limit)
        let (infos, times) = (rows.rows.base, times.base)
        var (kept, undated, latest) = (0, 0, tally.latest ?? CellTimes.unread)
        for row in 0..<count {
            let time = times[row]
            if time > limit { throw .timeInFuture(window, row: infos[row].number, time: time) }
            if time == CellTimes.unread { undated &+= 1 }
            latest = max(latest, time)
            guard time >= start || time == CellTimes.unread else { continue }
            infos[kept] = infos[row]
            kept &+= 1
        }
        rows.rows.count = kept
        tally.delivered += count
        tally.older += count - kept
        tally.undated += undated
        tally.latest = latest == CellTimes.unread ? nil : latest
    }

    /// The earliest time of some rows of a batch and the row that has it; nil where none can be read.
    func earliest(of wanted: [Int], in rows: RowBatch) -> (time: Int64, row: Int)? {
        read(rows)
        return wanted.filter { times[$0] != CellTimes.unread }.map { (times[$0], rows.rows[$0].number) }
            .min { $0.0 < $1.0 }
    }

    private func read(_ rows: RowBatch) {
        cells.read(rows, into: spans)
        reader.read(spans, rows.text, into: times)
    }
}
