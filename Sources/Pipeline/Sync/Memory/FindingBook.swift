import HelpDesk
import Reporting
import Storage
import Tables

/// Which findings are new: held against those of the job's last run by fingerprints of eight bytes.
///
/// A fingerprint is made of code, entity, column and the record's key, or the row's cells where it has none; neither the
/// row's number nor the value counts. Only errors and warnings are compared, and of a run as many as memory is set
/// aside for; those beyond are neither new nor known.
struct FindingBook {
    private let run: Int64
    /// Fingerprints of the last run, and the runs since which they have been there.
    private var known: [UInt64: Int64] = [:]
    /// Those runs' ids.
    private var names: [Int64: String] = [:]
    /// Fingerprints of this run, likewise.
    private var seen: [UInt64: Int64] = [:]

    /// Some 40 MB of memory, and 8 MiB of the database.
    static let maxFingerprints = 1 << 20
    /// Fixed, unlike that of keys: what was stored must be found again. Nobody gains by making two of them collide.
    private static let hasher = ByteHasher(seed: 0x6465_736B_6665_7272)

    init(_ job: SyncJob, _ session: StoreSession, run: Int64) throws(ImportFailure) {
        self.run = run
        for set in try session.syncFindings(of: job.name) {
            names[set.since] = set.runID ?? "\(set.since)"
            for print in set.fingerprints { known[print] = set.since }
        }
    }

    // MARK: New or known

    /// The ages of a batch's findings, in step with them.
    mutating func ages(of batch: RecordBatch, _ shape: RecordShape, _ label: TableLabel) -> [FindingAge?] {
        var (row, identity) = (-1, UInt64(0))
        return zip(batch.findings, batch.findingRows).map { finding, place in
            guard finding.severity != .info else { return nil }
            if place != row { (row, identity) = (place, Self.identity(of: place, batch, shape)) }
            return age(finding, Self.print(finding, shape.entity.name.rawValue, label, identity))
        }
    }

    /// The ages of findings about tables as a whole.
    mutating func ages(of findings: [Finding], _ labels: [TableLabel]) -> [FindingAge?] {
        findings.map { finding in
            guard finding.severity != .info else { return nil }
            let label = labels.indices.contains(finding.position.table) ? labels[finding.position.table] : nil
            let told = finding.column == nil ? finding.parameters.first : nil
            let identity = Self.hash([finding.value, told])
            return age(finding, Self.print(finding, label?.sheet ?? "", label ?? TableLabel(file: ""), identity))
        }
    }

    private mutating func age(_ finding: Finding, _ print: UInt64) -> FindingAge? {
        guard seen[print] != nil || seen.count < Self.maxFingerprints else { return nil }
        let since = known[print] ?? run
        seen[print] = since
        if since != run { return .known(since: names[since] ?? "\(since)", order: Int(since)) }
        return .new
    }

    func save(_ job: SyncJob, _ session: StoreSession) throws(ImportFailure) {
        var bySince: [Int64: [UInt64]] = [:]
        for (print, since) in seen { bySince[since, default: []].append(print) }
        try session.setSyncFindings(job.name, bySince)
    }

    // MARK: Fingerprints

    private static func print(
        _ finding: Finding, _ subject: String, _ label: TableLabel, _ identity: UInt64
    ) -> UInt64 {
        let header = finding.column.flatMap { label.columns.indices.contains($0) ? label.columns[$0] : nil }
        return ByteHasher.combine(hash([finding.code.rawValue, subject, finding.field, header]), identity)
    }

    private static func hash(_ texts: [String?]) -> UInt64 {
        texts.reduce(1) { hash, text in
            var text = text ?? ""
            return ByteHasher.combine(hash, text.withUTF8 { hasher.hash($0.baseAddress ?? nothing, $0.count) })
        }
    }

    /// The record's first key that has all its values; else the row's cells.
    private static func identity(of row: Int, _ batch: RecordBatch, _ shape: RecordShape) -> UInt64 {
        for (place, key) in shape.keys.enumerated() {
            let columns = key.fields.compactMap(shape.column)
            let values = columns.map { batch.values.column($0)[row] }
            guard !columns.isEmpty, columns.count == key.fields.count, values.allSatisfy(\.hasValue) else { continue }
            return hash(values, batch.rows, from: UInt64(place) + 2)
        }
        let info = batch.rows.rows[row]
        return hash((0..<Int(info.cellCount)).map { batch.rows.cells[Int(info.firstCell) + $0] }, batch.rows, from: 1)
    }

    private static func hash(_ spans: [TextSpan], _ rows: RowBatch, from start: UInt64) -> UInt64 {
        spans.reduce(start) { hash, span in
            ByteHasher.combine(hash, hasher.hash(rows.text.base + Int(span.start), span.length))
        }
    }
}

/// The address of an empty text.
nonisolated(unsafe) private let nothing = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
