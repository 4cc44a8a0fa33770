import HelpDesk
import Pipeline
import Tables
import Testing

@testable import Storage

/// Ctrl-C in the middle of the one statement of a load that takes long.
@Suite struct IndexBuildTests {
    private static let mapping = """
        name: people
        records:
          - entity: contacts
            key: [email]
            columns: {email: email, last_name: last_name}
        """

    @Test func anInterruptionEndsTheBuildOfAnIndex() throws {
        let desk = try Desk(Self.mapping)
        let rows = (0..<4_000).map { "p\($0)@b.example,N\($0)\n" }.joined()
        try desk.loadOnly(["people.csv": "email,last_name\n" + rows])
        let indexes = "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"
        let before = try desk.lines(indexes)
        let contacts = try #require(Catalog.entities.first { $0.name == "contacts" })
        let control = RunControl()
        let database = try HelpDeskDatabase.open(desk.database, .write(wait: 0))
        defer { database.close() }
        let failure = #expect(throws: ImportFailure.self) {
            try database.transaction(isInterrupted: { control.isInterrupted }) { session throws(ImportFailure) in
                for index in SchemaPlan.indexes(contacts) { try session.execute("DROP INDEX \(index.name)") }
                // No batch is asked any more: it is SQLite that asks from here on.
                control.interrupt()
                try session.buildIndexes()
                return true
            }
        }
        #expect(failure?.code == "run.interrupted")
        #expect(try desk.lines(indexes) == before)
    }
}
