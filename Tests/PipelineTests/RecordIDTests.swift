import Testing

/// Records named by the database's own number.
@Suite struct RecordIDTests {
    private func contacts(key: String = "[id]", mode: String = "upsert") -> String {
        Maps.table("contacts", key: key, mode: mode, columns: ["id", "email", "last_name"])
    }

    private func desk() throws -> Desk {
        let desk = try Desk(Maps.contacts)
        try desk.load(["c.csv": "email,first_name,last_name,phone\na@b.pl,,Nowak,\nc@d.pl,,Kos,\n"])
        desk.mapping = contacts()
        return desk
    }

    @Test func aRecordIsFoundByItsNumberAndKeepsIt() throws {
        let desk = try desk()
        let run = try desk.load(["c.csv": "id,email,last_name\n#2,new@d.pl,Kos\n1,a@b.pl,Lis\n"])
        #expect(run.counts("contacts") == .init(read: 2, updated: 2))
        #expect(
            run.changes == [
                "contacts new@d.pl email: c@d.pl → new@d.pl", "contacts a@b.pl last_name: Nowak → Lis",
            ])
        #expect(try desk.lines("SELECT id, email, last_name FROM contacts") == ["1|a@b.pl|Lis", "2|new@d.pl|Kos"])
        #expect(try desk.load(["c.csv": "id,email,last_name\n002,new@d.pl,Kos\n"]).counts("contacts").unchanged == 1)
    }

    @Test func noRecordIsMadeWithAnUnknownNumber() throws {
        let desk = try desk()
        desk.mapping = contacts(key: "[id, email]")
        let run = try desk.load([
            "c.csv": "id,email,last_name\n99,x@y.pl,Wilk\n77,a@b.pl,Lis\nabc,c@d.pl,Lis\n,z@y.pl,New\n"
        ])
        #expect(
            run.findings == [
                "error integer.invalid c.csv:4 id abc", "error record.unknown c.csv:2 id 99",
                "error record.unknown c.csv:3 id 77",
            ])
        #expect(run.counts("contacts") == .init(read: 4, created: 1, rejected: 3))
    }

    @Test func twoKeysThatNameTwoRecordsContradict() throws {
        let desk = try desk()
        desk.mapping = contacts(key: "[id, email]")
        let run = try desk.load(["c.csv": "id,email,last_name\n2,a@b.pl,Kos\n"])
        #expect(run.findings == ["error key.conflict c.csv:2 email a@b.pl"])
    }

    @Test func aRecordInTheBinIsNotFound() throws {
        let desk = try desk()
        try desk.execute("UPDATE contacts SET deleted_at = '2024-01-01T00:00:00Z' WHERE id = 2")
        let run = try desk.load(["c.csv": "id,email,last_name\n2,c@d.pl,Lis\n"])
        #expect(run.findings == ["error record.unknown c.csv:2 id 2"])
    }
}
