import Foundation
import Mapping
import Reporting
import Storage
import Tables

/// How far a job's growing sources are read: the marks that its last run has left, and those that this one will leave.
///
/// A mark moves to the largest time in the data, but not above now, and never past the oldest row that is still turned
/// away: that row has to be read again.
struct MarkBook {
    /// By table of the run.
    private(set) var windows: [Int: RowWindow] = [:]
    private var readers: [Int: RowWindowReader] = [:]
    private var keys: [Int: SyncMark.Key] = [:]
    private var tallies: [Int: WindowTally] = [:]
    private var marks: [SyncMark.Key: SyncMark] = [:]
    /// The oldest row of each mark that was turned away.
    private var held: [SyncMark.Key: (time: Int64, place: String)] = [:]
    private let job: SyncJob
    private let now: Int64
    private let isWhole: Bool

    /// Time that a clock may be put back without anybody noticing: small corrections are usual.
    private static let clockSlack: Int64 = 300
    private static let day: Int64 = 86_400

    init(_ plan: ImportPlan, _ job: SyncJob, _ session: StoreSession, now: Date) throws(ImportFailure) {
        self.job = job
        self.now = Int64(now.timeIntervalSince1970)
        isWhole = plan.options.limit == nil
        for mark in try session.syncMarks(of: job.name) {
            marks[mark.key] = mark
            guard let time = Self.seconds(mark.instant), time > self.now + Self.clockSlack else { continue }
            throw .markInFuture(mark, of: job, now: now, run: try session.name(ofRun: mark.run))
        }
        for table in plan.tables.indices { try add(table, plan) }
    }

    private mutating func add(_ index: Int, _ plan: ImportPlan) throws(ImportFailure) {
        let table = plan.tables[index]
        guard let source = job.source(of: table.table.file), let since = source.since,
            let main = table.records.first(where: { !$0.shape.isSide }) ?? table.records.first
        else { return }
        guard let column = table.column(named: since.column) else {
            throw .sinceColumnMissing(since.column, plan.labels[index].name, known: table.columnNames)
        }
        let key = SyncMark.Key(
            source: source.pattern, entity: main.shape.entity.name.rawValue, column: since.column)
        let mark = marks[key].flatMap { Self.seconds($0.instant) }
        let window = RowWindow(
            table: plan.labels[index].name, column: column, header: since.column,
            start: mark.map { $0 - Int64(since.overlap.rounded(.up)) }, limit: now + Self.day, now: now, record: main,
            reading: table.timeReading(of: column))
        (keys[index], windows[index]) = (key, window)
        readers[index] = try RowWindowReader(window)
    }

    private static func seconds(_ instant: String) -> Int64? {
        (try? Date(instant, strategy: .iso8601)).map { Int64($0.timeIntervalSince1970) }
    }

    // MARK: Taking down

    mutating func note(_ tally: WindowTally, table: Int) { tallies[table] = tally }

    /// Rows that the next run has to read again.
    mutating func hold(_ turnedAway: [Int], of batch: RecordBatch) {
        guard let reader = readers[batch.table], let key = keys[batch.table], let name = windows[batch.table]?.table,
            let found = reader.earliest(of: turnedAway, in: batch.rows), found.time < held[key]?.time ?? .max
        else { return }
        held[key] = (found.time, "\(name), row \(found.row)")
    }

    /// Rows that were left out of a table; nil where none could be.
    func older(_ table: Int) -> Int? { windows[table].map { _ in tallies[table]?.older ?? 0 } }

    // MARK: What came out

    /// The marks as they were and as they will be, in the order of the tables.
    var report: [MarkReport] {
        var seen: Set<SyncMark.Key> = []
        return keys.keys.sorted().compactMap { keys[$0] }.filter { seen.insert($0).inserted }.map(report)
    }

    private func report(_ key: SyncMark.Key) -> MarkReport {
        let tables = keys.keys.filter { keys[$0] == key }
        let tallies = tables.compactMap { self.tallies[$0] }
        let former = marks[key].flatMap { Self.seconds($0.instant) }
        let latest = tallies.compactMap(\.latest).max().map { min($0, now) }
        let reached = [former, latest].compactMap(\.self).max()
        let isHeld = reached.map { held[key]?.time ?? .max < $0 } ?? false
        let mark = isWhole ? (isHeld ? held[key]?.time : reached) : former
        return MarkReport(
            source: key.source, entity: key.entity, column: key.column, former: former.map(Self.text),
            from: tables.compactMap { windows[$0]?.start }.first.map(Self.text), mark: mark.map(Self.text),
            older: tallies.reduce(0) { $0 + $1.older }, undated: tallies.reduce(0) { $0 + $1.undated },
            heldBy: isHeld && isWhole ? held[key]?.place : nil)
    }

    static func text(_ seconds: Int64) -> String { Instant.text(Date(timeIntervalSince1970: Double(seconds))) }

    func save(_ session: StoreSession, run: Int64) throws(ImportFailure) {
        for report in report {
            guard let mark = report.mark, mark != report.former else { continue }
            let key = SyncMark.Key(source: report.source, entity: report.entity, column: report.column)
            try session.setSyncMark(job.name, key, mark, run: run)
        }
    }
}

extension SyncJob {
    /// The source by which a file was found.
    func source(of file: SourceFile) -> SyncSource? {
        file.source.flatMap { sources.indices.contains($0) ? sources[$0] : nil }
    }
}
