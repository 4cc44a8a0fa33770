import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// A help desk with a job, whose files are written anew before each run.
struct JobDesk {
    let desk: Desk
    var job: SyncJob

    init(_ name: String = "nightly", _ desk: Desk? = nil) throws {
        self.desk = try desk ?? Desk()
        job = SyncJob(name: name, path: self.desk.folder + "/\(name).yaml", database: self.desk.database)
        job.creates = true
        job.maxRejects = .percent(100)
    }

    /// Adds a source: a file of this name, read by this mapping.
    mutating func add(_ file: String, _ mapping: String, _ policy: Pipeline.MissingPolicy, isOptional: Bool = false)
        throws
    {
        var source = SyncSource(pattern: file, line: job.sources.count + 1)
        source.reading.mapping = try desk.write("\(job.name)-\(file).yaml", mapping)
        source.missing = policy
        source.isOptional = isOptional
        job.sources.append(source)
    }

    /// Checks and runs: what a check says is what the run does, and it writes nothing.
    @discardableResult
    func run(_ files: KeyValuePairs<String, String> = [:], at place: SourceLocation = #_sourceLocation) throws -> Run {
        for (name, text) in files { try desk.write(name, text) }
        let before = try? Data(contentsOf: URL(fileURLWithPath: desk.database))
        let check = SyncRun(job, .check).run()
        #expect(before == (try? Data(contentsOf: URL(fileURLWithPath: desk.database))), sourceLocation: place)
        var load = SyncRun(job, .load).run()
        #expect(check.failure?.code == load.failure?.code, sourceLocation: place)
        load.failure = load.failure?.withoutReport
        #expect(check.failure?.withoutReport.details == load.failure?.details, sourceLocation: place)
        if let failure = load.failure { throw failure }
        let (checked, loaded) = (try #require(check.report), try #require(load.report))
        #expect(loaded.balances, sourceLocation: place)
        #expect(checked.entities == loaded.entities, sourceLocation: place)
        #expect(checked.findings.groups.map(\.count) == loaded.findings.groups.map(\.count), sourceLocation: place)
        #expect(checked.changes == loaded.changes, sourceLocation: place)
        #expect(checked.missing == loaded.missing, sourceLocation: place)
        #expect(checked.deeds == loaded.deeds, sourceLocation: place)
        #expect(checked.exitStatus == loaded.exitStatus, sourceLocation: place)
        let trouble = try Inspection(desk.database).examine().filter { !$0.isHealthy }
        #expect(trouble.isEmpty, "\(trouble)", sourceLocation: place)
        return Run(report: loaded, folder: loaded.reportFolder ?? "")
    }

    /// Why the run is stopped; it has written nothing but the history.
    func refusal(
        _ files: KeyValuePairs<String, String>, at place: SourceLocation = #_sourceLocation
    ) throws -> ImportFailure {
        let (digest, members) = (try desk.digest(), try self.members())
        do {
            try run(files, at: place)
        } catch let failure as ImportFailure {
            #expect(try desk.digest() == digest, sourceLocation: place)
            #expect(try self.members() == members, sourceLocation: place)
            return failure
        }
        Issue.record("The run was not stopped", sourceLocation: place)
        throw ImportFailure("none", .internalError, "")
    }

    /// The job's memory, as it stands in the database.
    func members() throws -> [String] {
        try desk.lines(
            "SELECT job, entity, sources, snapshot, hex(members), hex(missing) FROM sync_members ORDER BY job, entity")
    }

    func live(_ table: String, _ column: String) throws -> [String] {
        try desk.lines("SELECT \(column) FROM \(table) WHERE deleted_at IS NULL ORDER BY id")
    }
}

extension Pipeline.MissingPolicy {
    /// What is missing goes to the recycle bin.
    static func recycle(_ maxShare: Double = 5, after snapshots: Int = 1, cascades: Bool = false)
        -> Pipeline.MissingPolicy
    {
        var policy = Pipeline.MissingPolicy()
        policy.treatment = .recycle
        policy.maxShare = maxShare
        policy.snapshots = snapshots
        policy.cascades = cascades
        return policy
    }

    static var mark: Pipeline.MissingPolicy {
        var policy = Pipeline.MissingPolicy()
        policy.treatment = .mark
        return policy
    }
}

extension ImportFailure {
    /// The last line names the report's folder, another one for each run.
    var withoutReport: ImportFailure {
        ImportFailure(
            code, status, message, hint: hint, details: details.filter { !$0.hasPrefix("The report says") },
            cause: cause)
    }
}

extension Run {
    func missing(_ entity: String) -> MissingReport? { report.missing?.first { $0.entity == entity } }

    /// The lines of `missing.csv`: record and fate.
    var missingLines: [String] {
        let text = (try? String(contentsOfFile: folder + "/missing.csv", encoding: .utf8)) ?? ""
        return SimpleCSV.rows(text).dropFirst().map { "\($0[0]) \($0[2]) \($0[3]) \($0[4])" }
    }

    func isNoted(_ words: String) -> Bool { report.notes.contains { $0.contains(words) } }
}
