import HelpDesk
import Storage
import Tables

/// The second thread's work: takes batches from the reading thread, lets the resolver decide, lets the store write,
/// lets the recorder take down.
final class RunPump {
    private let plan: ImportPlan
    private let session: StoreSession
    private let resolver: Resolver
    private let recorder: RunRecorder
    private let rights: ActionRights
    private let memory: JobMemory?
    private let control: RunControl
    private var batchesDecided = 0
    private var numberless: [EntityName: [UInt32]] = [:]
    private var corrected: CorrectedRows
    /// Rows of earlier runs that waited for what this run has loaded.
    private(set) var closedRows = 0
    /// Whether the actor is not among the agents whom the run has brought.
    private(set) var hasUnknownActor = false

    init(
        plan: ImportPlan, session: StoreSession, resolver: Resolver, recorder: RunRecorder, rights: ActionRights,
        memory: JobMemory? = nil, control: RunControl
    ) {
        self.plan = plan
        self.session = session
        self.resolver = resolver
        self.recorder = recorder
        self.rights = rights
        self.memory = memory
        self.control = control
        corrected = CorrectedRows(plan)
    }

    /// - Parameter settle: what is left to do when all rows are decided.
    func run(
        isCheck: Bool, runNumber: Int64, runID: String, settle: () throws(ImportFailure) -> Void
    ) throws(ImportFailure) {
        let stage = ReadStage(
            plan: plan, hasher: resolver.context.hasher, compared: try compared(), ledger: recorder.ledger,
            windows: memory?.windows ?? [:], stopReason: { [control] in control.stopReason }
        ) {
            [control] in control.didRead(bytes: $0)
        }
        let writer =
            isCheck ? nil : Writer(session: session, run: runNumber, runID: runID, tables: plan.labels.map(\.place))
        if writer != nil {
            for entity in Set(plan.passes.map(\.entity)) { try session.prepareIndexes(entity) }
        }
        stage.start()
        defer { stage.stop() }
        try pump(stage, writer)
        // A file that was cut short is named, not what it then lacks.
        try SyncGuards(plan)?.checkFiles(recorder.sources(), shortTables: recorder.shortTables)
        try checkRejects(isEnd: true)
        try settle()
        guard writer != nil else { return }
        try control.checkInterruption()
        closedRows = try session.closeLoaded(resolver, corrected: corrected.places)
        try session.saveCounters(resolver)
        // The index builds sort in the memory that the keys have taken.
        resolver.release()
        try session.buildIndexes()
        try control.checkInterruption()
    }

    /// Entities that have records to compare with.
    private func compared() throws(ImportFailure) -> Set<EntityName> {
        var entities: Set<EntityName> = []
        for pass in plan.passes where try !session.isEmpty(pass.entity) { entities.insert(pass.entity.name) }
        return entities
    }

    private func pump(_ stage: ReadStage, _ writer: Writer?) throws(ImportFailure) {
        var current: Int?
        while let event = stage.output.pop() {
            try control.checkInterruption()
            switch event {
            case .failed(let failure): throw failure
            case .survey(let pass, let batch):
                resolver.survey(batch, shape: plan.passes[pass].shape)
                stage.giveBack(batch)
            case .batch(let pass, let batch):
                if current != pass { try begin(pass) }
                current = pass
                try decide(batch, pass, writer)
                stage.giveBack(batch)
            case .endOfPass(let pass, let end):
                if current != pass { try begin(pass) }
                current = pass
                memory?.note(end.window, table: plan.passes[pass].table)
                try recorder.endOfPass(pass, end)
                if isLastOfEntity(pass) { try endEntity(pass, writer) }
            }
        }
    }

    private func begin(_ pass: Int) throws(ImportFailure) {
        try resolver.begin(plan.passes[pass].shape)
        try checkMemory()
    }

    private func decide(_ batch: RecordBatch, _ pass: Int, _ writer: Writer?) throws(ImportFailure) {
        try rights.check(batch, pass, of: plan)
        try take(try resolver.resolve(batch), pass, isDeferred: false, writer)
        control.didDecide(rows: batch.count)
        try checkRejects(isEnd: false)
        batchesDecided += 1
        if batchesDecided % Self.batchesBetweenMemoryChecks == 0 { try checkMemory() }
    }

    /// Writes and records what was decided.
    private func take(
        _ changes: ChangeBatch, _ pass: Int, isDeferred: Bool, _ writer: Writer?
    ) throws(ImportFailure) {
        numberless[changes.shape.entity.name, default: []] += changes.numberlessIDs
        corrected.note(changes)
        try writer?.write(changes)
        try recorder.add(changes, pass: pass, isDeferred: isDeferred)
    }

    private static let batchesBetweenMemoryChecks = 64
    /// Measured; docs/performance.md.
    private static let bytesPerKey = 28

    private func checkMemory() throws(ImportFailure) {
        let needed = resolver.keysHeld * Self.bytesPerKey
        if needed > plan.options.memory { throw .memoryLimit(keys: resolver.keysHeld, limit: plan.options.memory) }
    }

    private func isLastOfEntity(_ pass: Int) -> Bool {
        pass + 1 == plan.passes.count || plan.passes[pass + 1].entity.name != plan.passes[pass].entity.name
    }

    private func endEntity(_ pass: Int, _ writer: Writer?) throws(ImportFailure) {
        let entity = plan.passes[pass].entity
        for changes in try resolver.finishEntity() {
            try take(changes, self.pass(of: changes), isDeferred: true, writer)
        }
        try FirstAdministratorCheck(plan).check(entity, resolver)
        if try NewcomerCheck(plan).isNobody(entity, resolver) { hasUnknownActor = true }
        tell(entity)
        let open = numberless.removeValue(forKey: entity.name) ?? []
        if writer != nil { try session.finish(entity, numberless: open) }
    }

    /// Logs what came of an entity's rows, table by table.
    private func tell(_ entity: Entity) {
        for pass in plan.passes.indices where plan.passes[pass].entity.name == entity.name {
            control.log.sourceDone(
                plan.labels[plan.passes[pass].table], recorder.progress(pass), entity: entity.name.rawValue)
        }
    }

    /// The pass that a batch of waiting rows came from.
    private func pass(of changes: ChangeBatch) -> Int {
        plan.passes.firstIndex { $0.table == changes.records.table && $0.shape == changes.shape }!
    }

    private func checkRejects(isEnd: Bool) throws(ImportFailure) {
        guard let limit = plan.options.maxRejects else { return }
        let (rejected, read) = (recorder.rejectedSoFar, recorder.readSoFar)
        if limit.isExceeded(rejected: rejected, of: read, isEnd: isEnd) {
            throw .tooManyRejects(rejected, of: read, limit: limit, in: plan.options.job)
        }
    }
}

/// Writes decided batches, and holds SQLite's own count of changes against what was decided.
private struct Writer {
    let session: StoreSession
    let run: Int64
    let runID: String
    let tables: [String]

    func write(_ changes: ChangeBatch) throws(ImportFailure) {
        let before = session.totalChanges - session.uncounted
        try session.apply(changes, run: run)
        let written = session.totalChanges - session.uncounted - before
        if written != changes.expectedChanges {
            throw .unbalanced("\(changes.expectedChanges) changes were decided, SQLite counts \(written)")
        }
        try session.keepOpen(changes.openRows, run: runID, tables: tables)
    }
}
