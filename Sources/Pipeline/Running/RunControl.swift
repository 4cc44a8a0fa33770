import Foundation
import Synchronization
import Tables

/// What others may ask of a run while it is on its way, and what it tells them.
package final class RunControl: Sendable {
    private let stop = Atomic<Bool>(false)
    private let bytes = Atomic<Int>(0)
    private let rows = Atomic<Int>(0)
    private let timeout: TimeInterval?
    private let start = ContinuousClock.now
    /// Where events are told.
    package let log: RunLog

    /// - Parameter timeout: seconds, counted from now, after which the run ends at the next batch.
    package init(timeout: TimeInterval? = nil, log: RunLog = .silent()) {
        self.timeout = timeout
        self.log = log
    }

    /// Ends the run at the next batch, with nothing written. Safe in a signal handler.
    package func interrupt() { stop.store(true, ordering: .relaxed) }

    /// Whether somebody has asked for the end.
    package var isInterrupted: Bool { stop.load(ordering: .relaxed) }

    /// Seconds left; nil where time is not limited.
    package var remaining: TimeInterval? {
        guard let timeout else { return nil }
        let elapsed = start.duration(to: .now).components
        return max(0, timeout - Double(elapsed.seconds) - Double(elapsed.attoseconds) / 1e18)
    }

    /// Why the run has to end now; nil where it may go on.
    package var stopReason: ImportFailure? {
        if isInterrupted { return .interrupted() }
        guard let timeout, remaining == 0 else { return nil }
        return .timedOut(timeout)
    }

    /// Ends the run here if it has to end.
    func checkInterruption() throws(ImportFailure) {
        if let reason = stopReason { throw reason }
    }

    func didRead(bytes count: Int) { bytes.add(count, ordering: .relaxed) }
    func didDecide(rows count: Int) { rows.add(count, ordering: .relaxed) }

    /// Bytes read and rows decided so far.
    package var progress: (bytes: Int, rows: Int) {
        (bytes.load(ordering: .relaxed), rows.load(ordering: .relaxed))
    }
}
