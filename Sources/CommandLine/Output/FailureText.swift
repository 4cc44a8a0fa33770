import ArgumentParser
import Foundation
import Pipeline
import Reporting
import Tables

/// Prints what went wrong: one sentence, where, what to do.
enum FailureText {
    static func render(_ failure: ImportFailure) -> String {
        var lines = ["deskferry: " + failure.message]
        lines += failure.details.map { "  " + $0 }
        if let hint = failure.hint { lines.append(hint) }
        if let cause = failure.cause { lines.append("(\(cause))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Runs a command's work, if the agent in whose name it is done may look at all; a failure is printed and becomes
    /// the exit status.
    static func guarding(_ global: GlobalOptions, _ log: RunLog = .silent(), _ work: () throws -> Void) throws {
        try printing(global, log) {
            if let agent = global.agent { try LookCheck.check(agent, try global.database()) }
            try work()
        }
    }

    /// Runs a command's work; a failure is printed and becomes the exit status.
    static func printing(_ global: GlobalOptions, _ log: RunLog = .silent(), _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let failure as ImportFailure {
            print(failure, global, log)
            throw ExitCode(failure.status.rawValue)
        } catch let error as ValidationError {
            Terminal.write(Array("deskferry: \(error.message)\n".utf8), to: STDERR_FILENO)
            throw ExitCode(ExitStatus.usage.rawValue)
        }
    }

    /// Prints a failure to standard error, or to the log where there is one; with `--json` to standard output, too.
    static func print(_ failure: ImportFailure, _ global: GlobalOptions, _ log: RunLog) {
        if global.json, let json = try? ReportJSON.encode(["failure": FailureReport(failure)]) {
            Terminal.write(json, to: STDOUT_FILENO)
        }
        if log.isSilent {
            Terminal.write(Array(render(failure).utf8), to: STDERR_FILENO)
        } else {
            log.failed(failure)
        }
    }
}
