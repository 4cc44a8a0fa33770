import Foundation
import Reporting
import Storage
import Tables

/// Rows of one table that were not loaded.
package struct RejectsEntry: Encodable, Sendable, Equatable {
    package var run: String
    /// The source, as it was typed.
    package var file: String
    package var sheet: String?
    /// The file that has them, absolute; nil where it is gone.
    package var path: String?
    package var rejected: Int
    /// Parked: they wait in the database for what they refer to.
    package var parked: Int
    /// Row numbers of the first rows that wait; only where open rows are asked for.
    package var rows: [Int]?

    package var line: String {
        let table = [file, sheet].compactMap(\.self).joined(separator: "#")
        let counts = [(rejected, "rejected"), (parked, rows == nil ? "parked" : "waiting")].filter { $0.0 > 0 }
            .map { "\(NumberText.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
        let shown = (rows ?? []).map(String.init).joined(separator: ", ")
        return "\(run)  \(table): \(counts)" + (shown.isEmpty ? "" : " (row \(shown))") + "  "
            + (path ?? "the rejects file is gone")
    }
}

/// Where rows are that were rejected or parked.
package struct RejectsList {
    private let runLibrary: RunLibrary

    package init(_ runLibrary: RunLibrary) { self.runLibrary = runLibrary }

    /// What a run has rejected and parked.
    package func of(_ name: String) throws(ImportFailure) -> [RejectsEntry] {
        let (report, folder) = try runLibrary.report(name)
        return Self.entries(report, folder: folder)
    }

    /// What was rejected in committed runs and has not come in since, and what still waits; newest runs first.
    ///
    /// Rejected rows have come in, or were rejected anew, when their table was read by a later committed run; of a
    /// rejects file, as many as it had. Which rows wait, the database knows.
    package func open(run name: String? = nil) throws(ImportFailure) -> [RejectsEntry] {
        let only = try name.map { name throws(ImportFailure) in try runLibrary.report(name).report.run }
        // What was taken back has neither brought rows in nor turned any away.
        let undone = try DatabaseReading.read(runLibrary.database) { session throws(ImportFailure) in
            try session.undoneRuns()
        }
        let runs = try runLibrary.read(try runLibrary.found().filter { $0.record != nil && !undone.contains($0.id) })
        let open = Self.rejected(runs) + (try waiting(runs))
        return Self.joined(open.filter { only == nil || $0.run == only })
    }

    // MARK: Rejected rows

    private static func entries(_ report: RunReport, folder: String?) -> [RejectsEntry] {
        report.sources.flatMap { source in
            source.tables.compactMap { table in
                let rejected = table.passes.reduce(0) { $0 + $1.counts.rejected }
                let parked = table.passes.reduce(0) { $0 + $1.counts.parked }
                guard rejected + parked > 0 else { return nil }
                return RejectsEntry(
                    run: report.run, file: source.file, sheet: table.sheet,
                    path: path(of: source.file, report, folder), rejected: rejected, parked: parked)
            }
        }
    }

    private static func path(of source: String, _ report: RunReport, _ folder: String?) -> String? {
        guard let folder, let file = report.rejects.first(where: { $0.file == source }) else { return nil }
        let path = folder + "/" + file.path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private static func rejected(_ runs: [(run: FoundRun, report: RunReport?)]) -> [RejectsEntry] {
        let origins = Origins(runs.compactMap(\.report))
        var readLater: Set<String> = []
        var corrected: [CorrectedTable: Int] = [:]
        var open: [RejectsEntry] = []
        for (run, report) in runs {
            guard let report, report.outcome == .committed, report.kind == .load else { continue }
            for var entry in entries(report, folder: run.folder) where !CommandLabel.isName(entry.file) {
                if readLater.contains(origins.table(entry.identity)) { continue }
                let left = entry.rejected + entry.parked - corrected[entry.identity, default: 0]
                entry.rejected = min(entry.rejected, left)
                (entry.parked, entry.rows) = (0, [])
                if entry.rejected > 0 { open.append(entry) }
            }
            for (name, table) in report.tables {
                if let source = table.corrects {
                    corrected[source, default: 0] += table.rows
                } else {
                    readLater.insert(name)
                }
            }
        }
        return open
    }

    // MARK: Rows that wait

    private func waiting(_ runs: [(run: FoundRun, report: RunReport?)]) throws(ImportFailure) -> [RejectsEntry] {
        guard !runs.isEmpty else { return [] }
        let rows = try DatabaseReading.read(runLibrary.database) { session throws(ImportFailure) in
            try session.waitingRows()
        }
        return rows.map { rows in
            let known = runs.first { $0.run.id == rows.run }
            let entry = known?.report.flatMap { report in
                Self.entries(report, folder: known?.run.folder).first {
                    $0.identity.table == rows.file
                }
            }
            return RejectsEntry(
                run: rows.run, file: entry?.file ?? rows.file, sheet: entry?.sheet, path: entry?.path, rejected: 0,
                parked: rows.rows, rows: rows.first)
        }
    }

    /// One entry for each run and table.
    private static func joined(_ entries: [RejectsEntry]) -> [RejectsEntry] {
        var joined: [RejectsEntry] = []
        for entry in entries {
            let known = joined.firstIndex { ($0.run, $0.file, $0.sheet) == (entry.run, entry.file, entry.sheet) }
            guard let known else {
                joined.append(entry)
                continue
            }
            joined[known].rejected += entry.rejected
            joined[known].parked += entry.parked
            joined[known].rows = (joined[known].rows ?? []) + (entry.rows ?? [])
        }
        return joined.sorted { $0.run > $1.run }
    }
}

extension RejectsEntry {
    fileprivate var identity: CorrectedTable {
        CorrectedTable(run: run, table: [file, sheet].compactMap(\.self).joined(separator: "#"))
    }
}

extension RunReport {
    /// All tables by name: `contacts.csv`, `book.xlsx#Customers`.
    fileprivate var tables: [(name: String, table: TableReport)] {
        sources.flatMap { source in
            source.tables.map { ([source.file, $0.sheet].compactMap(\.self).joined(separator: "#"), $0) }
        }
    }
}

/// Which table the rows of a chain of corrections come from in the first place.
private struct Origins {
    private var corrected: [CorrectedTable: CorrectedTable] = [:]

    init(_ reports: [RunReport]) {
        for report in reports {
            for (name, table) in report.tables {
                guard let source = table.corrects, source.run < report.run else { continue }
                corrected[CorrectedTable(run: report.run, table: name)] = source
            }
        }
    }

    /// Ends, for each link names an earlier run.
    func table(_ table: CorrectedTable) -> String {
        var table = table
        while let source = corrected[table] { table = source }
        return table.table
    }
}
