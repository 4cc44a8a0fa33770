import Foundation
import HelpDesk
import Reporting
import Storage
import Tables

/// Carries a plan out: a load, or the same without the writing.
///
/// Order of what must survive a crash: findings and rejects go to a partial folder and are synced, then the database
/// commits together with the history row, then the folder gets its name.
package final class ImportRun {
    private let plan: ImportPlan
    private let control: RunControl
    private let folder: ReportFolder
    private let started = Date()
    private let clock = ContinuousClock.now
    /// What is known so far; complete once the run has returned or thrown.
    package private(set) var report: RunReport
    /// Of a job: what its last run has left.
    private var memory: JobMemory?
    private var isCheck: Bool { plan.options.kind == .check }

    package init(_ plan: ImportPlan, control: RunControl = RunControl()) throws(ImportFailure) {
        self.plan = plan
        self.control = control
        // Before the folder of reports, which lies beside the database, is made.
        try HelpDeskDatabase.checkPlace(plan.database)
        folder = try ReportFolder.create(in: plan.reportParent, id: RunIdentifier.make(started))
        report = RunReport(
            run: folder.id, kind: plan.options.kind, outcome: plan.options.kind == .check ? .checked : .committed,
            version: plan.options.version, commandLine: plan.options.commandLine, started: started,
            finished: started, database: DatabaseReport(path: plan.database, isNew: true))
        report.command = plan.options.command?.name ?? plan.options.job?.historyName
        report.actor = plan.options.actor
        report.reportFolder = folder.finalPath
        control.log.started(plan, run: folder.id)
    }

    /// Runs, and returns the report; a run that could not go on throws after its folder and history row are written.
    package func run() throws(ImportFailure) -> RunReport {
        let database: HelpDeskDatabase
        do throws(ImportFailure) {
            database = try open()
        } catch {
            folder.discard()
            throw error
        }
        do throws(ImportFailure) {
            try database.transaction(isInterrupted: { [control] in control.isInterrupted }) {
                session throws(ImportFailure) in try self.load(session, database)
            }
            database.close()
        } catch {
            try fail(error, database)
        }
        try folder.publish()
        control.log.finished(report)
        return report
    }

    /// The folder of the run, once it is finished or stopped; nil where nothing is left of it.
    package var reportPath: String? {
        FileManager.default.fileExists(atPath: folder.finalPath) ? folder.finalPath : nil
    }

    private func open() throws(ImportFailure) -> HelpDeskDatabase {
        guard isCheck else {
            let holder =
                "run \(folder.id), process \(ProcessInfo.processInfo.processIdentifier), since \(Instant.text(started))"
            // A limit of time ends the waiting, too: then it is the holder that is worth naming.
            let wait = min(plan.options.wait, control.remaining ?? .infinity)
            return try .open(
                plan.database, .write(wait: wait), holder: holder,
                isInterrupted: { [control] in control.isInterrupted })
        }
        do throws(ImportFailure) {
            return try .open(plan.database, .read)
        } catch {
            guard error.code == "database.missing" else { throw error }
            return try .empty(standingFor: plan.database)
        }
    }

    // MARK: The transaction

    /// Everything between begin and commit; false takes it all back.
    private func load(_ session: StoreSession, _ database: HelpDeskDatabase) throws(ImportFailure) -> Bool {
        let held = try session.recordCounts()
        report.database.isNew = database.isNew
        report.database.records = Dictionary(uniqueKeysWithValues: held.map { ($0.entity.rawValue, $0.count) })
        if !isCheck {
            _ = try Recovery.clear(plan.reportParent, database: plan.database, known: Set(try session.runs().map(\.id)))
        }
        try CustomersFirst.check(plan, held: report.database.records)
        let actor = try checkActor(session)
        try FirstAdministratorCheck(plan).check(session)
        let number = try session.nextRunNumber()
        let snapshot = SnapshotPlan(plan)
        let resolver = Resolver(
            session: session,
            context: RunContext(
                runNumber: number, hasher: .random(), actorID: actor?.id, actorStanding: actor?.standing,
                actorEmail: plan.options.actor, firstAdministrator: plan.options.firstAdministrator,
                tableNames: plan.labels.map(\.name), warnsDuplicates: plan.options.warnDuplicates,
                job: plan.options.job?.name, leaving: Set(plan.options.command?.leaving.map(\.id) ?? []),
                keepsLeaders: try session.keepsLeaders(actor)),
            shapes: plan.passes.map(\.shape), snapshot: snapshot?.watch())
        memory = try JobMemory(plan, session, run: number, now: started)
        let recorder = try RunRecorder(plan: plan, folder: folder, memory: memory)
        let pump = RunPump(
            plan: plan, session: session, resolver: resolver, recorder: recorder,
            rights: try ActionRights(actor, plan.options, session), memory: memory, control: control)
        do throws(ImportFailure) {
            try recorder.add(table: plan.shapeFindings)
            try checkShape()
            try pump.run(isCheck: isCheck, runNumber: number, runID: folder.id) { () throws(ImportFailure) in
                guard let snapshot else { return }
                try settle(
                    MissingRecords(
                        snapshot: snapshot, session: session, resolver: resolver, recorder: recorder,
                        labels: plan.labels, folder: folder, run: number, writes: !isCheck))
            }
            report.deeds = (report.deeds ?? []) + (try runErrand(session, recorder, number))
        } catch {
            // What stopped the run is what its user must hear of, not what then went wrong with the report.
            try? complete(recorder, resolver)
            throw error
        }
        try complete(recorder, resolver)
        try SyncGuards(plan)?.check(report)
        report.notes += Notes.empty(report.sources) + (plan.isTyped ? Notes.skipped(report) : [])
        let refused = plan.isNamed ? report.findings.refused : []
        report.notes += Notes.refused(refused)
        if pump.hasUnknownActor, let email = plan.options.actor { report.notes.append(Notes.actor(email)) }
        if pump.closedRows > 0 { report.notes.append(Notes.closedRows(pump.closedRows)) }
        report.marks = memory?.markReports
        report.notes += report.marks?.map(\.sentence) ?? []
        guard report.balances else { throw .unbalanced(Notes.imbalance(report)) }
        let undone =
            report.totals.rejected + report.totals.parked + (plan.isTyped || isAdding ? report.totals.skipped : 0)
            + refused.count
        report.exitStatus = undone > 0 ? ExitStatus.someRejected.rawValue : 0
        try writeReports()
        guard !isCheck else { return false }
        try memory?.save(session, run: number)
        var record = history(number)
        record.input = try LoadedInput.left(by: report, plan, session)?.json
        // The last moment at which nothing is written.
        try control.checkInterruption()
        try session.remember(record)
        return true
    }

    /// What was found goes into the report even if it stops the run.
    private func settle(_ missing: MissingRecords) throws(ImportFailure) {
        var result = MissingRecords.Result()
        defer {
            report.missing = result.missing
            report.deeds = result.deeds
            report.notes += result.notes
        }
        try missing.settle(&result)
    }

    private func runErrand(
        _ session: StoreSession, _ recorder: RunRecorder, _ number: Int64
    ) throws(ImportFailure) -> [DeedReport] {
        guard let errand = plan.options.command?.errand else { return [] }
        return try errand(
            RunCommand.Errand(session: session, writes: !isCheck, run: number, changes: recorder.changes) {
                self.report.notes.append($0)
            })
    }

    private func checkShape() throws(ImportFailure) {
        guard plan.options.strictShape, !plan.shapeFindings.isEmpty else { return }
        let messages = MessageCatalog.english
        throw .shapeChanged(
            plan.shapeFindings.count,
            plan.shapeFindings.prefix(Self.shownDifferences).map { finding in
                "\(plan.labels[finding.position.table].name): \(messages.message(for: finding, tables: plan.labels))"
            }, in: plan.options.job)
    }

    private static let shownDifferences = 20

    /// Adding is not done where a record is there already, in a file as on the command line.
    private var isAdding: Bool {
        plan.options.command != nil && plan.passes.contains { $0.shape.mode == .create && !$0.shape.isSide }
    }

    private func checkActor(_ session: StoreSession) throws(ImportFailure) -> Actor? {
        let actor = try knownActor(session)
        try RightCheck(plan.options).check(actor, plan.options.actor, session)
        return actor
    }

    private func knownActor(_ session: StoreSession) throws(ImportFailure) -> Actor? {
        guard let email = plan.options.actor else { return nil }
        guard let actor = try session.knownActor(email) else {
            if !plan.passes.contains(where: { $0.entity.name == Catalog.actors.name }) {
                report.notes.append(Notes.actor(email))
            }
            return nil
        }
        return actor
    }

    // MARK: The report

    private func complete(_ recorder: RunRecorder, _ resolver: Resolver) throws(ImportFailure) {
        report.finished = Date()
        report.sources = recorder.sources()
        report.skipped = plan.skipped
        report.entities = EntityReport.summing(
            report.sources,
            madeByReference: Dictionary(
                uniqueKeysWithValues: resolver.madeByReference.map { ($0.key.rawValue, $0.value) }),
            takenAlong: Dictionary(uniqueKeysWithValues: resolver.takenAlong.map { ($0.key.rawValue, $0.value) }))
        report.findings = recorder.findings.summary
        report.changes = recorder.changes.summary
        report.ledger = plan.options.ledger ? LedgerWriter.fileName : nil
        report.unmapped = plan.unmappedColumns
        report.notes += (plan.options.command?.notes ?? []) + (plan.options.selection?.notes ?? [])
        report.notes += Notes.plan(plan) + Notes.owners(plan, report) + Notes.invitations(plan, report)
        report.notes += Notes.partings(resolver.partings)
        report.notes += resolver.appointed.map { [Notes.administrator($0)] } ?? []
        report.timing = RunTiming(since: clock, rows: report.rows)
        report.rejects = try recorder.finish()
    }

    private func writeReports() throws(ImportFailure) {
        try folder.write(report, plan.acceptance)
    }

    private func history(_ number: Int64) -> RunRecord { RunRecord(report, number: number, folder: folder) }

    // MARK: Trouble

    /// The run could not go on: its folder says why, and so does the history, unless there was no database before.
    private func fail(_ failure: ImportFailure, _ database: HelpDeskDatabase) throws(ImportFailure) -> Never {
        report.outcome = failure.status == .stopped ? .stopped : .failed
        report.exitStatus = failure.status.rawValue
        report.failure = FailureReport(failure)
        report.finished = Date()
        if (try? writeReports()) == nil || (try? folder.publish()) == nil { folder.discard() }
        if !isCheck && !database.isNew {
            try? database.transaction { session throws(ImportFailure) in
                try session.remember(self.history(try session.nextRunNumber()))
                return true
            }
        }
        database.close(discard: true)
        throw failure
    }
}
