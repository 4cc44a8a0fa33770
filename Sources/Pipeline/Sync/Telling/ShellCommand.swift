import Foundation
import Glibc

/// A line for `/bin/sh -c`, in a process group of its own, so that whatever it starts can be ended with it.
package struct ShellCommand {
    private let line: String
    private let folder: String
    private let environment: [String: String]
    private let limit: TimeInterval

    /// - Parameters:
    ///   - folder: where it runs.
    ///   - environment: all that it finds there.
    ///   - limit: seconds that it may take.
    package init(line: String, folder: String, environment: [String: String], limit: TimeInterval) {
        self.line = line
        self.folder = folder
        self.environment = environment
        self.limit = limit
    }

    package enum End: Equatable {
        case exited(Int32)
        /// Ended by a signal.
        case signalled(Int32)
        case timedOut
        /// The person at the terminal wants no more of it.
        case interrupted
        /// What the system said.
        case unstartable(String)
    }

    /// Runs to the end, and hands on what it writes to standard output or error, line by line.
    package func run(isInterrupted: () -> Bool, output: (String) -> Void) -> End {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return .unstartable(String(cString: strerror(errno))) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        var process: pid_t = 0
        let code = spawn(&process, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        guard code == 0 else { return .unstartable(String(cString: strerror(code))) }
        var lines = LineReader(descriptor: ends[0])
        let end = wait(process, isInterrupted) { lines.read(output) }
        lines.read(output)
        lines.finish(output)
        return end
    }

    // MARK: Starting

    /// Swift does not see the call that starts a process in another folder.
    private static let inFolder = "cd -- \"$1\" || exit 126; exec /bin/sh -c \"$2\""

    private func spawn(_ process: inout pid_t, output: Int32) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        setSignals(&attributes)
        let words = CStrings(["/bin/sh", "-c", Self.inFolder, "sh", folder.isEmpty ? "." : folder, line])
        let variables = CStrings(environment.map { "\($0.key)=\($0.value)" }.sorted())
        return posix_spawn(&process, "/bin/sh", &actions, &attributes, words.pointers, variables.pointers)
    }

    /// A group of its own, and signals as a shell expects them: this program ignores some, which would be handed down.
    private func setSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    // MARK: Waiting

    private static let pause: UInt32 = 20_000
    /// Seconds between asking a process group to end and ending it.
    private static let grace: TimeInterval = 2

    private func wait(_ process: pid_t, _ isInterrupted: () -> Bool, _ read: () -> Void) -> End {
        let start = ContinuousClock.now
        var wasInterrupted = isInterrupted()
        while true {
            read()
            if let end = ended(process) { return end }
            if start.duration(to: .now) > .seconds(limit) { return end(process, read, .timedOut) }
            // Whoever has ended the run itself may still want to hear of it.
            if isInterrupted() && !wasInterrupted { return end(process, read, .interrupted) }
            wasInterrupted = isInterrupted()
            usleep(Self.pause)
        }
    }

    private func ended(_ process: pid_t) -> End? {
        var status: Int32 = 0
        let found = waitpid(process, &status, WNOHANG)
        if found == 0 || (found < 0 && errno == EINTR) { return nil }
        if found < 0 { return .unstartable(String(cString: strerror(errno))) }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    /// Asks the whole group to end, and then ends it.
    private func end(_ process: pid_t, _ read: () -> Void, _ end: End) -> End {
        kill(-process, SIGTERM)
        let start = ContinuousClock.now
        var isGone = false
        while !isGone && start.duration(to: .now) < .seconds(Self.grace) {
            read()
            isGone = ended(process) != nil
            usleep(Self.pause)
        }
        // Also where the shell has gone and something that it has started has not.
        kill(-process, SIGKILL)
        while !isGone {
            isGone = ended(process) != nil
            usleep(Self.pause)
        }
        return end
    }
}

/// Takes lines out of a pipe without waiting for more.
private struct LineReader {
    let descriptor: Int32
    private var open: [UInt8] = []
    /// A line that is longer is handed on in pieces.
    private static let longest = 1 << 16

    init(descriptor: Int32) { self.descriptor = descriptor }

    mutating func read(_ output: (String) -> Void) {
        var block = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            guard count > 0 else { return }
            for byte in block[..<count] {
                if byte == UInt8(ascii: "\n") || open.count >= Self.longest { flush(output) }
                if byte != UInt8(ascii: "\n") { open.append(byte) }
            }
        }
    }

    /// The last line may have no end.
    mutating func finish(_ output: (String) -> Void) {
        if !open.isEmpty { flush(output) }
    }

    private mutating func flush(_ output: (String) -> Void) {
        output(String(decoding: open, as: UTF8.self))
        open.removeAll(keepingCapacity: true)
    }
}

/// Texts as C has them, up to a null pointer.
private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        pointers = .allocate(capacity: texts.count + 1)
        for (index, text) in texts.enumerated() { pointers[index] = strdup(text) }
        pointers[texts.count] = nil
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
