import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// Duplicates of a `Desk`: found, decided and merged as the command line would.
extension Desk {
    /// Loads one CSV an entity, the mapping proposed from the headers.
    @discardableResult
    func bring(_ files: KeyValuePairs<String, String>, warn: Bool = false, check: Bool = false) throws -> Run {
        var options = try options(files)
        options.auto = true
        options.warnDuplicates = warn
        return try run(options, check ? .check : .load)
    }

    func duplicates(_ entity: Entity, minScore: Int? = nil, limit: Int? = nil) throws -> DuplicateReview.Result {
        try DuplicateReview(database: database, entity: entity, minScore: minScore, limit: limit).run()
    }

    /// Groups as `score: id id …`, the surest first.
    func groups(_ entity: Entity, minScore: Int? = nil) throws -> [String] {
        let rows = try duplicates(entity, minScore: minScore).table.rows
        return Dictionary(grouping: rows, by: \.group).sorted { $0.key < $1.key }.map { _, rows in
            "\(rows[0].score): " + rows.map { String($0.id) }.joined(separator: " ")
        }
    }

    /// Writes a review in which these records are to be merged, the first one to stay.
    func decide(_ entity: Entity, _ groups: [[UInt32]]) throws -> String {
        var rows: [String] = []
        for (place, ids) in groups.enumerated() {
            for id in ids {
                rows.append("\(place + 1),merge,\(id == ids[0] ? "x" : ""),\(id),\(try state(entity, id))")
            }
        }
        let header = "_group,decision,_survivor,id,_state,_entity\n"
        return try write("review.csv", header + rows.map { "\($0),\(entity.name)\n" }.joined())
    }

    /// What the review says of a record's state: from a review in which everything is like everything.
    private func state(_ entity: Entity, _ id: UInt32) throws -> String {
        try #require(try Inspection(database).state(entity, id))
    }

    @discardableResult
    func merge(_ file: String, dryRun: Bool = false, actor: String? = nil) throws -> Run {
        var options = RunOptions()
        options.database = database
        options.kind = dryRun ? .check : .load
        options.actor = actor
        let report = try MergeRun(file, options).run()
        #expect(report.balances)
        return Run(report: report, folder: report.reportFolder ?? "")
    }

    /// Merges twice, first dry: what the dry run says is what happens.
    @discardableResult
    func mergeChecked(_ file: String) throws -> Run {
        let before = try Data(contentsOf: URL(fileURLWithPath: database))
        let dry = try merge(file, dryRun: true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == before)
        let run = try merge(file)
        #expect(dry.report.entities == run.report.entities)
        #expect(dry.report.findings == run.report.findings)
        #expect(dry.report.notes == run.report.notes)
        #expect(dry.changes.map(Self.withoutTime) == run.changes.map(Self.withoutTime))
        let trouble = try Inspection(database).examine().filter { !$0.isHealthy }
        #expect(trouble.isEmpty, "\(trouble)")
        return run
    }

    static func withoutTime(_ change: String) -> String {
        change.contains("deleted_at") ? String(change.prefix { $0 != "→" }) : change
    }
}
