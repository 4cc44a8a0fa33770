import ArgumentParser
import Logging
import Pipeline

/// How a command tells what happens while it is at work.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    /// As people read it.
    case text
    /// One line of JSON for each event.
    case json
}

struct LogOption: ParsableArguments {
    @Option(help: "What standard error gets: text, or json for one line of JSON for each event.")
    var logFormat: LogFormat?

    /// - Parameter other: what holds where neither the command line nor the environment says anything.
    func log(or other: String? = nil) throws -> RunLog {
        guard let name = logFormat?.rawValue ?? Environment["LOG_FORMAT"] ?? other else { return .silent }
        guard let format = LogFormat(rawValue: name.lowercased()) else {
            throw ValidationError("\"\(name)\" is no format of logs. Use text or json.")
        }
        return format == .text ? .silent : RunLog(Logger(label: "deskferry") { _ in JSONLogHandler() })
    }
}
