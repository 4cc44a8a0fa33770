import Foundation
import Reporting
import Storage
import Tables

/// What the runs of a job hand on from one to the next: how far its sources were read, and which findings there were.
/// Belongs to the thread that decides.
final class JobMemory {
    private let job: SyncJob
    private var marks: MarkBook
    private var findings: FindingBook

    /// Nil where the run belongs to no job.
    ///
    /// - Throws: `sync.clock` where a mark is later than the clock.
    init?(_ plan: ImportPlan, _ session: StoreSession, run: Int64, now: Date) throws(ImportFailure) {
        guard let job = plan.options.job else { return nil }
        self.job = job
        marks = try MarkBook(plan, job, session, now: now)
        findings = try FindingBook(job, session, run: run)
    }

    /// By table: which of its rows are read.
    var windows: [Int: RowWindow] { marks.windows }
    var markReports: [MarkReport] { marks.report }

    func note(_ tally: WindowTally?, table: Int) { if let tally { marks.note(tally, table: table) } }
    func hold(_ turnedAway: [Int], of batch: RecordBatch) { marks.hold(turnedAway, of: batch) }
    func older(_ table: Int) -> Int? { marks.older(table) }

    func ages(of changes: ChangeBatch, _ labels: [TableLabel]) -> [FindingAge?] {
        findings.ages(of: changes.records, changes.shape, labels[changes.records.table])
    }

    func ages(of tables: [Finding], _ labels: [TableLabel]) -> [FindingAge?] { findings.ages(of: tables, labels) }

    /// Writes it down for the next run.
    func save(_ session: StoreSession, run: Int64) throws(ImportFailure) {
        try marks.save(session, run: run)
        try findings.save(job, session)
    }
}
