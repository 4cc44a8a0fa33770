import Foundation
import Reporting
import Tables

/// How a job's last run has ended, in Prometheus' text format, for the textfile collector of its node exporter.
package struct SyncMetrics {
    private let outcome: SyncOutcome
    private var job: [Label] { [Label("job", outcome.job.name)] }

    package init(_ outcome: SyncOutcome) { self.outcome = outcome }

    /// Writes beside the file and renames, so that nobody reads half of it. What only a run that was committed knows is
    /// taken over from the former file.
    package func write(to path: String) throws(ImportFailure) {
        let former = (try? String(contentsOfFile: path, encoding: .utf8)).map(Self.samples) ?? [:]
        // The collector reads what ends in .prom.
        let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
        do throws(ImportFailure) {
            try FileOutput.write(text(former).utf8, to: draft)
        } catch {
            unlink(draft)
            throw .metricsUnwritten(path, error.cause ?? error.message)
        }
        guard rename(draft, path) != 0 else { return }
        let cause = String(cString: strerror(errno))
        unlink(draft)
        throw .metricsUnwritten(path, cause)
    }

    // MARK: Families

    private struct Label {
        let name: String
        let value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        var text: String {
            let value = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\(name)=\"\(value)\""
        }
    }

    private struct Sample {
        let labels: [Label]
        let value: String
    }

    private struct Family {
        let name: String
        let help: String
        let samples: [Sample]

        var text: String {
            guard !samples.isEmpty else { return "" }
            return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
                + samples.map { SyncMetrics.series(name, $0.labels) + " " + $0.value + "\n" }.joined()
        }
    }

    private static func series(_ name: String, _ labels: [Label]) -> String {
        name + "{" + labels.map(\.text).joined(separator: ",") + "}"
    }

    func text(_ former: [String: String]) -> String { families(former).map(\.text).joined() }

    private func family(_ name: String, _ help: String, _ samples: [Sample]) -> Family {
        Family(name: Self.prefix + name, help: help, samples: samples)
    }

    private func one(_ value: some Numeric) -> [Sample] { [Sample(labels: job, value: "\(value)")] }

    private static let prefix = "deskferry_sync_"

    private func families(_ former: [String: String]) -> [Family] {
        let end = Int(outcome.finished.timeIntervalSince1970)
        return [
            family("last_run_timestamp_seconds", "When the job's last run ended.", one(end)),
            family(
                "last_success_timestamp_seconds",
                "When the job's last run ended that was not stopped and did not fail.",
                isSuccess ? one(end) : kept("last_success_timestamp_seconds", former)),
            family("success", "1 if the last run was neither stopped nor failed.", one(isSuccess ? 1 : 0)),
            family("exit_status", "The exit status of the last run.", one(Int(outcome.exitStatus))),
            family(
                "duration_seconds", "How long the last run took.",
                one((outcome.finished.timeIntervalSince(outcome.started) * 1_000).rounded() / 1_000)),
        ] + counted + marks(former)
    }

    private var isSuccess: Bool { outcome.failure == nil }

    private var counted: [Family] {
        guard let report = outcome.report else { return [] }
        let findings = [("new", report.findings.new), ("known", report.findings.known)]
        return [
            family("records", "Records of the last run by what became of them.", report.entities.flatMap(records)),
            family("rows", "Rows of the last run's files: read, blank, older than the mark.", rows(report)),
            family("rejects", "Rows that the last run has rejected or parked.", one(outcome.rejects)),
            family(
                "findings", "Errors and warnings of the last run, new ones and those that the run before had.",
                findings.compactMap { state, count in
                    count.map { Sample(labels: job + [Label("state", state)], value: "\($0)") }
                }),
            family(
                "missing", "Records that the last run's files no longer have, by what became of them.",
                (report.missing ?? []).flatMap(missing)),
        ]
    }

    private func missing(_ entity: MissingReport) -> [Sample] {
        if entity.unjudged != nil { return [] }
        let counts = [
            ("waiting", entity.waiting), ("marked", entity.marked), ("left_to_other", entity.shared),
            ("taken_away", entity.leaving), ("taken_along", entity.along),
        ]
        return counts.map { state, count in
            Sample(labels: job + [Label("entity", entity.entity), Label("state", state)], value: "\(count)")
        }
    }

    private func records(_ entity: EntityReport) -> [Sample] {
        entity.counts.named.filter { $0.name != "read" }.map { name, count in
            Sample(labels: job + [Label("entity", entity.entity), Label("outcome", name)], value: "\(count)")
        }
    }

    private func rows(_ report: RunReport) -> [Sample] {
        let tables = report.sources.flatMap(\.tables)
        let counts = [
            ("read", tables.reduce(0) { $0 + $1.rows }), ("blank", tables.reduce(0) { $0 + $1.blankRows }),
            ("older", tables.reduce(0) { $0 + ($1.older ?? 0) }),
        ]
        return counts.map { Sample(labels: job + [Label("state", $0.0)], value: "\($0.1)") }
    }

    // MARK: Marks

    private func marks(_ former: [String: String]) -> [Family] {
        let name = "mark_timestamp_seconds"
        let set = isSuccess ? outcome.report?.marks ?? [] : []
        let current = set.compactMap { mark -> Sample? in
            guard let time = mark.mark.flatMap({ try? Date($0, strategy: .iso8601) }) else { return nil }
            let labels = job + [Label("source", mark.source), Label("entity", mark.entity)]
            return Sample(labels: labels, value: "\(Int(time.timeIntervalSince1970))")
        }
        let times = current.isEmpty ? kept(name, former) : current
        let now = Int(outcome.finished.timeIntervalSince1970)
        let ages = times.compactMap { sample in
            Int(sample.value).map { Sample(labels: sample.labels, value: "\(now - $0)") }
        }
        return [
            family(name, "How far growing sources were read, by the times of their rows.", times),
            family("mark_age_seconds", "The same as an age, when the last run ended.", ages),
        ]
    }

    // MARK: The former file

    /// The samples that this job has had under a name.
    private func kept(_ name: String, _ former: [String: String]) -> [Sample] {
        let start = Self.prefix + name + "{" + job[0].text
        return former.filter { $0.key.hasPrefix(start + "}") || $0.key.hasPrefix(start + ",") }
            .sorted { $0.key < $1.key }
            .map { series, value in
                let rest = series.dropFirst(start.count).dropLast()
                return Sample(labels: job + Self.labels(rest.drop { $0 == "," }), value: value)
            }
    }

    /// Every sample of a file: series and value.
    static func samples(_ text: String) -> [String: String] {
        var samples: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " ") else { continue }
            samples[String(line[..<space])] = String(line[line.index(after: space)...])
        }
        return samples
    }

    private static func labels(_ text: some StringProtocol) -> [Label] {
        String(text).matches(of: /([a-z_]+)="((?:[^"\\]|\\.)*)"/).map { match in
            let value = String(match.2).replacing("\\n", with: "\n").replacing("\\\"", with: "\"").replacing(
                "\\\\", with: "\\")
            return Label(String(match.1), value)
        }
    }
}

extension ImportFailure {
    static func metricsUnwritten(_ path: String, _ cause: String) -> ImportFailure {
        ImportFailure(
            "sync.metrics", .unavailable, "The metrics could not be written to \(path).",
            hint: "Look whether the folder is there and may be written to.", cause: cause)
    }
}
