import HelpDesk
import Mapping
import Reporting
import Storage
import Tables

/// Takes down what becomes of every row: counts, findings, changes, rejects. What it holds is the report.
final class RunRecorder {
    private let plan: ImportPlan
    private let labels: [TableLabel]
    let findings: FindingCollector
    let changes: ChangesWriter
    /// Written by the reading thread, and finished when that has ended; nil where nobody wants every change.
    let ledger: LedgerWriter?
    private let rejects: RunRejects
    private(set) var counts: [EntityCounts]
    private var absent: [Int]
    private var rows: [Int]
    private var blankRows: [Int]
    /// SHA-256 by table, where reading has made it.
    private var digests: [Int: String] = [:]
    /// What is known of each table since the end of its first pass.
    private var closings: [Int: TableClosing] = [:]
    /// What was done to values without a finding, by pass.
    private var silentChanges: [[ColumnChanges]]
    /// Of passes whose last row so far has too few cells: its number.
    private var shortEnds: [Int: Int] = [:]
    private let messages = MessageCatalog.english
    /// Of a job: what its last run has left.
    private let memory: JobMemory?

    init(plan: ImportPlan, folder: ReportFolder, memory: JobMemory? = nil) throws(ImportFailure) {
        self.plan = plan
        self.memory = memory
        labels = plan.labels
        findings = try FindingCollector(path: folder.path(FindingCollector.fileName), hasAges: memory != nil)
        changes = ChangesWriter(path: folder.path(ChangesWriter.fileName))
        ledger =
            plan.options.ledger ? try LedgerWriter(path: folder.path(LedgerWriter.fileName), tables: labels) : nil
        silentChanges = plan.passes.map { _ in [] }
        counts = plan.passes.map { _ in EntityCounts() }
        absent = plan.passes.map { _ in 0 }
        rows = plan.passes.map { _ in 0 }
        blankRows = plan.passes.map { _ in 0 }
        rejects = RunRejects(plan.tables.map(\.table), folder: folder)
    }

    // MARK: Taking down

    /// A decided batch; rows that wait are counted when they come again.
    func add(_ batch: ChangeBatch, pass: Int, isDeferred: Bool = false) throws(ImportFailure) {
        if !isDeferred {
            rows[pass] += batch.records.count
            noteEnd(batch.records, pass)
        }
        var turnedAway: [Int] = []
        for row in 0..<batch.records.count {
            let outcome = batch.outcome(row)
            count(outcome, pass)
            if outcome == .rejected || outcome == .parked { turnedAway.append(row) }
        }
        try findings.add(
            findings: batch.records.findings, tables: labels, ages: memory?.ages(of: batch, labels) ?? [])
        if !turnedAway.isEmpty { memory?.hold(turnedAway, of: batch.records) }
        if !turnedAway.isEmpty { try reject(turnedAway, of: batch.records, pass: pass) }
        for change in batch.changes { try changes.add(Reporting.FieldChange(change), tables: labels) }
    }

    /// A file that was cut short shows it in its last row.
    private func noteEnd(_ records: RecordBatch, _ pass: Int) {
        guard plan.options.job != nil, records.count > 0 else { return }
        let last = records.count - 1
        let isShort = zip(records.findings, records.findingRows).contains {
            $1 == last && $0.code == .rowShort && $0.severity == .error
        }
        shortEnds[pass] = isShort ? records.rows.rows[last].number : nil
    }

    /// Findings about tables as a whole.
    func add(table found: [Finding]) throws(ImportFailure) {
        try findings.add(findings: found, tables: labels, ages: memory?.ages(of: found, labels) ?? [])
    }

    private func count(_ outcome: Outcome, _ pass: Int) {
        if outcome != .absent && outcome != .deferred { counts[pass].read += 1 }
        switch outcome {
        case .absent: absent[pass] += 1
        case .created: counts[pass].created += 1
        case .updated: counts[pass].updated += 1
        case .unchanged: counts[pass].unchanged += 1
        case .deleted: counts[pass].deleted += 1
        case .restored: counts[pass].restored += 1
        case .skipped: counts[pass].skipped += 1
        case .rejected: counts[pass].rejected += 1
        case .parked: counts[pass].parked += 1
        case .deferred: break
        }
    }

    private func reject(_ turnedAway: [Int], of records: RecordBatch, pass: Int) throws(ImportFailure) {
        let wanted = Set(turnedAway)
        var byRow: [Int: [Finding]] = [:]
        for (finding, row) in zip(records.findings, records.findingRows) where wanted.contains(row) {
            byRow[row, default: []].append(finding)
        }
        for row in turnedAway {
            let rejected = rejectedRow(records.rows.rows[row].number, byRow[row] ?? [])
            try rejects.add(rejected, table: records.table, pass: pass, from: records.rows, at: row)
        }
    }

    /// Errors make codes and messages; what else is said of a cell shows at the cell alone.
    private func rejectedRow(_ number: Int, _ findings: [Finding]) -> RejectedRow {
        var row = RejectedRow(number: number, codes: [], messages: [])
        for finding in findings where finding.severity != .info {
            let message = messages.message(for: finding, tables: labels)
            if finding.severity == .error {
                row.codes.append(finding.code.rawValue)
                row.messages.append(message)
            }
            guard let column = finding.column else { continue }
            row.marks.append(CellMark(column: column, isError: finding.severity == .error, message: message))
        }
        return row
    }

    func endOfPass(_ pass: Int, _ end: PassEnd) throws(ImportFailure) {
        silentChanges[pass] = withRoomForSamples(end.changes)
        blankRows[pass] = end.blankRows
        let table = plan.passes[pass].table
        if let digest = end.digest { digests[table] = digest }
        if closings.updateValue(end.closing, forKey: table) == nil { try close(table, end.closing) }
        try checkWindow(pass, end.window)
    }

    /// Every row of the file is one that was read, or one that was left out as older.
    private func checkWindow(_ pass: Int, _ window: WindowTally?) throws(ImportFailure) {
        guard let window, plan.options.limit == nil, rows[pass] + window.older != window.delivered else { return }
        throw .unbalanced(
            "\(labels[plan.passes[pass].table].name): \(window.delivered) rows, \(rows[pass]) read, \(window.older) older"
        )
    }

    /// A run of very many tables keeps its counts, and samples of the first ones only.
    private func withRoomForSamples(_ changes: [ColumnChanges]) -> [ColumnChanges] {
        let known = silentChanges.reduce(0) { $0 + $1.count }
        return known < Self.maxSampledColumns ? changes : changes.map(\.withoutSamples)
    }

    private static let maxSampledColumns = 4_096

    /// A table says what it has to say of itself once, however often it is read.
    private func close(_ table: Int, _ closing: TableClosing) throws(ImportFailure) {
        let found = closing.findings.map { finding in
            var finding = finding
            finding.position.table = table
            return finding
        }
        try add(table: found)
    }

    // MARK: What came out

    /// The tables whose last row has too few cells, with its number.
    var shortTables: [Int: Int] {
        Dictionary(shortEnds.map { (plan.passes[$0].table, $1) }, uniquingKeysWith: max)
    }

    /// SHA-256 of a table's file.
    func digest(_ table: Int) throws(ImportFailure) -> String {
        let file = plan.tables[table].table.file
        if let known = file.sha256 ?? digests[table] { return known }
        return try FileDigest.sha256(file.path)
    }

    var rejectedSoFar: Int { counts.reduce(0) { $0 + $1.rejected + $1.parked } }
    var readSoFar: Int { counts.reduce(0) { $0 + $1.read } }

    /// What is known of a pass so far.
    func progress(_ pass: Int) -> SourceProgress {
        SourceProgress(
            rows: rows[pass], blankRows: blankRows[pass], older: memory?.older(plan.passes[pass].table),
            counts: counts[pass])
    }

    /// Writes what is still open; the rejects files that there are.
    func finish() throws(ImportFailure) -> [RejectsFile] {
        try findings.finish()
        try changes.finish()
        try ledger?.finish()
        return try rejects.finish()
    }

    /// The sources with their tables and passes, as the report shows them.
    func sources() -> [SourceReport] {
        var sources: [SourceReport] = []
        for (index, bound) in plan.tables.enumerated() {
            let table = report(index, bound)
            if let known = sources.firstIndex(where: { $0.file == bound.table.file.name }) {
                sources[known].tables.append(table)
            } else {
                var file = bound.table.file
                file.sha256 = file.sha256 ?? digests[index]
                sources.append(SourceReport(file, settings: bound.table.fileSettings, tables: [table]))
            }
        }
        return sources
    }

    private func report(_ index: Int, _ bound: BoundTable) -> TableReport {
        let passes = plan.passes.indices.filter { plan.passes[$0].table == index }
        let header = bound.table.header
        var report = TableReport(
            sheet: bound.table.sheet, mapping: bound.mapping.name, headerRow: header.row,
            headerRows: bound.headerRows, preambleRows: max(header.row - 1, 0),
            rows: passes.map { rows[$0] }.max() ?? 0,
            blankRows: passes.map { blankRows[$0] }.max() ?? 0,
            passes: passes.map {
                PassReport(
                    entity: plan.passes[$0].entity.name.rawValue, counts: counts[$0], absent: absent[$0],
                    changes: silentChanges[$0])
            })
        report.older = memory?.older(index)
        report.proposal = bound.proposal.map(ProposalReport.init)
        let closing = closings[index] ?? TableClosing()
        report.hidden = HiddenReport(
            isSheet: bound.table.isHidden, rows: closing.hiddenRows, columns: closing.hiddenColumns,
            isLeftOut: plan.options.visibleOnly)
        report.decided = plan.decided[index]
        report.corrects = bound.table.correctedRow.map(CorrectedTable.init)
        return report
    }
}

extension TableSource {
    /// How the file is read; of a sheet, where its header stands is said with the sheet.
    fileprivate var fileSettings: [ReadSetting] {
        sheet == nil ? readSettings : readSettings.filter { $0.name != "header_row" }
    }
}

extension Reporting.FieldChange {
    init(_ change: Storage.FieldChange) {
        self.init(
            entity: change.entity.rawValue, field: change.field, key: change.key, old: change.old, new: change.new,
            at: change.position)
    }
}
