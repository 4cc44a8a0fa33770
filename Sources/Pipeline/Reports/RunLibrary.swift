import Foundation
import Reporting
import Storage
import Tables

/// A run in the list: from the history or, for checks, from its report folder.
package struct RunEntry: Codable, Sendable, Equatable {
    package var id: String
    package var kind: String
    package var outcome: String
    package var exitStatus: Int32
    package var started: String
    package var actor: String?
    package var read: Int
    package var created: Int
    package var updated: Int
    package var rejected: Int
    package var folder: String?

    init(_ report: RunReport, folder: String?) {
        let totals = report.totals
        id = report.run
        kind = report.name
        outcome = report.outcome.rawValue
        exitStatus = report.exitStatus
        started = Instant.text(report.started)
        actor = report.actor
        read = totals.read
        created = totals.created
        updated = totals.updated
        rejected = totals.rejected + totals.parked
        self.folder = folder
    }

    /// One line of `runs list`.
    package var line: String {
        let counts = "\(read) read, \(created) created, \(updated) updated, \(rejected) rejected"
        return "\(id)  \(kind.padding(toLength: max(15, kind.count), withPad: " ", startingAt: 0))  "
            + outcome.padding(toLength: 9, withPad: " ", startingAt: 0) + "  " + counts
            + (actor.map { "  by \($0)" } ?? "")
    }
}

/// Finds runs: those of the database's history, and report folders, in which the checks are.
package struct RunLibrary {
    private let database: String
    private let parent: String

    package init(database: String, reports: String?) {
        self.database = HelpDeskDatabase.absolute(database)
        parent = reports ?? ReportFolder.defaultParent(database: self.database)
    }

    /// All runs, newest first.
    package func runs() throws(ImportFailure) -> [RunEntry] {
        try reports().map { RunEntry($0.report, folder: $0.folder) }
    }

    /// A run by id, unique beginning, `last`, `last-check` or report folder.
    ///
    /// - Throws: `run.unreadable` where the newest run that is meant cannot be read.
    package func report(_ name: String) throws(ImportFailure) -> (report: RunReport, folder: String) {
        if let folder = try Self.file(in: name) { return (folder.report, name) }
        let all = try reports()
        let found =
            switch name {
            case "last": all.filter { $0.report.wasToWrite }.prefix(1).map { $0 }
            case "last-check": all.filter { $0.report.kind == .check }.prefix(1).map { $0 }
            default: all.filter { $0.report.run.hasPrefix(name) }
            }
        try checkNewer(than: found.first?.report.run, name)
        guard let first = found.first else { throw .runUnknown(name) }
        if found.count > 1 { throw .runAmbiguous(name, found.prefix(5).map(\.report.run)) }
        return (first.report, first.folder ?? parent + "/" + first.report.run)
    }

    /// What `run.json` of a run says: the report, and what must be the same to accept it.
    package func file(_ name: String) throws(ImportFailure) -> RunFile {
        let folder = try report(name).folder
        guard let file = try Self.file(in: folder) else { throw .runUnknown(name) }
        return file
    }

    private func reports() throws(ImportFailure) -> [(report: RunReport, folder: String?)] {
        var reports = try history()
        let known = Set(reports.map(\.report.run))
        for name in folders where !known.contains(name) {
            if let file = try? Self.file(in: parent + "/" + name) { reports.append((file.report, parent + "/" + name)) }
        }
        return reports.sorted { $0.report.run > $1.report.run }
    }

    /// Names of report folders.
    private var folders: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []).filter { !$0.hasPrefix(".") }
    }

    /// One that is newer than the newest found may be the one that is meant, and cannot be read.
    private func checkNewer(than newest: String?, _ name: String) throws(ImportFailure) {
        for folder in folders.sorted(by: >) where folder > newest ?? "" {
            let isMeant = name == "last" || name == "last-check" || folder.hasPrefix(name)
            if isMeant { _ = try Self.file(in: parent + "/" + folder) }
        }
    }

    private func history() throws(ImportFailure) -> [(report: RunReport, folder: String?)] {
        let opened: HelpDeskDatabase
        do throws(ImportFailure) {
            opened = try HelpDeskDatabase.open(database, .read)
        } catch {
            guard error.code == "database.missing" else { throw error }
            return []
        }
        defer { opened.close() }
        var records: [RunRecord] = []
        try opened.transaction { session throws(ImportFailure) in
            records = try session.runs()
            return false
        }
        return records.compactMap { record in
            (try? ReportJSON.decode(RunReport.self, from: Array(record.report.utf8))).map {
                ($0, record.reportDirectory)
            }
        }
    }

    /// Nil where there is none.
    private static func file(in folder: String) throws(ImportFailure) -> RunFile? {
        let path = folder + "/run.json"
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try ReportJSON.decode(RunFile.self, from: Array(data))
        } catch {
            throw .runUnreadable(path)
        }
    }
}

extension RunReport {
    /// Neither a check nor a dry run.
    fileprivate var wasToWrite: Bool { kind != .check && outcome != .checked }
}
