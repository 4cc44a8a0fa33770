import HelpDesk
import Tables

/// What a run has changed, from the journal alone: its former values stand there, and what it has made of them stands in
/// the journals of later runs that changed them again, or else still in the record.
package struct RunDiff {
    private let session: StoreSession
    private let footprint: UndoFootprint
    /// What columns of the run's records held when a later run came to change them.
    private var later: [Cell: JournalValue] = [:]

    private struct Cell: Hashable {
        let entity: EntityName
        let id: UInt32
        let column: String
    }

    /// - Parameter run: its number in the history.
    package init(_ session: StoreSession, run: Int64) throws(ImportFailure) {
        self.session = session
        footprint = try UndoFootprint(try RunJournal(session, run: run, names: try JournalNames(session)))
        guard !footprint.touched.isEmpty else { return }
        for number in try session.runs(after: run) { try readLater(number) }
    }

    /// Whether the journal knows nothing of the run: it has changed nothing, or it is older than the journal, or pruned.
    package var isEmpty: Bool { footprint.journal.isEmpty }

    private mutating func readLater(_ run: Int64) throws(ImportFailure) {
        let journal = try RunJournal(session, run: run, names: footprint.journal.names)
        var found = later
        try journal.entries { entry, table, bytes throws(ImportFailure) in
            let name = EntityName(rawValue: table)
            guard entry.operation == .update, self.footprint.touched[name] != nil else { return }
            let columns = journal.columns(entry, bytes)
            for row in entry.rows where self.footprint.isTouched(name, UInt32(truncatingIfNeeded: row)) {
                for column in columns {
                    let cell = Cell(entity: name, id: UInt32(truncatingIfNeeded: row), column: column.name)
                    if found[cell] == nil { found[cell] = column.value }
                }
            }
        }
        later = found
    }

    /// Every field of records that were there before: what it held, and what the run has made of it.
    package func changes(_ body: (FieldChange) throws(ImportFailure) -> Void) throws(ImportFailure) {
        try footprint.formerRecords { entity, id, former throws(ImportFailure) in
            let record = UndoRecord(self.session, entity, id, former)
            let changes = try record.changesMade { column in
                self.later[Cell(entity: entity.name, id: id, column: column)]
            }
            for change in changes { try body(change) }
        }
    }
}
