import Foundation
import HelpDesk
import Mapping
import Reporting
import Storage
import Tables

/// By what a run recognises that its input is the one that the last run has loaded: what is read, and how.
///
/// Names and places of files do not matter, nor does their order, but where rows were skipped: there the first of two
/// may have won.
struct LoadedInput: Codable, Equatable {
    /// One line for each table: its file's digest, its sheet, its mapping's digest.
    var tables: [String]
    /// One digest of settings, catalog, looked-up files and program.
    var way: String
    var isOrdered = false
    /// Bytes of the tables' files, smallest first: what can be compared before anything is read.
    var sizes: [Int]
    /// The change counter that the database has had behind the run.
    var counter: UInt32

    /// - Parameter digest: SHA-256 of a file; nil where it is not known.
    init?(
        _ plan: ImportPlan, counter: UInt32, digest: (SourceFile) throws(ImportFailure) -> String?
    ) throws(ImportFailure) {
        var tables: [String] = []
        for table in plan.tables {
            guard let file = try digest(table.table.file) else { return nil }
            tables.append([file, try Acceptance.digest(table.mapping), table.table.sheet ?? ""].joined(separator: " "))
        }
        self.tables = tables
        self.counter = counter
        way = try Self.way(plan)
        sizes = Self.sizes(plan)
    }

    init?(json: String) {
        guard let read = try? ReportJSON.decode(LoadedInput.self, from: Array(json.utf8)) else { return nil }
        self = read
    }

    var json: String? { (try? ReportJSON.encode(self)).map { String(decoding: $0, as: UTF8.self) } }

    /// Whether the other one is the same to read.
    func isSame(_ other: LoadedInput) -> Bool {
        guard way == other.way else { return false }
        return isOrdered ? tables == other.tables : tables.sorted() == other.tables.sorted()
    }

    static func sizes(_ plan: ImportPlan) -> [Int] { plan.tables.map(\.table.file.size).sorted() }

    static func way(_ plan: ImportPlan) throws(ImportFailure) -> String {
        var parts = plan.acceptance.settings
        // What these choose and decide shows in the tables, their mappings and their values.
        for name in ["map", "skip", "sheet", "auto", "decisions"] { parts[name] = nil }
        for (file, digest) in plan.acceptance.lookups { parts["lookup \(file)"] = digest }
        parts["catalog"] = plan.acceptance.catalog
        parts["version"] = plan.options.version
        parts["xml"] = "\(plan.options.xml)"
        parts["strict_shape"] = plan.options.strictShape ? "yes" : nil
        parts["ledger"] = plan.options.ledger ? "yes" : nil
        parts["warn_duplicates"] = plan.options.warnDuplicates ? "yes" : nil
        let lines = parts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return try FileDigest.sha256(Array(lines.joined(separator: "\u{1E}").utf8))
    }
}

extension LoadedInput {
    /// What a run keeps out for a reason that it may have removed itself, further on: the former primary contact's row
    /// comes before the row that names another one, the last administrator's before that of the next. The same files
    /// again may do more.
    private static let passing: Set<FindingCode> = [.primaryContactInvalid, .administratorLast]

    /// What a load leaves that has taken everything in; nil for all others, which have to be looked at again.
    ///
    /// - Parameter session: in which the run is about to be committed, one change of the database later.
    static func left(
        by report: RunReport, _ plan: ImportPlan, _ session: StoreSession
    ) throws(ImportFailure) -> LoadedInput? {
        let totals = report.totals
        guard plan.canRepeat, totals.rejected + totals.parked == 0, let counter = session.changeCounter(),
            !report.findings.groups.contains(where: { passing.map(\.rawValue).contains($0.code) })
        else { return nil }
        let digests = Dictionary(report.sources.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        var input = try LoadedInput(plan, counter: counter &+ 1) { digests[$0.name] ?? nil }
        input?.isOrdered = totals.skipped > 0
        return input
    }
}

extension ImportPlan {
    /// A load of files, which may come again as it is.
    var canRepeat: Bool { options.kind == .load && options.command == nil && !isTyped }
}
