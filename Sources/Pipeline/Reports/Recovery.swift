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
        let wasInterrupted = try HelpDeskDatabase.recover(database)
        let known = try RunLibrary(database: database, reports: parent).knownIDs()
        return Result(wasInterrupted: wasInterrupted, folders: try Self.clear(parent, known: known))
    }

    /// Finishes or removes what interrupted runs have left of their reports; returns how many there were.
    ///
    /// The commit comes before the folder's name: a run that the history knows only lacks its name.
    static func clear(_ parent: String, known: Set<String>) throws(ImportFailure) -> Int {
        let leftovers = ReportFolder.leftovers(in: parent)
        for folder in leftovers {
            if known.contains(folder.id) { try folder.publish() } else { folder.discard() }
        }
        return leftovers.count
    }
}
