import Foundation
import HelpDesk
import Reporting
import Tables

/// What a command will do with the records of files: a check of the same plan, told in sentences.
package struct FilePreview {
    private let report: RunReport
    private let files: String

    /// Reads the files; a failure of that is the command's own.
    package init(_ plan: ImportPlan) throws(ImportFailure) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskferry-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        var plan = plan
        plan.options.kind = .check
        plan.options.reportDirectory = folder.path
        report = try ImportRun(plan).run()
        files = report.sources.map(\.file).joined(separator: ", ")
    }

    /// Whether records would go to the recycle bin.
    package var deletes: Bool { report.totals.deleted > 0 }

    package var sentences: [String] {
        let done = Self.fates.compactMap { fate in
            sentence(fate.count, "will \(fate.verb)").map { "By \(files) \($0)" }
        }
        let along = counted(\.takenAlong).map { "Along with them: \($0)." }
        return (done.isEmpty ? ["By \(files) nothing will be done."] : done) + [along].compactMap(\.self)
            + changes + leftOut
    }

    private static var fates: [(count: KeyPath<EntityCounts, Int>, verb: String)] {
        [
            (\.deleted, "go to the recycle bin"), (\.restored, "come out of the recycle bin"), (\.created, "be made"),
            (\.updated, "be changed"),
        ]
    }

    /// References that records lose or that lead elsewhere; what rows of other actions change is told by number.
    private var changes: [String] {
        guard report.totals.updated == 0, report.totals.restored == 0 else { return [] }
        return report.changes.fields.compactMap { change in
            guard let entity = Catalog.entity(EntityName(rawValue: change.entity)),
                let field = entity.field(change.field)
            else { return nil }
            return DeletionSentence.reference(entity, field, change.count)
        }
    }

    /// Rows of which nothing comes.
    private var leftOut: [String] {
        let totals = report.totals
        let turnedAway = totals.rejected + totals.parked
        guard turnedAway + totals.skipped > 0 else { return [] }
        return [
            "Of \(totals.read) rows \(turnedAway) will be rejected and \(totals.skipped) skipped; --dry-run says why."
        ]
    }

    private func sentence(_ count: KeyPath<EntityCounts, Int>, _ fate: String) -> String? {
        counted(count).map { "\($0) \(fate)." }
    }

    /// `3 contacts, 1 ticket`; nil where there is nothing.
    private func counted(_ count: KeyPath<EntityCounts, Int>) -> String? {
        let parts = report.entities.compactMap { entity -> String? in
            let number = entity.counts[keyPath: count]
            return number == 0 ? nil : Catalog.entity(EntityName(rawValue: entity.entity))?.count(number)
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
