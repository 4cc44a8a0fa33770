import Foundation
import Pipeline
import Tables

/// Ctrl-C: the first one ends a run at the next batch with nothing written, a second one at once. Where no run is on its
/// way yet, the first one ends the program. SIGTERM is the same.
enum Interrupt {
    nonisolated(unsafe) private static var control: RunControl?
    nonisolated(unsafe) private static var count = 0

    private static let nothing: StaticString = "deskferry: Interrupted: nothing was written to the database.\n"
    private static let atOnce: StaticString =
        "deskferry: Stopped at once. What is left of the run is taken back by the next one, or by `deskferry recover`.\n"

    /// From here on signals say what they have done.
    static func begin() {
        (control, count) = (nil, 0)
        signal(SIGINT) { _ in Interrupt.didInterrupt() }
        signal(SIGTERM) { _ in Interrupt.didInterrupt() }
        unblock()
    }

    /// From here on signals are for the run.
    static func watch(_ control: RunControl) {
        self.control = control
        signal(SIGPIPE, SIG_IGN)
        // A limit on the size of files is an error like a full disk, not the end.
        signal(SIGXFSZ, SIG_IGN)
    }

    /// A program that starts this one from a worker thread may hand its blocked signals down.
    private static func unblock() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Inside a signal handler: nothing is allocated, and nothing is waited for.
    private static func didInterrupt() {
        count += 1
        guard let control else { end(nothing) }
        if count > 1 { end(atOnce) }
        control.interrupt()
    }

    private static func end(_ sentence: StaticString) -> Never {
        _ = write(STDERR_FILENO, sentence.utf8Start, sentence.utf8CodeUnitCount)
        _exit(ExitStatus.interrupted.rawValue)
    }
}
