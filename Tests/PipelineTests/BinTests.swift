import HelpDesk
import Pipeline
import Storage
import Tables
import Testing

/// Looking at deletions beforehand and afterwards, and the end of what lies in the bin.
@Suite struct BinTests {
    private func purge(_ desk: Desk, before: String? = nil) throws -> [String] {
        let database = try HelpDeskDatabase.open(desk.database, .write(wait: 1))
        defer { database.close() }
        var counts: [String] = []
        try database.transaction { session throws(ImportFailure) in
            counts = try session.purge(before: before).map { "\($0.entity) \($0.count)" }
            return true
        }
        let trouble = try Inspection(desk.database).examine().filter { !$0.isHealthy }
        #expect(trouble.isEmpty, "\(trouble)")
        return counts
    }

    private func read<Value>(
        _ desk: Desk, _ body: (StoreSession) throws(ImportFailure) -> Value
    ) throws -> Value {
        let database = try HelpDeskDatabase.open(desk.database, .read)
        defer { database.close() }
        var value: Value?
        try database.transaction { session throws(ImportFailure) in
            value = try body(session)
            return false
        }
        return try #require(value)
    }

    private func bin(_ desk: Desk, _ entity: Entity? = nil) throws -> [BinnedDeletion] {
        try read(desk) { session throws(ImportFailure) in try session.bin(entity) }
    }

    @Test func aPreviewCountsWhatTheDeletionDoes() throws {
        let desk = try ActionTests.desk()
        let preview = try read(desk) { session throws(ImportFailure) in
            try session.preview(deleting: [1], of: .accounts)
        }
        #expect(preview.along.map { "\($0.entity) \($0.count)" } == ["contacts 2", "tickets 2", "comments 1"])
        #expect(preview.lifted.map { "\($0.entity).\($0.field) \($0.count)" } == ["accounts.parent 1"])
        #expect(
            preview.cleared.map { "\($0.entity).\($0.field) \($0.count)" } == [
                "projects.account 1", "comments.author_contact 1",
            ])
        let run = try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        #expect(preview.along.allSatisfy { run.counts($0.entity.rawValue).takenAlong == $0.count })
    }

    @Test func theBinListsDeletionsWithTheirRecords() throws {
        let desk = try ActionTests.desk()
        #expect(try bin(desk).isEmpty)
        let first = try desk.load(["t.csv": "number,action\n3,delete\n"])
        let second = try desk.load(["a.csv": "name,action\nAcme,delete\nZeta,delete\n"])
        let bin = try self.bin(desk)
        #expect(bin.map(\.label) == ["Zeta", "Acme", "Three"] || bin.map(\.label) == ["Zeta", "Acme", "3"])
        #expect(bin.map(\.runID) == [second.report.run, second.report.run, first.report.run])
        #expect(bin[0].counts.map { "\($0.entity) \($0.count)" } == ["accounts 1", "contacts 1"])
        #expect(
            bin[1].counts.map { "\($0.entity) \($0.count)" } == ["accounts 1", "contacts 2", "tickets 2", "comments 1"])
        #expect(try self.bin(desk, .tickets).map(\.record) == [3])
    }

    @Test func aPurgeRemovesWhatIsInTheBinAndNothingElse() throws {
        let desk = try ActionTests.desk()
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        let digest = try desk.digest()
        #expect(try purge(desk, before: "2000-01-01T00:00:00Z") == [])
        #expect(try purge(desk) == ["accounts 1", "contacts 2", "tickets 2", "comments 1"])
        #expect(try desk.digest() == digest)
        #expect(try desk.lines("SELECT name FROM accounts ORDER BY id") == ["Zeta", "Acme Labs"])
        #expect(try desk.lines("SELECT value FROM external_ids ORDER BY 1") == ["m2", "m3"])
        #expect(try desk.lines("SELECT count(*) FROM deletions, deletion_changes") == ["0"])
        let run = try desk.load(["a.csv": "name,action\nAcme,restore\n"])
        #expect(run.findings == ["error restore.unknown a.csv:2 name Acme"])
    }

    @Test func purgedIdsAreNotGivenOutAgain() throws {
        let desk = try ActionTests.desk()
        try desk.load(["a.csv": "name,action\nAcme Labs,delete\n"])
        #expect(try purge(desk).first == "accounts 1")
        try desk.load(["a.csv": "name,action\nNew,\n"])
        #expect(try desk.lines("SELECT id FROM accounts WHERE name = 'New'") == ["4"])
        try desk.load(["a.csv": "name,action\nNew,delete\n"])
        #expect(try desk.lines("SELECT id FROM deletions") == ["2"])
    }
}
