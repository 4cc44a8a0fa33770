import Foundation
import HelpDesk
import Mapping
import Reporting
import Tables
import Validation

/// What the reading thread hands over.
enum ReadEvent: Sendable {
    /// Keys only: the entity's policy on duplicates needs to know them all before the first decision.
    case survey(pass: Int, RecordBatch)
    case batch(pass: Int, RecordBatch)
    case endOfPass(Int, PassEnd)
    case failed(ImportFailure)
}

/// What is known when a pass has been read.
struct PassEnd: Sendable {
    var blankRows: Int
    /// The file's SHA-256, where this pass has made it.
    var digest: String?
    var closing: TableClosing
    /// What was done to values without a finding.
    var changes: [ColumnChanges]
    /// Of a source of which only new rows are read: what was left out.
    var window: WindowTally?
}

/// The first thread: reads, maps, validates and hashes, pass by pass, and hands the batches over.
final class ReadStage: @unchecked Sendable {
    private let plan: ImportPlan
    private let hasher: ByteHasher
    /// Entities whose rows are compared with stored records.
    private let compared: Set<EntityName>
    let output = BoundedQueue<ReadEvent>(limit: 3)
    private let spare = BoundedQueue<RecordBatch>(limit: .max)
    private let done = DispatchSemaphore(value: 0)
    private var digested: Set<Int> = []
    /// Takes down every silent change, where somebody wants them all.
    private let ledger: LedgerWriter?
    /// By table: which of its rows are read.
    private let windows: [Int: RowWindow]
    /// Why the run has to end now; nil where it may go on.
    private let stopReason: @Sendable () -> ImportFailure?
    private let progress: @Sendable (Int) -> Void

    private static let batchesInFlight = 5

    init(
        plan: ImportPlan, hasher: ByteHasher, compared: Set<EntityName>, ledger: LedgerWriter? = nil,
        windows: [Int: RowWindow] = [:], stopReason: @escaping @Sendable () -> ImportFailure? = { nil },
        progress: @escaping @Sendable (Int) -> Void
    ) {
        self.plan = plan
        self.hasher = hasher
        self.compared = compared
        self.ledger = ledger
        self.windows = windows
        self.stopReason = stopReason
        self.progress = progress
    }

    func start() {
        let thread = Thread { [self] in
            do throws(ImportFailure) {
                try run()
            } catch {
                _ = output.push(.failed(error))
            }
            output.close()
            done.signal()
        }
        thread.stackSize = 4 << 20
        thread.name = "reading"
        thread.start()
    }

    /// The deciding thread is done with a batch.
    func giveBack(_ batch: RecordBatch) { _ = spare.push(batch) }

    /// Ends the thread, whatever it is at, and waits for it.
    func stop() {
        output.close()
        spare.close()
        done.wait()
    }

    private func run() throws(ImportFailure) {
        for group in plan.passesByEntity {
            if group.contains(where: { plan.passes[$0].shape.needsSurvey }) {
                for index in group { try read(index, isSurvey: true) }
            }
            for index in group { try read(index, isSurvey: false) }
        }
    }

    private func read(_ index: Int, isSurvey: Bool) throws(ImportFailure) {
        let pass = plan.passes[index]
        let source = try PassReader(
            pass, hasher: hasher, sink: isSurvey ? nil : ledger?.sink(entity: pass.entity.name.rawValue))
        let file = plan.tables[pass.table].table.file
        let isDigesting = !isSurvey && file.sha256 == nil && digested.insert(pass.table).inserted
        let reader = try plan.tables[pass.table].table.makeReader(digesting: isDigesting)
        let window = try windows[pass.table].map { window throws(ImportFailure) in try RowWindowReader(window) }
        let isCompared = compared.contains(pass.entity.name)
        var batches = makeBatches(pass)
        var consumed = 0
        var rows = 0
        while let batch = takeBatch(&batches, pass) {
            guard try next(reader, window, into: batch.rows) else { break }
            cut(batch.rows, after: rows)
            rows += batch.rows.rows.count
            source.fill(batch, content: isCompared)
            try ledger?.check()
            guard output.push(isSurvey ? .survey(pass: index, batch) : .batch(pass: index, batch)) else { return }
            progress(isSurvey ? 0 : reader.bytesRead - consumed)
            consumed = reader.bytesRead
            if let limit = plan.options.limit, rows >= limit { break }
        }
        guard !isSurvey else { return }
        let digest = try reader.finishDigest()
        if isDigesting && reader.bytesRead != file.size { throw .sourceChanged(file.name) }
        _ = output.push(
            .endOfPass(
                index,
                PassEnd(
                    blankRows: reader.blankRows, digest: digest, closing: reader.closing, changes: source.ledger,
                    window: window?.tally)))
    }

    /// The next batch with rows that are wanted.
    private func next(
        _ reader: any TableReader, _ window: RowWindowReader?, into rows: RowBatch
    ) throws(ImportFailure) -> Bool {
        while try reader.next(into: rows) {
            guard let window else { return true }
            try window.cut(rows)
            if rows.rows.count > 0 { return true }
            // The other thread, which looks at this otherwise, gets nothing of what is left out.
            if let reason = stopReason() { throw reason }
        }
        return false
    }

    /// `--limit`: rows beyond it are not read.
    private func cut(_ rows: RowBatch, after read: Int) {
        guard let limit = plan.options.limit else { return }
        rows.rows.count = min(rows.rows.count, max(limit - read, 0))
    }

    private func makeBatches(_ pass: Pass) -> [RecordBatch] {
        (0..<Self.batchesInFlight).map { _ in
            RecordBatch(
                rows: RowBatch(), columns: pass.shape.columns.count, hashColumns: pass.shape.hashColumns.count)
        }
    }

    /// A batch of this pass that nobody uses; nil when the other side has stopped.
    private func takeBatch(_ fresh: inout [RecordBatch], _ pass: Pass) -> RecordBatch? {
        if let batch = fresh.popLast() { return batch }
        while let batch = spare.pop() {
            // Batches of the pass before come back late; their columns are others.
            if batch.values.columns == pass.shape.columns.count, batch.hashes.columns == pass.shape.hashColumns.count {
                return batch
            }
        }
        return nil
    }
}

/// One pass's way from raw rows to checked and hashed records.
struct PassReader {
    private let mapper: ColumnMapper
    private let validator: Validator
    private let hasher: RecordHasher
    private let table: Int

    /// - Parameter sink: is told of every silent change; without one they are only counted.
    init(_ pass: Pass, hasher: ByteHasher, sink: (any LedgerSink)? = nil) throws(ImportFailure) {
        mapper = ColumnMapper(bound: pass.record, tableIndex: pass.table, sink: sink)
        validator = try Validator(shape: pass.shape, table: pass.table, sink: sink)
        self.hasher = RecordHasher(shape: pass.shape, hasher: hasher)
        table = pass.table
    }

    /// What was done so far to values without a finding. Belongs to the thread that fills.
    var ledger: [ColumnChanges] { ColumnChanges.inOrder(mapper.ledger + validator.ledger) }

    func fill(_ batch: RecordBatch, content: Bool) {
        batch.table = table
        mapper.fill(batch)
        validator.run(batch)
        hasher.fill(batch, content: content)
    }
}

extension RecordShape {
    /// Whether the first row cannot be decided before all keys are known.
    fileprivate var needsSurvey: Bool { duplicates != .first && mode != .members }
}
