import Synchronization
import Tables

/// What others may ask of a run while it is on its way, and what it tells them.
package final class RunControl: Sendable {
    private let stop = Atomic<Bool>(false)
    private let bytes = Atomic<Int>(0)
    private let rows = Atomic<Int>(0)

    package init() {}

    /// Ends the run at the next batch, with nothing written. Safe in a signal handler.
    package func interrupt() { stop.store(true, ordering: .relaxed) }

    var isInterrupted: Bool { stop.load(ordering: .relaxed) }

    func checkInterruption() throws(ImportFailure) {
        if isInterrupted { throw .interrupted() }
    }

    func didRead(bytes count: Int) { bytes.add(count, ordering: .relaxed) }
    func didDecide(rows count: Int) { rows.add(count, ordering: .relaxed) }

    /// Bytes read and rows decided so far.
    package var progress: (bytes: Int, rows: Int) {
        (bytes.load(ordering: .relaxed), rows.load(ordering: .relaxed))
    }
}
