import Tables

extension HelpDeskDatabase {
    /// Opens the database to write, which makes SQLite take back what an interrupted run has left, and closes it again.
    /// Returns whether there was something to take back.
    package static func recover(_ name: String) throws(ImportFailure) -> Bool {
        let path = absolute(name)
        guard try DatabaseFile.inspect(path) == .database else { throw .databaseMissing(path) }
        let wasInterrupted = DatabaseFile.hasHotJournal(path)
        let database = try open(path, .write(wait: 5), holder: "recover")
        defer { database.close() }
        try database.transaction { session throws(ImportFailure) in
            _ = try session.recordCounts()
            return true
        }
        return wasInterrupted
    }
}
