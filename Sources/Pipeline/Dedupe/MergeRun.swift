import Foundation
import HelpDesk
import Reporting
import Storage
import Tables

/// What a merge would do, before it is asked for.
package struct MergePreview: Sendable, Equatable {
    package let entity: Entity
    package let groups: Int
    /// Records that become part of others.
    package let merged: Int
    /// Rows that cannot be merged.
    package let refused: Int
    /// Records that come to refer to a survivor, by entity.
    package let moved: [String]
}

/// Merges what a review says is the same: one run in the history, all or nothing, with a report folder.
package final class MergeRun {
    private let options: RunOptions
    private let control: RunControl
    private let review: MergeReview
    private let database: String
    private var isDryRun: Bool { options.kind == .check }
    private let started = Date()
    private let clock = ContinuousClock.now

    /// Reads the review; "-" is standard input. A check only says what would happen.
    package init(
        _ file: String, _ options: RunOptions, control: RunControl = RunControl()
    ) throws(ImportFailure) {
        self.options = options
        self.control = control
        database = HelpDeskDatabase.absolute(options.database)
        review = try MergeReview.read(file)
    }

    /// Says what would happen; writes nothing, not even a report.
    package func preview() throws(ImportFailure) -> MergePreview {
        try DatabaseReading.read(database) { session throws(ImportFailure) in
            try checkActor(session)
            let decider = try MergeDecider(review, session, instant: Instant.text(started))
            return MergePreview(
                entity: review.entity, groups: decider.groups, merged: decider.outcomes.count { $0 == .deleted },
                refused: decider.findings.count, moved: MergeNotes.moved(decider.batch))
        }
    }

    /// Merges, or only says what would happen, and returns the report.
    package func run() throws(ImportFailure) -> RunReport {
        // Before the folder of reports, which lies beside the database, is made.
        let opened = try open()
        defer { opened.close() }
        let parent = options.reportDirectory ?? ReportFolder.defaultParent(database: database)
        let folder = try ReportFolder.create(in: parent, id: RunIdentifier.make(started))
        var report = RunReport(
            run: folder.id, kind: .merge, outcome: isDryRun ? .checked : .committed,
            version: ProgramVersion.current, commandLine: options.commandLine, started: started, finished: started,
            database: DatabaseReport(path: database, isNew: false))
        report.actor = options.actor
        report.reportFolder = folder.finalPath
        do throws(ImportFailure) {
            try opened.transaction(isInterrupted: { [control] in control.isInterrupted }) {
                session throws(ImportFailure) in
                try self.merge(session, folder, &report, parent: parent)
                try self.control.checkInterruption()
                return !self.isDryRun
            }
        } catch {
            folder.discard()
            throw error
        }
        try folder.publish()
        return report
    }

    private func open() throws(ImportFailure) -> HelpDeskDatabase {
        if isDryRun { return try .open(database, .read) }
        // A database that is not there has nothing to merge, and is not made.
        try HelpDeskDatabase.open(database, .read).close()
        let process = ProcessInfo.processInfo.processIdentifier
        return try .open(
            database, .write(wait: options.wait),
            holder: "merge, process \(process), since \(Instant.text(started))",
            isInterrupted: { [control] in control.isInterrupted })
    }

    // MARK: The transaction

    private func merge(
        _ session: StoreSession, _ folder: ReportFolder, _ report: inout RunReport, parent: String
    ) throws(ImportFailure) {
        let held = try session.recordCounts()
        report.database.records = Dictionary(uniqueKeysWithValues: held.map { ($0.entity.rawValue, $0.count) })
        if !isDryRun {
            _ = try Recovery.clear(parent, database: database, known: Set(try session.runs().map(\.id)))
        }
        try checkActor(session)
        let number = try session.nextRunNumber()
        let decider = try MergeDecider(review, session, instant: Instant.text(started))
        if !isDryRun { try session.apply(decider.batch, run: number) }
        try fill(&report, decider, folder)
        guard report.balances else { throw .unbalanced(Notes.imbalance(report)) }
        try folder.write(report, try acceptance())
        if !isDryRun { try session.remember(RunRecord(report, number: number, folder: folder)) }
    }

    /// Merging deletes, so it takes the right to delete.
    private func checkActor(_ session: StoreSession) throws(ImportFailure) {
        let command = RunCommand("dedupe merge", right: .delete, deed: "merge records")
        let actor = try options.actor.flatMap { email throws(ImportFailure) in try session.knownActor(email) }
        try RightCheck(command, isCheck: isDryRun).check(actor, options.actor, session)
    }

    private func acceptance() throws(ImportFailure) -> Acceptance {
        Acceptance(
            mapping: "", catalog: try FileDigest.sha256(Array(Catalog.fingerprint.utf8)), settings: [:], database: [:])
    }

    // MARK: The report

    private func fill(_ report: inout RunReport, _ decider: MergeDecider, _ folder: ReportFolder) throws(ImportFailure)
    {
        let labels = [review.label]
        let findings = try FindingCollector(path: folder.path(FindingCollector.fileName))
        try findings.add(findings: decider.findings.map(\.finding), tables: labels)
        try findings.finish()
        let changes = ChangesWriter(path: folder.path(ChangesWriter.fileName))
        for change in decider.batch.changes { try changes.add(Reporting.FieldChange(change), tables: labels) }
        try changes.finish()
        report.findings = findings.summary
        report.changes = changes.summary
        report.sources = [source(decider)]
        report.entities = EntityReport.summing(report.sources)
        report.rejects = try MergeRejects(review, decider).write(to: folder)
        report.notes = MergeNotes.all(decider)
        report.exitStatus = report.totals.rejected > 0 ? ExitStatus.someRejected.rawValue : 0
        report.finished = Date()
        report.timing = RunTiming(since: clock, rows: report.rows)
    }

    private func source(_ decider: MergeDecider) -> SourceReport {
        var counts = EntityCounts(read: review.rows.count)
        for outcome in decider.outcomes {
            switch outcome {
            case .updated: counts.updated += 1
            case .unchanged: counts.unchanged += 1
            case .deleted: counts.deleted += 1
            case .rejected: counts.rejected += 1
            default: counts.skipped += 1
            }
        }
        let header = review.table.header
        let table = TableReport(
            sheet: review.table.sheet, headerRow: header.row, preambleRows: max(header.row - 1, 0),
            rows: review.rows.count, blankRows: review.blankRows,
            passes: [PassReport(entity: review.entity.name.rawValue, counts: counts)])
        return SourceReport(review.file, settings: review.table.readSettings, tables: [table])
    }
}

/// Sentences of the report of a merge.
enum MergeNotes {
    static func all(_ decider: MergeDecider) -> [String] {
        let moved = moved(decider.batch)
        let again = decider.repetitions
        let open = decider.outcomes.count { $0 == .skipped } - again
        if decider.outcomes.isEmpty { return ["The review has no rows, so nothing is decided."] }
        return (moved.isEmpty ? [] : ["They refer to what stays now: \(moved.joined(separator: ", "))."])
            + (again == 0 ? [] : ["\(again) of the rows name a record again that their group has already."])
            + (open == 0 ? [] : ["\(open) of the rows are kept as they are, or not decided yet."])
    }

    /// `12 tickets`, by entity.
    static func moved(_ batch: MergeBatch) -> [String] {
        batch.moved.map { entity, count in
            let name = count == 1 ? Catalog.entity(entity)?.singular ?? entity.rawValue : entity.rawValue
            return "\(count) \(name.replacing("_", with: " "))"
        }
    }
}

/// The rows of a review that could not be merged, to be corrected and merged again.
struct MergeRejects {
    private let review: MergeReview
    private let decider: MergeDecider

    init(_ review: MergeReview, _ decider: MergeDecider) {
        self.review = review
        self.decider = decider
    }

    func write(to folder: ReportFolder) throws(ImportFailure) -> [RejectsFile] {
        guard !decider.findings.isEmpty else { return [] }
        let rejects = RunRejects([review.table], folder: folder)
        let reasons = Dictionary(grouping: decider.findings, by: \.row)
        let reader = try review.table.makeReader()
        let batch = RowBatch()
        var place = 0
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                if let found = reasons[place] {
                    let rejected = self.row(batch.rows[row].number, found.map(\.finding))
                    try rejects.add(rejected, table: 0, pass: 0, from: batch, at: row)
                }
                place += 1
            }
        }
        return try rejects.finish()
    }

    private func row(_ number: Int, _ findings: [Finding]) -> RejectedRow {
        let messages = findings.map { MessageCatalog.english.message(for: $0, tables: [review.label]) }
        var row = RejectedRow(number: number, codes: findings.map(\.code.rawValue), messages: messages)
        for (finding, message) in zip(findings, messages) {
            guard let column = finding.column else { continue }
            row.marks.append(CellMark(column: column, isError: true, message: message))
        }
        return row
    }
}
