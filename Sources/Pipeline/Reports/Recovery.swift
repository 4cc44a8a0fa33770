import Foundation
import Reporting
import Storage
import Tables

/// Clears up after a run that was killed: the database through SQLite's journal, report folders by asking the history.
package struct Recovery {
    package struct Result: Encodable {
        package let wasInterrupted: Bool
        package let folders: Int
    }

    private let database: String
    private let parent: String

    package init(database: String, reports: String?) {
        self.database = HelpDeskDatabase.absolute(database)
        parent = reports ?? ReportFolder.defaultParent(database: self.database)
    }

    package func run() throws(ImportFailure) -> Result {
        let wasInterrupted: Bool
        do throws(ImportFailure) {
            wasInterrupted = try HelpDeskDatabase.recover(database)
        } catch {
            // A run that was killed before it had made its database may have left a folder all the same.
            guard error.code == "database.missing" else { throw error }
            let folders = try Self.clear(parent, database: database, known: [])
            if folders == 0 { throw error }
            return Result(wasInterrupted: false, folders: folders)
        }
        let known = try RunLibrary(database: database, reports: parent).knownIDs()
        return Result(
            wasInterrupted: wasInterrupted, folders: try Self.clear(parent, database: database, known: known))
    }

    /// Lets a command that is going to write find a database that it can read.
    package static func prepare(_ database: String) throws(ImportFailure) {
        try HelpDeskDatabase.recoverIfInterrupted(database)
    }

    /// Finishes or removes what interrupted runs have left of their reports; returns how many there were.
    ///
    /// The commit comes before the folder's name: a run that the history knows only lacks its name. What a run on
    /// another database has left, which keeps its reports in the same place, is that one's to clear.
    static func clear(_ parent: String, database: String, known: Set<String>) throws(ImportFailure) -> Int {
        let leftovers = ReportFolder.leftovers(in: parent).filter { folder in
            known.contains(folder.id) || !belongsToAnother(folder, database)
        }
        for folder in leftovers {
            if known.contains(folder.id) { try folder.publish() } else { folder.discard() }
        }
        return leftovers.count
    }

    /// Its report is written before the commit, so a folder without one is of a run that was not committed.
    private static func belongsToAnother(_ folder: ReportFolder, _ database: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: folder.path("report.json")),
            let report = try? ReportJSON.decode(RunReport.self, from: Array(data))
        else { return false }
        return HelpDeskDatabase.isAnother(report.database.path, than: database)
    }
}
