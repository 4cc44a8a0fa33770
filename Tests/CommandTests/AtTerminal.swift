import Foundation
import Testing

extension Shop {
    /// What is typed at a question.
    enum Typed {
        case line(String)
        /// Control-D at the beginning of a line.
        case endOfInput

        fileprivate var bytes: [UInt8] {
            switch self {
            case .line(let text): Array((text + "\n").utf8)
            case .endOfInput: [4]
            }
        }
    }

    /// Runs the program with a terminal for all it reads and prints, so that it asks; a pseudo-terminal keeps what was
    /// typed before the question.
    func runAtTerminal(_ arguments: [String], typing typed: Typed) throws -> Result {
        let terminal = try PseudoTerminal()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("DESKFERRY_") }
            .merging(["DESKFERRY_DB": path("desk.sqlite"), "NO_COLOR": "1"]) { $1 }
        let end = FileHandle(fileDescriptor: terminal.programEnd)
        process.standardInput = end
        process.standardOutput = end
        process.standardError = end
        try process.run()
        try terminal.type(typed.bytes)
        let printed = terminal.read { process.isRunning }
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: printed, error: printed)
    }
}

/// Two ends of a terminal: what one writes the other reads, and the terminal echoes what is typed.
private final class PseudoTerminal {
    let programEnd: Int32
    private let ownEnd: Int32

    init() throws {
        ownEnd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (isLocked, number): (Int32, Int32) = (0, 0)
        try #require(ownEnd >= 0 && ioctl(ownEnd, Self.setLock, &isLocked) == 0)
        try #require(ioctl(ownEnd, Self.getNumber, &number) == 0)
        programEnd = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(programEnd >= 0)
        _ = fcntl(ownEnd, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(programEnd)
        close(ownEnd)
    }

    func type(_ bytes: [UInt8]) throws { try #require(write(ownEnd, bytes, bytes.count) == bytes.count) }

    /// All that is printed as long as the program runs.
    func read(whileRunning isRunning: () -> Bool) -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let wasRunning = isRunning()
            var event = pollfd(fd: ownEnd, events: Int16(POLLIN), revents: 0)
            _ = poll(&event, 1, Self.pollMilliseconds)
            let count = Foundation.read(ownEnd, &buffer, buffer.count)
            if count > 0 {
                text += buffer[..<count]
            } else if !wasRunning {
                return String(decoding: text, as: UTF8.self)
            }
        }
    }

    /// Linux's `TIOCSPTLCK` and `TIOCGPTN`, macros that Swift does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    private static let pollMilliseconds: Int32 = 20
}
