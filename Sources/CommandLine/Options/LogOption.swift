import ArgumentParser
import Logging
import Pipeline

extension LogFormat: ExpressibleByArgument {}

struct LogOption: ParsableArguments {
    @Option(help: "What standard error gets: text, or json for one line of JSON for each event.")
    var logFormat: LogFormat?

    /// - Parameter other: what a job file says; the command line wins over it, and it wins over `DESKFERRY_LOG_FORMAT`.
    func log(or other: LogFormat? = nil) throws -> RunLog {
        let log = RunLog.silent()
        try apply(to: log, or: other)
        return log
    }

    func apply(to log: RunLog, or other: LogFormat? = nil) throws {
        let format = try logFormat ?? other ?? Environment["LOG_FORMAT"].map(Self.format)
        log.use(format == .json ? Logger(label: "deskferry") { _ in JSONLogHandler() } : nil)
    }

    private static func format(_ name: String) throws -> LogFormat {
        if let format = LogFormat(rawValue: name.lowercased()) { return format }
        throw ValidationError("DESKFERRY_LOG_FORMAT is \"\(name)\". Use text or json.")
    }
}
