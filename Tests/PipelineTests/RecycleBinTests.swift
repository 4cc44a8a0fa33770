import Testing

@Suite struct RecycleBinTests {
    private func contacts(_ policy: String, key: String = "[email]", columns: [String] = ["email", "last_name"])
        -> String
    {
        Maps.table("contacts", key: key, columns: columns, read: ["binned: \(policy)"])
    }

    private func desk(_ policy: String) throws -> Desk {
        let desk = try Desk(contacts(policy))
        try desk.load(["a.csv": "email,last_name\na@b.pl,Nowak\nc@d.pl,Kos\n"])
        try desk.execute("UPDATE contacts SET deleted_at = '2024-05-01T10:00:00Z' WHERE email = 'a@b.pl'")
        return desk
    }

    private let again = "email,last_name\na@b.pl,Lis\nc@d.pl,Kos\n"

    @Test func aBinnedRecordIsCreatedAnew() throws {
        let desk = try desk("create")
        let run = try desk.load(["a.csv": again])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, unchanged: 1))
        #expect(run.findings == ["warning record.binned a.csv:2 email a@b.pl"])
        #expect(
            try desk.lines("SELECT id, last_name, deleted_at IS NULL FROM contacts ORDER BY id") == [
                "1|Nowak|0", "2|Kos|1", "3|Lis|1",
            ])
        #expect(try desk.load(["a.csv": again]).counts("contacts") == .init(read: 2, unchanged: 2))
    }

    @Test func aBinnedRecordIsRestored() throws {
        let desk = try desk("restore")
        let run = try desk.load(["a.csv": again])
        #expect(run.counts("contacts") == .init(read: 2, unchanged: 1, restored: 1))
        #expect(run.findings == ["info record.binned a.csv:2 email a@b.pl"])
        #expect(run.changes == ["contacts a@b.pl last_name: Nowak → Lis"])
        #expect(
            try desk.lines("SELECT id, last_name FROM contacts WHERE deleted_at IS NULL ORDER BY id") == [
                "1|Lis", "2|Kos",
            ])
        #expect(try desk.load(["a.csv": again]).counts("contacts") == .init(read: 2, unchanged: 2))
    }

    @Test func aBinnedRecordIsRejected() throws {
        let desk = try desk("reject")
        let run = try desk.load(["a.csv": again])
        #expect(run.counts("contacts") == .init(read: 2, unchanged: 1, rejected: 1))
        #expect(run.findings == ["error record.binned a.csv:2 email a@b.pl"])
    }

    @Test func aRecordIsFoundInTheBinByItsExternalID() throws {
        let columns = ["external_id: id", "last_name"]
        let desk = try Desk(contacts("restore", key: "[external_id]", columns: columns))
        try desk.load(["a.csv": "id,last_name\n17,Nowak\n"])
        try desk.execute("UPDATE contacts SET deleted_at = '2024-05-01T10:00:00Z'")
        let run = try desk.load(["a.csv": "id,last_name\n17,Lis\n"])
        #expect(run.counts("contacts") == .init(read: 1, restored: 1))
        #expect(try desk.lines("SELECT last_name FROM contacts WHERE deleted_at IS NULL") == ["Lis"])
        #expect(try desk.lines("SELECT value, record_id FROM external_ids") == ["17|1"])
        #expect(try desk.load(["a.csv": "id,last_name\n17,Lis\n"]).counts("contacts").unchanged == 1)
    }

    @Test func aRestoredRecordKeepsTheExternalIDThatItsRowBrings() throws {
        let desk = try desk("restore")
        desk.mapping = contacts(
            "restore", key: "[external_id, email]", columns: ["external_id: id", "email", "last_name"])
        let file = "id,email,last_name\n17,a@b.pl,Nowak\n"
        #expect(try desk.load(["a.csv": file]).counts("contacts") == .init(read: 1, restored: 1))
        #expect(try desk.lines("SELECT value, record_id FROM external_ids") == ["17|1"])
        #expect(try desk.load(["a.csv": file]).counts("contacts").unchanged == 1)
    }

    @Test func twoRowsOfARestoredRecordAreDuplicates() throws {
        let desk = try desk("restore")
        let run = try desk.load(["a.csv": "email,last_name\na@b.pl,Lis\na@b.pl,Wilk\n"])
        #expect(run.counts("contacts") == .init(read: 2, restored: 1, skipped: 1))
    }

    @Test func binnedCustomersTakeNoTickets() throws {
        let desk = try desk("create")
        desk.mapping = Maps.tickets
        let run = try desk.load(["t.csv": "number,subject,contact\n1,Hello,a@b.pl\n2,Hello,c@d.pl\n"])
        #expect(run.counts("tickets") == .init(read: 2, created: 1, rejected: 1))
        #expect(run.findings == ["error reference.unknown t.csv:2 contact a@b.pl"])
    }
}
