import Logging
import Reporting
import Synchronization
import Tables

/// What happens, event by event, for programs that read logs. People read the summary.
///
/// One for each command; silent unless a logger is given.
package final class RunLog: Sendable {
    package typealias Value = any CustomStringConvertible & Sendable

    /// What an event is called in its metadata.
    package static let eventKey = "event"
    private let logger: Mutex<Logger?>

    package static func silent() -> RunLog { RunLog(nil) }

    package init(_ logger: Logger?) { self.logger = Mutex(logger) }

    /// Tells everything from now on there.
    package func use(_ logger: Logger?) { self.logger.withLock { $0 = logger } }

    package var isSilent: Bool { logger.withLock { $0 == nil } }

    /// Says something with every event from now on, such as which run it belongs to.
    package func set(_ key: String, _ value: String) {
        logger.withLock { $0?[metadataKey: key] = .string(value) }
    }

    /// Tells an event; values that are nil are left out.
    package func tell(_ event: String, _ message: String, _ values: [String: Value?], level: Logger.Level = .info) {
        logger.withLock { logger in
            var metadata = Logger.Metadata()
            for case (let key, let value?) in values { metadata[key] = .stringConvertible(value) }
            metadata[Self.eventKey] = .string(event)
            logger?.log(level: level, "\(message)", metadata: metadata)
        }
    }
}

/// What standard error gets while a command is at work.
package enum LogFormat: String, Sendable, CaseIterable {
    /// As people read it.
    case text
    /// A JSON object on each line, for each event.
    case json
}

/// What is known of a source while a run is on its way.
struct SourceProgress {
    var rows: Int
    var blankRows: Int
    var older: Int?
    var counts: EntityCounts
}

extension RunLog {
    func started(_ plan: ImportPlan, run: String) {
        set("run", run)
        tell(
            "start",
            "\(plan.options.command?.name ?? (plan.options.job == nil ? plan.options.kind.rawValue : "sync")) begins.",
            ["database": plan.database, "version": plan.options.version, "tables": plan.tables.count])
        for table in plan.tables where !plan.isTyped {
            let source = plan.options.job?.source(of: table.table.file)
            tell(
                "source.chosen", "\(table.table.label) is read as \(table.mapping.name).",
                [
                    "file": table.table.file.name, "sheet": table.table.sheet, "bytes": table.table.file.size,
                    "mapping": table.mapping.name, "pattern": source?.pattern,
                ])
        }
    }

    func sourceDone(_ table: TableLabel, _ source: SourceProgress, entity: String) {
        var values: [String: Value?] = [
            "file": table.file, "sheet": table.sheet, "entity": entity, "rows": source.rows,
            "blank": source.blankRows, "older": source.older,
        ]
        values.merge(source.counts.logged) { _, count in count }
        tell("source.done", "\(table.name): \(NumberText.count(source.rows, "row")) read.", values)
    }

    func finished(_ report: RunReport) {
        var values: [String: Value?] = [
            "exit_status": report.exitStatus, "seconds": report.timing.elapsed, "report": report.reportFolder,
            "findings": report.findings.total, "new_findings": report.findings.new,
            "known_findings": report.findings.known,
        ]
        values.merge(report.totals.logged) { _, count in count }
        tell(
            report.outcome.rawValue, report.outcomeSentence, values,
            level: report.exitStatus == 0 ? .info : .warning)
    }

    /// The run, or what comes before it, could not go on.
    package func failed(_ failure: ImportFailure) {
        tell(
            failure.status == .stopped ? "stopped" : "failed", failure.message,
            [
                "code": failure.code, "exit_status": failure.status.rawValue, "hint": failure.hint,
                "details": failure.details.isEmpty ? nil : failure.details.joined(separator: "\n"),
                "cause": failure.cause,
            ], level: .error)
    }
}

extension EntityCounts {
    /// By the names that logs and environments have for them.
    var named: [(name: String, count: Int)] {
        [
            ("read", read), ("created", created), ("updated", updated), ("unchanged", unchanged), ("deleted", deleted),
            ("restored", restored), ("skipped", skipped), ("rejected", rejected), ("parked", parked),
            ("made_by_reference", madeByReference), ("taken_along", takenAlong),
        ]
    }

    fileprivate var logged: [String: RunLog.Value?] {
        Dictionary(uniqueKeysWithValues: named.map { ($0.name, $0.count) })
    }
}
