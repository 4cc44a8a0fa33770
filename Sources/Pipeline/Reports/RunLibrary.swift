import Foundation
import Reporting
import Storage
import Tables

/// A run that there is, before its report is read.
package struct FoundRun: Sendable {
    package let id: String
    /// Its line in the history; checks have none, and runs that never had a database.
    package let record: RunRecord?
    /// Where its report folder is, absolute; nil where it is gone.
    package let folder: String?
    /// Names the report for a message.
    let place: String
}

/// Finds runs: those of the database's history, and report folders, in which the checks are.
package struct RunLibrary {
    let database: String
    let parent: String

    package init(database: String, reports: String?) {
        self.database = HelpDeskDatabase.absolute(database)
        parent = HelpDeskDatabase.absolute(reports ?? ReportFolder.defaultParent(database: self.database))
    }

    /// Runs, newest first, so many at most; those whose report cannot be read are among them.
    package func runs(limit: Int = .max) throws(ImportFailure) -> [RunEntry] {
        try read(Array(try found().prefix(limit))).map { run, report in
            report.map { RunEntry($0, folder: run.folder) } ?? RunEntry(unreadable: run)
        }
    }

    /// A run by id, unique beginning, `last`, `last-check` or report folder.
    ///
    /// - Throws: `run.unreadable` where the newest run that is meant cannot be read.
    package func report(_ name: String) throws(ImportFailure) -> (report: RunReport, folder: String) {
        if let file = try Self.file(in: name) { return (file.report, HelpDeskDatabase.absolute(name)) }
        let run = try find(name)
        return (try report(of: run), run.folder ?? run.record?.reportDirectory ?? parent + "/" + run.id)
    }

    /// What `run.json` of a run says: the report, and what must be the same to accept it.
    package func file(_ name: String) throws(ImportFailure) -> RunFile {
        let folder = try report(name).folder
        guard let file = try Self.file(in: folder) else { throw .runUnknown(name) }
        return file
    }

    /// The path of a run's `report.html`.
    package func page(_ name: String) throws(ImportFailure) -> String {
        let (report, folder) = try report(name)
        let path = folder + "/report.html"
        if !FileManager.default.fileExists(atPath: path) { throw .reportGone(report.run, path) }
        return path
    }

    // MARK: Finding

    /// The ids of the history.
    func knownIDs() throws(ImportFailure) -> Set<String> { Set(try history().map(\.id)) }

    /// Every run, newest first.
    func found() throws(ImportFailure) -> [FoundRun] {
        let records = try history()
        let known = Set(records.map(\.id))
        let recorded = records.map { record in
            FoundRun(
                id: record.id, record: record, folder: folder(of: record),
                place: "The report of run \(record.id) in \(database)")
        }
        let others = folders.filter { !known.contains($0) && isOurs(parent + "/" + $0) }.map { name in
            FoundRun(
                id: name, record: nil, folder: parent + "/" + name, place: "\(parent)/\(name)/\(Self.fileName)")
        }
        return (recorded + others).sorted { $0.id > $1.id }
    }

    func find(_ name: String) throws(ImportFailure) -> FoundRun {
        let all = try found()
        switch name {
        case "last": return try first(all, name) { $0.wasToWrite }
        case "last-check": return try first(all.filter { $0.record == nil }, name) { $0.kind == .check }
        default:
            let meant = all.filter { $0.id.hasPrefix(name) }
            guard let run = meant.first else { throw .runUnknown(name) }
            if meant.count > 1 { throw .runAmbiguous(name, meant.prefix(5).map(\.id)) }
            return run
        }
    }

    /// The newest run of which this is true; one that cannot be read may be the one that is meant.
    private func first(
        _ runs: [FoundRun], _ name: String, _ isMeant: (RunReport) -> Bool
    ) throws(ImportFailure) -> FoundRun {
        for run in runs where isMeant(try report(of: run)) { return run }
        throw .runUnknown(name)
    }

    /// Names of report folders.
    private var folders: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []).filter { !$0.hasPrefix(".") }
    }

    /// Whether a folder has a report, and not one about another database that keeps its reports in the same place.
    private func isOurs(_ folder: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: folder + "/" + Self.fileName) else { return false }
        let other = (try? JSONDecoder().decode(ReportedDatabase.self, from: data))?.path
        return other.map { !HelpDeskDatabase.isAnother($0, than: database) } ?? true
    }

    /// The folder that the history names, or one of the run's name where reports are now.
    private func folder(of record: RunRecord) -> String? {
        [record.reportDirectory, parent + "/" + record.id].compactMap(\.self).first(where: Self.hasFile)
    }

    // MARK: Reading

    /// The report of a run, from the history or its folder.
    func report(of run: FoundRun) throws(ImportFailure) -> RunReport {
        guard let report = try read([run])[0].report else { throw .runUnreadable(run.place) }
        return report
    }

    /// Runs with their reports; nil where a report cannot be read.
    func read(_ runs: [FoundRun]) throws(ImportFailure) -> [(run: FoundRun, report: RunReport?)] {
        let texts = try texts(runs.compactMap { $0.record?.id })
        return runs.map { run in
            let stored = texts[run.id].flatMap { try? ReportJSON.decode(RunReport.self, from: Array($0.utf8)) }
            return (run, stored ?? run.folder.flatMap { (try? Self.file(in: $0))?.report })
        }
    }

    private func texts(_ ids: [String]) throws(ImportFailure) -> [String: String] {
        if ids.isEmpty { return [:] }
        return try DatabaseReading.read(database) { session throws(ImportFailure) in
            var texts: [String: String] = [:]
            for id in ids { texts[id] = try session.report(ofRun: id) }
            return texts
        }
    }

    private func history() throws(ImportFailure) -> [RunRecord] {
        do throws(ImportFailure) {
            return try DatabaseReading.read(database) { session throws(ImportFailure) in try session.runs() }
        } catch {
            guard error.code == "database.missing" else { throw error }
            return []
        }
    }

    private static let fileName = "run.json"

    static func hasFile(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/" + fileName)
    }

    /// Nil where there is none.
    private static func file(in folder: String) throws(ImportFailure) -> RunFile? {
        let path = folder + "/" + fileName
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try ReportJSON.decode(RunFile.self, from: Array(data))
        } catch {
            throw .runUnreadable(path)
        }
    }
}

/// Of `run.json` no more than which database it is about.
private struct ReportedDatabase: Decodable {
    private struct Report: Decodable {
        struct Database: Decodable { let path: String }
        let database: Database
    }

    private let report: Report

    var path: String { report.database.path }
}

extension RunReport {
    /// Neither a check nor a dry run.
    fileprivate var wasToWrite: Bool { kind != .check && outcome != .checked }
}
