import Tables

/// Whether a run can be taken back, as far as the history knows.
package enum RunStanding: Sendable, Equatable {
    case undoable
    /// Not a run that has changed the database.
    case nothing
    case undone(by: String)
    /// It has removed records for good.
    case purged
    /// It was made before there was a journal.
    case unrecorded
}

extension StoreSession {
    /// The number of a run in the history; nil where the history does not have it.
    package func number(ofRun id: String) throws(ImportFailure) -> Int64? {
        guard hasTable("runs") else { return nil }
        let statement = try prepare("SELECT number FROM runs WHERE id = ?1")
        defer { statement.reset() }
        statement.bindCopy(1, id)
        return try statement.next() ? statement.integer(0) : nil
    }

    /// A run's name; its number where the history does not have it.
    package func name(ofRun number: Int64) throws(ImportFailure) -> String {
        let statement = try prepare("SELECT id FROM runs WHERE number = ?1")
        defer { statement.reset() }
        statement.bind(1, number)
        return try statement.next() ? statement.string(0) ?? "\(number)" : "\(number)"
    }

    /// - Parameter changed: whether the run's report says that it has changed records.
    package func standing(ofRun number: Int64, changed: Bool) throws(ImportFailure) -> RunStanding {
        if let undo = try undo(ofRun: number) { return .undone(by: try name(ofRun: undo)) }
        let journal = try RunJournal(self, run: number, names: try JournalNames(self))
        if journal.isEmpty { return changed ? .unrecorded : .nothing }
        var purges = false
        try journal.entries { entry, _, _ throws(ImportFailure) in if entry.operation == .purge { purges = true } }
        return purges ? .purged : .undoable
    }

    /// The run by which this one was taken back, if that was not taken back itself.
    private func undo(ofRun number: Int64) throws(ImportFailure) -> Int64? {
        guard hasTable("undos") else { return nil }
        let statement = try prepare("SELECT undone_by FROM undos WHERE run = ?1 AND NOT is_partial")
        defer { statement.reset() }
        statement.bind(1, number)
        return try statement.next() ? statement.integer(0) : nil
    }

    /// Runs that were taken back as a whole.
    package func undoneRuns() throws(ImportFailure) -> Set<String> {
        guard hasTable("undos") else { return [] }
        let statement = try prepare("SELECT id FROM undos JOIN runs ON number = run WHERE NOT is_partial")
        var runs: Set<String> = []
        while try statement.next() { runs.insert(statement.string(0) ?? "") }
        return runs
    }

    /// Later runs that left something in the journal, the oldest first; those that were taken back as a whole have left
    /// no trace, nor have the runs that did it.
    func runs(after number: Int64) throws(ImportFailure) -> [Int64] {
        let statement = try prepare(
            """
            SELECT DISTINCT run FROM journal WHERE run > ?1
            AND run NOT IN (SELECT run FROM undos WHERE NOT is_partial)
            AND run NOT IN (SELECT undone_by FROM undos WHERE NOT is_partial AND run > ?1) ORDER BY run
            """)
        statement.bind(1, number)
        var runs: [Int64] = []
        while try statement.next() { runs.append(statement.integer(0)) }
        return runs
    }
}
