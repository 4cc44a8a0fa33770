import Foundation
import Tables

/// Reads a whole table and hands its rows over batch by batch, reading ahead on a thread of its own.
///
/// A few batches go round between the two threads, so memory does not grow with the table.
enum TableStream {
    /// What a reader knew at the end.
    struct End: Sendable {
        var rows = 0
        var blankRows = 0
        /// Rows were left unread.
        var isCut = false
    }

    private static let batches = 4

    /// - Parameters:
    ///   - limit: rows at most; nil: all.
    ///   - use: looks at a batch, which is read over afterwards.
    static func read(
        _ table: any TableSource, limit: Int? = nil, _ use: (RowBatch) -> Void
    ) throws(ImportFailure) -> End {
        let ahead = ReadAhead(reader: try table.makeReader(), limit: limit)
        ahead.start(batches: batches)
        defer { ahead.stop() }
        while let batch = ahead.full.pop() {
            use(batch)
            _ = ahead.spare.push(batch)
        }
        return try ahead.end()
    }
}

/// The thread that reads.
private final class ReadAhead: @unchecked Sendable {
    let full = BoundedQueue<RowBatch>(limit: .max)
    let spare = BoundedQueue<RowBatch>(limit: .max)
    private let reader: any TableReader
    private let limit: Int?
    private let done = DispatchSemaphore(value: 0)
    /// Written by the reading thread; read by the other one once `full` is closed and empty.
    private var result = Result<TableStream.End, ImportFailure>.success(TableStream.End())

    init(reader: any TableReader, limit: Int?) {
        self.reader = reader
        self.limit = limit
    }

    func start(batches: Int) {
        for _ in 0..<batches { _ = spare.push(RowBatch()) }
        let thread = Thread { [self] in
            do throws(ImportFailure) {
                result = .success(try run())
            } catch {
                result = .failure(error)
            }
            full.close()
            done.signal()
        }
        thread.stackSize = 4 << 20
        thread.name = "surveying"
        thread.start()
    }

    /// Ends the thread, whatever it is at, and waits for it.
    func stop() {
        spare.close()
        full.close()
        done.wait()
    }

    func end() throws(ImportFailure) -> TableStream.End { try result.get() }

    private func run() throws(ImportFailure) -> TableStream.End {
        var end = TableStream.End()
        while let batch = spare.pop(), try reader.next(into: batch) {
            let wanted = min(batch.rows.count, (limit ?? .max) - end.rows)
            end.isCut = wanted < batch.rows.count
            batch.rows.count = wanted
            end.rows += wanted
            guard wanted > 0, full.push(batch), !end.isCut else { break }
        }
        end.blankRows = reader.blankRows
        return end
    }
}
