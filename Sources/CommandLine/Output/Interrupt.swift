import Foundation
import Pipeline
import Synchronization
import Tables

/// Ctrl-C: the first one ends the run at the next batch with nothing written, a second one at once.
enum Interrupt {
    nonisolated(unsafe) private static var control: RunControl?

    static func watch(_ control: RunControl) {
        self.control = control
        signal(SIGPIPE, SIG_IGN)
        // A limit on the size of files is an error like a full disk, not the end.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGINT) { _ in Interrupt.didInterrupt() }
        signal(SIGTERM) { _ in Interrupt.didInterrupt() }
        unblock()
    }

    /// A program that starts this one from a worker thread may hand its blocked signals down.
    private static func unblock() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private static func didInterrupt() {
        control?.interrupt()
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
