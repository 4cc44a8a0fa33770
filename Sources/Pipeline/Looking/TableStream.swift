import Foundation
import Tables

/// Reads a whole table on all processors: whoever is free reads the next batch, and then looks at it while another one
/// reads.
///
/// Each worker has one batch, so memory does not grow with the table. Which worker gets which rows is chance; what they
/// find must not depend on it.
enum TableStream {
    /// What a reader knew at the end.
    struct End: Sendable {
        var rows = 0
        var blankRows = 0
        /// Rows were left unread.
        var isCut = false
    }

    /// More would wait for the one that reads.
    private static let maxWorkers = 4

    static var workers: Int { max(1, min(ProcessInfo.processInfo.activeProcessorCount, maxWorkers)) }

    /// - Parameters:
    ///   - limit: rows at most; nil: all.
    ///   - control: is asked before each batch whether to go on.
    ///   - use: looks at a batch, which is read over afterwards: the worker's number, the batch, the rows of the table
    ///     before it. The batches of one worker come in the order of the table.
    static func read(
        _ table: any TableSource, limit: Int? = nil, workers: Int = workers, control: RunControl? = nil,
        _ use: @Sendable (Int, RowBatch, Int) -> Void
    ) throws(ImportFailure) -> End {
        let shared = SharedReader(try table.makeReader(), limit: limit, control)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let batch = RowBatch()
            while let before = shared.next(into: batch) { use(worker, batch, before) }
        }
        return try shared.end()
    }
}

/// A reader that several threads take batches from.
private final class SharedReader: @unchecked Sendable {
    private let lock = NSLock()
    private let reader: any TableReader
    private let limit: Int
    private let control: RunControl?
    private var state = TableStream.End()
    private var failure: ImportFailure?
    private var isOver = false

    init(_ reader: any TableReader, limit: Int?, _ control: RunControl?) {
        self.reader = reader
        self.control = control
        self.limit = limit ?? .max
    }

    /// Fills the batch; how many rows the table has before it, or nil at the end.
    func next(into batch: RowBatch) -> Int? {
        lock.lock()
        defer { lock.unlock() }
        if isOver { return nil }
        do throws(ImportFailure) {
            try control?.checkInterruption()
            isOver = try !reader.next(into: batch)
        } catch {
            failure = error
            isOver = true
        }
        return isOver ? nil : take(batch)
    }

    private func take(_ batch: RowBatch) -> Int? {
        let before = state.rows
        let wanted = min(batch.rows.count, limit - before)
        state.isCut = wanted < batch.rows.count
        isOver = state.isCut
        batch.rows.count = wanted
        state.rows += wanted
        return wanted > 0 ? before : nil
    }

    /// Asked once all threads are done.
    func end() throws(ImportFailure) -> TableStream.End {
        if let failure { throw failure }
        state.blankRows = reader.blankRows
        return state
    }
}
