import Glibc
import Tables

extension HelpDeskDatabase {
    /// Opens the database to write, which makes SQLite take back what an interrupted run has left, and closes it again.
    /// Returns whether there was something to take back.
    package static func recover(_ name: String) throws(ImportFailure) -> Bool {
        let path = absolute(name)
        guard try DatabaseFile.inspect(path) == .database else {
            guard DatabaseFile.isUnborn(path) else { throw .databaseMissing(path) }
            try clearUnborn(path)
            return true
        }
        let wasInterrupted = DatabaseFile.hasHotJournal(path)
        let database = try open(path, .write(wait: 5), holder: "recover")
        defer { database.close() }
        try database.transaction { session throws(ImportFailure) in
            _ = try session.recordCounts()
            return true
        }
        try database.transaction { _ in
            // Nothing was or is written by now, and nobody else can: it is a journal that was never used.
            unlink(path + "-journal")
            return true
        }
        return wasInterrupted
    }

    /// The same for a command that is going to write, before it looks at the database. Does nothing where nothing was
    /// interrupted, or a run is on its way.
    package static func recoverIfInterrupted(_ name: String) throws(ImportFailure) {
        let path = absolute(name)
        guard DatabaseFile.hasHotJournal(path), !RunLock.isHeld(database: path),
            try DatabaseFile.inspect(path) == .database
        else { return }
        _ = try recover(path)
    }

    /// Removes what a run that was killed at the very beginning has left of a new database.
    private static func clearUnborn(_ path: String) throws(ImportFailure) {
        let lock = try RunLock.acquire(database: path, wait: 5, holder: "recover", isInterrupted: { false })
        defer { lock.release() }
        guard DatabaseFile.isUnborn(path) else { return }
        unlink(path)
        unlink(path + "-journal")
    }
}
