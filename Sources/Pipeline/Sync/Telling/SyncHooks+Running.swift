import Foundation
import Reporting
import Tables

/// Runs a job's commands behind its run. What becomes of them never changes how the run has ended.
struct SyncHookRunner {
    let outcome: SyncOutcome
    let control: RunControl
    /// Takes what the commands write, line by line.
    let echo: (String) -> Void
    /// Takes what went wrong with them.
    let warn: (String) -> Void

    /// Seconds that each may take.
    static let limit: TimeInterval = 60

    func run() {
        for (name, hook) in due { run(name, hook) }
    }

    /// Those that have a reason to be run, in order.
    var due: [(name: String, hook: SyncHook)] {
        let hooks = outcome.job.hooks
        guard outcome.failure == nil else { return hooks.onFailure.map { [("on_failure", $0)] } ?? [] }
        let success = hooks.onSuccess.map { [("on_success", $0)] } ?? []
        guard let hook = hooks.onRejects, outcome.rejects > 0, hook.isForAll || outcome.newRejects > 0 else {
            return success
        }
        return success + [("on_rejects", hook)]
    }

    private func run(_ name: String, _ hook: SyncHook) {
        var environment = ProcessInfo.processInfo.environment
        environment.merge(outcome.environment) { _, own in own }
        environment["DESKFERRY_HOOK"] = name
        let command = ShellCommand(
            line: hook.command, folder: outcome.job.folder, environment: environment, limit: Self.limit)
        let start = Date()
        let end = command.run(isInterrupted: { control.isInterrupted }) { line in
            if control.log.isSilent {
                echo(line)
            } else {
                control.log.tell("hook.output", line, ["hook": name])
            }
        }
        tell(name, hook, end, seconds: Date().timeIntervalSince(start))
    }

    private func tell(_ name: String, _ hook: SyncHook, _ end: ShellCommand.End, seconds: TimeInterval) {
        let values: [String: RunLog.Value?] = ["hook": name, "command": hook.command, "seconds": seconds]
        guard let trouble = Self.trouble(end) else {
            return control.log.tell("hook.done", "\(name) was run.", values)
        }
        let sentence = "\(name) (\(hook.command)) \(trouble). How the run has ended does not change by that."
        control.log.tell("hook.failed", sentence, values, level: .warning)
        if control.log.isSilent { warn(sentence) }
    }

    private static func trouble(_ end: ShellCommand.End) -> String? {
        switch end {
        case .exited(0): nil
        case .exited(let status): "has failed with exit status \(status)"
        case .signalled(let signal): "was ended by signal \(signal)"
        case .timedOut: "did not end within \(Int(limit)) seconds and was ended"
        case .interrupted: "was interrupted"
        case .unstartable(let cause): "could not be started: \(cause)"
        }
    }
}

extension SyncOutcome {
    /// Rows that were turned away, of a run that was committed.
    var rejects: Int { report.map { $0.totals.rejected + $0.totals.parked } ?? 0 }

    /// Errors that the job's last run did not have; all of them where they were not compared.
    var newRejects: Int { report?.findings.newErrors ?? rejects }

    /// `committed`, `skipped` (the same input again), `stopped`, `failed`.
    var name: String {
        guard let failure else { return report?.outcome.rawValue ?? "skipped" }
        return failure.status == .stopped ? "stopped" : "failed"
    }

    /// The run in one sentence, with what to do where it has failed.
    var message: String {
        if let failure { return [failure.message, failure.hint].compactMap(\.self).joined(separator: " ") }
        return report?.outcomeSentence ?? idleSentence ?? ""
    }

    /// What commands behind the run find in their environment.
    package var environment: [String: String] {
        let folder = report?.reportFolder.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
        var values = [
            "JOB": job.name, "JOB_FILE": job.path, "RUN": report?.run ?? "", "OUTCOME": name,
            "EXIT_STATUS": "\(exitStatus)", "DB": job.database, "REPORT": folder ?? "",
            "REPORT_HTML": folder.map { $0 + "/" + ReportPage.fileName } ?? "",
            "REJECTS": report?.rejects.isEmpty ?? true ? "" : folder.map { $0 + "/rejects" } ?? "",
            "NEW_FINDINGS": "\(report?.findings.new ?? 0)", "KNOWN_FINDINGS": "\(report?.findings.known ?? 0)",
            "MESSAGE": String(message.prefix(Self.longestMessage)),
        ]
        for (name, count) in counts { values[name.uppercased()] = "\(count)" }
        return Dictionary(uniqueKeysWithValues: values.map { ("DESKFERRY_" + $0.key, Self.clean($0.value)) })
    }

    /// Characters; an environment has no room for a list of thousands.
    private static let longestMessage = 4_096

    /// No value of an environment may have a NUL.
    private static func clean(_ text: String) -> String { text.replacing("\0", with: "") }

    /// What became of the records; of a run that has written nothing only what was read and turned away.
    var counts: [(name: String, count: Int)] {
        let totals = report?.totals ?? EntityCounts()
        guard failure != nil else { return totals.named }
        let kept = EntityCounts(read: totals.read, rejected: totals.rejected, parked: totals.parked)
        return kept.named
    }
}

/// What comes behind a run of a job: its metrics, then its commands.
package enum SyncAftermath {
    /// - Parameters:
    ///   - echo: takes what commands write, line by line.
    ///   - warn: takes sentences about what went wrong; with a log they go there.
    package static func run(
        _ outcome: SyncOutcome, control: RunControl, echo: @escaping (String) -> Void,
        warn: @escaping (String) -> Void
    ) {
        let tell = { (sentence: String) in
            control.log.tell("metrics.failed", sentence, [:], level: .warning)
            if control.log.isSilent { warn(sentence) }
        }
        if let path = outcome.job.metricsFile {
            do throws(ImportFailure) {
                try SyncMetrics(outcome).write(to: path)
            } catch {
                tell("\(error.message) \(error.cause ?? "")")
            }
        }
        SyncHookRunner(outcome: outcome, control: control, echo: echo, warn: warn).run()
    }
}
