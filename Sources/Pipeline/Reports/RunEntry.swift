import Foundation
import Reporting
import Storage
import Tables

/// A run in the list: from the history or, for checks and loads that never had a database, from its report folder.
package struct RunEntry: Codable, Sendable, Equatable {
    package var id: String
    package var kind: String
    package var outcome: String
    package var exitStatus: Int32
    /// Instants, ISO 8601 in UTC; empty where they are not known.
    package var started: String
    package var finished: String
    package var actor: String?
    package var read = 0
    package var created = 0
    package var updated = 0
    package var unchanged = 0
    package var deleted = 0
    package var restored = 0
    package var skipped = 0
    /// Rejected and parked.
    package var rejected = 0
    /// What it did beside its rows, such as an undo; by entity.
    package var deeds: [DeedReport] = []
    /// As they were typed.
    package var files: [String] = []
    /// Absolute; nil where it is gone.
    package var folder: String?
    /// False: the report is damaged or of another version, and there are no counts.
    package var isReadable = true
    /// When its details were removed, ISO 8601 in UTC.
    package var pruned: String?

    init(_ report: RunReport, folder: String?) {
        id = report.run
        kind = report.name
        outcome = report.outcome.rawValue
        exitStatus = report.exitStatus
        started = Instant.text(report.started)
        finished = Instant.text(report.finished)
        actor = report.actor
        files = report.sources.map(\.file)
        pruned = report.pruned.map(Instant.text)
        self.folder = folder
        deeds = report.deeds ?? []
        count(report.totals)
    }

    private mutating func count(_ totals: EntityCounts) {
        read = totals.read
        created = totals.created + totals.madeByReference
        updated = totals.updated
        unchanged = totals.unchanged
        deleted = totals.deleted
        restored = totals.restored
        skipped = totals.skipped
        rejected = totals.rejected + totals.parked
    }

    /// A run whose report cannot be read: what its line in the history says, or only its id.
    init(unreadable run: FoundRun) {
        id = run.id
        kind = run.record?.kind ?? "unknown"
        outcome = run.record?.outcome ?? "unknown"
        exitStatus = run.record?.exitStatus ?? 0
        started = run.record?.startedAt ?? ""
        finished = run.record?.finishedAt ?? ""
        actor = run.record?.actor
        folder = run.folder
        isReadable = false
    }

    /// `runs list`, a line each: kinds and outcomes are as wide as the longest one.
    package static func lines(_ runs: [RunEntry]) -> [String] {
        let kind = runs.map(\.kind.count).max() ?? 0
        let outcome = runs.map(\.outcome.count).max() ?? 0
        return runs.map { $0.line(kind: kind, outcome: outcome) }
    }

    private func line(kind kindWidth: Int, outcome outcomeWidth: Int) -> String {
        [
            id, Self.minute(started), Self.pad(kind, kindWidth), Self.pad(outcome, outcomeWidth),
            isReadable ? counts : "its report cannot be read",
            fileList, actor.map { "by \($0)" }, pruned.map { _ in "(pruned)" },
        ].compactMap(\.self).joined(separator: "  ")
    }

    private var counts: String {
        let rare = [(unchanged, "unchanged"), (deleted, "deleted"), (restored, "restored"), (skipped, "skipped")]
        let always = [(read, "read"), (created, "created"), (updated, "updated")]
        let rows = always + rare.filter { $0.0 > 0 } + [(rejected, "rejected")]
        let done = deeds.summed
        // What a command does that has no rows is not hidden behind zeros.
        let shown = read == 0 && !done.isEmpty ? done : rows + done
        return shown.map { "\(NumberText.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    }

    private var fileList: String? {
        let named = files.filter { !CommandLabel.isName($0) }
        guard !named.isEmpty else { return nil }
        let more = named.count > Self.maxFiles ? " and \(named.count - Self.maxFiles) more" : ""
        return named.prefix(Self.maxFiles).joined(separator: ", ") + more
    }

    private static let maxFiles = 3

    /// `2026-11-22 03:15`, in UTC.
    private static func minute(_ instant: String) -> String {
        pad(String(instant.replacing("T", with: " ").prefix(16)), 16)
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
