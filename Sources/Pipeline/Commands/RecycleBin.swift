import Foundation
import HelpDesk
import Reporting
import Storage
import Tables

/// What was deleted and can come back, and how it goes for good.
package struct RecycleBin {
    private let database: String

    package init(_ database: String) { self.database = database }

    /// One deletion, as people and programs see it.
    package struct Entry: Encodable, Sendable {
        package let deletion: Int64
        package let at: String
        /// The run that made it.
        package let run: String?
        package let entity: String
        package let id: UInt32
        package let name: String
        /// Records by entity, the one that was asked for among them.
        package let records: [String: Int]
        /// The same in words, in the order of the catalog.
        package let contents: String

        private enum CodingKeys: CodingKey { case deletion, at, run, entity, id, name, records }
    }

    /// The deletions in the bin, the newest first; only those that began with a record of this entity.
    package func list(_ entity: Entity?) throws(ImportFailure) -> [Entry] {
        try DatabaseReading.read(database) { session throws(ImportFailure) in
            try session.bin(entity).map { deletion in
                Entry(
                    deletion: deletion.id, at: deletion.at, run: deletion.runID, entity: deletion.entity.rawValue,
                    id: deletion.record, name: deletion.label,
                    records: Dictionary(deletion.counts.map { ($0.entity.rawValue, $0.count) }) { $0 + $1 },
                    contents: Self.words(deletion.counts))
            }
        }
    }

    /// Removes what is in the bin for good.
    ///
    /// - Parameter seconds: only what was deleted longer ago than that; nil: everything.
    /// - Returns: the plan, and what it will do, in sentences.
    package func purge(
        olderThan seconds: TimeInterval?, _ options: RunOptions
    ) throws(ImportFailure) -> (plan: ImportPlan, preview: [String]) {
        let before = seconds.map { Instant.text(Date(timeIntervalSinceNow: -$0)) }
        let counts = try DatabaseReading.read(database) { session throws(ImportFailure) in
            try session.purgeable(before: before)
        }
        var options = options
        var command = RunCommand("bin purge", right: .purge, deed: "empty the recycle bin")
        command.errand = { errand throws(ImportFailure) in
            let counts =
                errand.writes
                ? try errand.session.purge(before: before) : try errand.session.purgeable(before: before)
            return counts.map { DeedReport(entity: $0.entity.rawValue, deed: "removed for good", count: $0.count) }
        }
        options.command = command
        return (try ImportPlanner(options).plan([]), [Self.prospect(counts, before: before)])
    }

    private static func prospect(_ counts: [DeletionPreview.EntityCount], before: String?) -> String {
        let age = before.map { " deleted before \($0)" } ?? ""
        if counts.isEmpty { return "There is nothing\(age) in the recycle bin." }
        return "What is\(age) in the recycle bin will be removed for good: \(words(counts)). Nothing can bring it back."
    }

    private static func words(_ counts: [DeletionPreview.EntityCount]) -> String {
        counts.compactMap { count in Catalog.entity(count.entity)?.count(count.count) }.joined(separator: ", ")
    }
}
