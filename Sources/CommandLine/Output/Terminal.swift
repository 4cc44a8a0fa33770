import Foundation
import Reporting
import Synchronization
import Tables

/// Standard output and standard error, and what they can show.
struct Terminal {
    let color: ColorChoice

    var usesColor: Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
        }
    }

    var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal; 100 where the output goes elsewhere.
    var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }

    func print(_ text: String) {
        Self.write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: STDOUT_FILENO)
    }

    func error(_ text: String) {
        Self.write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// What becomes of the program once its output cannot be written any more.
    private struct Loss {
        /// Not yet: there is something to be done, even if nobody reads of it.
        var isPostponed = false
        /// How the program is to end, once something was lost.
        var status: Int32?
    }

    private static let loss = Mutex(Loss())

    /// Does what has to be done to its end, whether somebody reads the output or not; then ends the program if something
    /// could not be written, with the status of the work, or else with that of the output.
    static func outlivingReaders(_ work: () throws -> Void) throws {
        loss.withLock { $0.isPostponed = true }
        let result = Result { try work() }
        let lost = loss.withLock { loss in
            loss.isPostponed = false
            return loss.status
        }
        try result.get()
        if let lost { exit(lost) }
    }

    private static func lose(_ status: Int32) {
        let isPostponed = loss.withLock { loss in
            loss.status = status
            return loss.isPostponed
        }
        if !isPostponed { exit(status) }
    }

    /// Writes everything; a reader that went away (`| head`) ends the program quietly.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        guard let error = DescriptorOutput.write(bytes, to: descriptor) else { return }
        lose(error == EPIPE ? 0 : ExitStatus.unavailable.rawValue)
    }
}
