import Foundation
import Reporting
import Tables

/// What a run of a job must not do: looked at behind the last row, before anything is committed. A check is held to the
/// same.
struct SyncGuards {
    private let job: SyncJob
    private let selection: SyncSelection
    private let plan: ImportPlan

    /// Nil for what is no run of a job.
    init?(_ plan: ImportPlan) {
        guard let job = plan.options.job, let selection = plan.options.selection else { return nil }
        self.job = job
        self.selection = selection
        self.plan = plan
    }

    // MARK: Files

    /// Stops where a file is not the whole one: before what it lacks is taken for missing.
    ///
    /// - Parameters:
    ///   - sources: what was read.
    ///   - shortTables: the tables whose last row has too few cells, with its number.
    func checkFiles(_ sources: [SourceReport], shortTables: [Int: Int]) throws(ImportFailure) {
        let cut = shortTables.sorted { $0.key < $1.key }.compactMap(cutShort)
        if !cut.isEmpty { throw .syncCutShort(cut) }
        let small = selection.files.compactMap { tooFewRows($0, sources) }
        if !small.isEmpty { throw .syncTooFewRows(job, small) }
    }

    private func tooFewRows(_ file: SyncFile, _ sources: [SourceReport]) -> String? {
        let source = job.sources[file.source]
        let wanted = source.minRows ?? (source.since == nil ? 1 : 0)
        let rows = rows(of: file, sources)
        guard rows < wanted else { return nil }
        return "\(file.name) has \(NumberText.count(rows, "row")); min_rows is \(NumberText.grouped(wanted))"
            + (source.minRows == nil ? " where the job does not say otherwise" : "")
    }

    /// Of all tables in it.
    private func rows(of file: SyncFile, _ sources: [SourceReport]) -> Int {
        sources.filter { $0.file == file.name || $0.file.hasPrefix(file.name + "/") }.flatMap(\.tables)
            .reduce(0) { $0 + $1.rows + ($1.older ?? 0) }
    }

    /// A last row with too few cells, and no line end behind it: whoever wrote the file was not through with it.
    private func cutShort(_ table: Int, _ row: Int) -> String? {
        let source = plan.tables[table].table
        guard source.sheet == nil, TextEnd.isOpen(source.file.path) else { return nil }
        return "\(source.label), row \(row): too few cells, and no line end behind them"
    }

    // MARK: Changes

    /// Stops where too much would change, or where a file was written to since it was chosen.
    func check(_ report: RunReport) throws(ImportFailure) {
        let changed = selection.files.filter { !$0.isUnchanged }
        if !changed.isEmpty { throw .syncFileChanged(changed.map(\.name)) }
        let many = report.entities.compactMap { tooManyChanges($0, report) }
        if !many.isEmpty { throw .syncTooManyChanges(job, many) }
    }

    /// A first load into an entity that holds nothing is not limited.
    private func tooManyChanges(_ entity: EntityReport, _ report: RunReport) -> String? {
        guard let limit = job.maxChanges else { return nil }
        let held = report.database.records[entity.entity, default: 0]
        let leaving = report.missing?.first { $0.entity == entity.entity }?.leaving ?? 0
        let changes = entity.counts.changed + leaving
        guard held > 0, limit.isExceeded(rejected: changes, of: held, isEnd: true) else { return nil }
        return "\(entity.entity): \(NumberText.grouped(changes)) of \(NumberText.count(held, "record")) would change; "
            + "max_changes is \(job.maxChangesText)"
    }
}

extension EntityCounts {
    /// Records that a run has made, changed, taken away or brought back.
    fileprivate var changed: Int { created + updated + deleted + restored + madeByReference + takenAlong }
}

extension SyncJob {
    fileprivate var maxChangesText: String {
        switch maxChanges {
        case .rows(let count): NumberText.grouped(count)
        case .percent(let share): "\(share.formatted())%"
        case nil: "not set"
        }
    }
}

/// How a text file ends.
enum TextEnd {
    /// Whether there is no line end behind the last row. Of compressed files nobody knows: they have a check of their
    /// own.
    static func isOpen(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        guard let start = try? file.read(upToCount: 2), Array(start) != [0x1F, 0x8B],
            let size = try? file.seekToEnd(), size > 2, (try? file.seek(toOffset: size - 2)) != nil,
            let end = try? file.read(upToCount: 2)
        else { return false }
        return !end.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
}
