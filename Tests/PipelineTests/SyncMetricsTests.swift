import Foundation
import Pipeline
import Reporting
import Tables
import Testing

/// The textfile for Prometheus.
@Suite struct SyncMetricsTests {
    private static let text = "email,first_name,last_name\na@b.pl,Jan,Nowak\nc@d.pl,Ewa,Kos\nnobody,Ala,Lis\n"

    private func outcome(_ desk: Desk, _ name: String = "nightly", failing: Bool = false) throws -> SyncOutcome {
        var job = try desk.job(since: nil, name: name)
        try desk.write("in.csv", Self.text)
        if failing { job.maxRejects = .rows(0) }
        return SyncRun(job, .load).run()
    }

    private func samples(_ path: String) throws -> [String: Double] {
        try Exposition(String(contentsOfFile: path, encoding: .utf8)).samples
    }

    @Test func aRunIsToldInFull() throws {
        let desk = try Desk()
        let path = desk.folder + "/job.prom"
        let outcome = try outcome(desk)
        try SyncMetrics(outcome).write(to: path)
        let samples = try samples(path)
        let job = "job=\"nightly\""
        #expect(samples["deskferry_sync_success{\(job)}"] == 1)
        #expect(samples["deskferry_sync_exit_status{\(job)}"] == 1)
        #expect(samples["deskferry_sync_records{\(job),entity=\"contacts\",outcome=\"created\"}"] == 2)
        #expect(samples["deskferry_sync_rejects{\(job)}"] == 1)
        #expect(samples["deskferry_sync_findings{\(job),state=\"new\"}"] == Double(outcome.report?.findings.new ?? -1))
        #expect(samples["deskferry_sync_rows{\(job),state=\"read\"}"] == 3)
        let end = Double(Int(outcome.finished.timeIntervalSince1970))
        #expect(samples["deskferry_sync_last_run_timestamp_seconds{\(job)}"] == end)
        #expect(samples["deskferry_sync_last_success_timestamp_seconds{\(job)}"] == end)
        #expect(samples["deskferry_sync_duration_seconds{\(job)}"] ?? -1 >= 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder).allSatisfy { !$0.hasSuffix(".tmp") })
    }

    @Test func aFailureKeepsWhatOnlyASuccessKnows() throws {
        let desk = try Desk()
        let path = desk.folder + "/job.prom"
        var good = try outcome(desk)
        good.finished = Date(timeIntervalSince1970: 1_000_000)
        good.report?.marks = [
            MarkReport(
                source: "a \"b\"\\*.csv", entity: "contacts", column: "t", former: nil, from: nil,
                mark: "1970-01-11T00:00:00Z", older: 0, undated: 0, heldBy: nil)
        ]
        try SyncMetrics(good).write(to: path)
        var bad = try outcome(desk, failing: true)
        #expect(bad.failure?.code == "rejects.limit")
        bad.finished = Date(timeIntervalSince1970: 1_000_600)
        for _ in 1...2 { try SyncMetrics(bad).write(to: path) }
        let samples = try samples(path)
        let job = "job=\"nightly\""
        #expect(samples["deskferry_sync_success{\(job)}"] == 0)
        #expect(samples["deskferry_sync_exit_status{\(job)}"] == 2)
        #expect(samples["deskferry_sync_last_run_timestamp_seconds{\(job)}"] == 1_000_600)
        #expect(samples["deskferry_sync_last_success_timestamp_seconds{\(job)}"] == 1_000_000)
        let mark = "{\(job),source=\"a \\\"b\\\"\\\\*.csv\",entity=\"contacts\"}"
        #expect(samples["deskferry_sync_mark_timestamp_seconds" + mark] == 864_000)
        #expect(samples["deskferry_sync_mark_age_seconds" + mark] == 136_600)
    }

    @Test func namesAreEscapedAndAJobThatNeverSucceededSaysNothingOfIt() throws {
        let desk = try Desk()
        let path = desk.folder + "/job.prom"
        try SyncMetrics(try outcome(desk, "a\"b\\c\nd", failing: true)).write(to: path)
        let samples = try samples(path)
        #expect(samples["deskferry_sync_exit_status{job=\"a\\\"b\\\\c\\nd\"}"] == 2)
        #expect(!samples.keys.contains { $0.hasPrefix("deskferry_sync_last_success") })
    }

    @Test func aFolderThatIsNotThereIsSaid() throws {
        let desk = try Desk()
        let outcome = try outcome(desk)
        let failure = try #require(throws: ImportFailure.self) {
            try SyncMetrics(outcome).write(to: desk.folder + "/none/job.prom")
        }
        #expect(failure.code == "sync.metrics")
    }
}

/// A strict reader of Prometheus' text format: anything that the format does not allow is a mistake.
struct Exposition {
    private(set) var samples: [String: Double] = [:]

    struct Mistake: Error {
        let line: String
    }

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Mistake(line: "no line end") }
        var (help, type): (Set<String>, [String: String]) = ([], [:])
        var current = ""
        var closed: Set<String> = []
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let match = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)+/) {
                guard help.insert(String(match.1)).inserted else { throw Mistake(line: line) }
            } else if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|untyped)/) {
                let name = String(match.1)
                guard help.contains(name), type.updateValue(String(match.2), forKey: name) == nil else {
                    throw Mistake(line: line)
                }
                closed.insert(current)
                current = name
            } else if let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? ([0-9.eE+-]+)/) {
                let name = String(match.1)
                guard name == current, !closed.contains(name), type[name] != nil, let value = Double(match.4),
                    Self.areLabels(match.3.map(String.init) ?? ""),
                    samples.updateValue(value, forKey: name + String(match.2 ?? "")) == nil
                else { throw Mistake(line: line) }
            } else {
                throw Mistake(line: line)
            }
        }
    }

    private static func areLabels(_ text: String) -> Bool {
        let label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\\\|\\"|\\n)*)"/
        var (rest, names) = (Substring(text), Set<String>())
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: label), names.insert(String(match.1)).inserted else { return false }
            rest = rest[match.range.upperBound...]
            if rest.isEmpty { return true }
            guard rest.first == "," else { return false }
            rest = rest.dropFirst()
        }
        return true
    }
}
