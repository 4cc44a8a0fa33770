import Testing

@Suite struct ModeTests {
    private func contacts(mode: String) -> String {
        Maps.table("contacts", key: "[email]", mode: mode, columns: ["email", "last_name"])
    }

    @Test func upsertCreatesUpdatesAndLeavesAlone() throws {
        let desk = try Desk(contacts(mode: "upsert"))
        #expect(try desk.load(["a.csv": "email,last_name\na@b.pl,Nowak\nc@d.pl,Kos\n"]).counts("contacts").created == 2)
        let run = try desk.load(["a.csv": "email,last_name\na@b.pl,Nowak\nc@d.pl,Lis\ne@f.pl,Wilk\n"])
        #expect(run.counts("contacts") == .init(read: 3, created: 1, updated: 1, unchanged: 1))
        #expect(run.changes == ["contacts c@d.pl last_name: Kos → Lis"])
        #expect(
            try desk.lines("SELECT email, last_name FROM contacts ORDER BY 1") == [
                "a@b.pl|Nowak", "c@d.pl|Lis", "e@f.pl|Wilk",
            ])
    }

    @Test func theReportCountsChangesByFieldWithSamples() throws {
        let desk = try Desk(contacts(mode: "upsert"))
        try desk.load(["a.csv": "email,last_name\na@b.pl,Nowak\nc@d.pl,Kos\n"])
        let run = try desk.load(["a.csv": "email,last_name\na@b.pl,Wilk\nc@d.pl,Lis\n"])
        let field = try #require(run.report.changes.fields.first)
        #expect(run.report.changes.fields.count == 1)
        #expect([field.entity, field.field, "\(field.count)"] == ["contacts", "last_name", "2"])
        #expect(field.samples.map(\.old) == ["Nowak", "Kos"])
        #expect(field.samples.map(\.new) == ["Wilk", "Lis"])
        #expect(field.samples.map(\.row) == [2, 3])
    }

    @Test func theSameFileTwiceWritesNothing() throws {
        let desk = try Desk(contacts(mode: "upsert"))
        let file = "email,last_name\na@b.pl,Nowak\nc@d.pl,Kos\n"
        try desk.load(["a.csv": file])
        let before = try desk.query("SELECT * FROM contacts")
        let digest = try desk.digest()
        let run = try desk.load(["a.csv": file])
        #expect(run.counts("contacts") == .init(read: 2, unchanged: 2))
        #expect(try desk.query("SELECT * FROM contacts") == before)
        #expect(try desk.digest() == digest)
    }

    @Test func createLeavesKnownRecordsAlone() throws {
        let desk = try Desk(contacts(mode: "create"))
        try desk.load(["a.csv": "email,last_name\na@b.pl,Nowak\n"])
        let run = try desk.load(["a.csv": "email,last_name\na@b.pl,Other\nc@d.pl,Kos\n"])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, skipped: 1))
        #expect(run.findings == ["info record.exists a.csv:2 email a@b.pl"])
        #expect(try desk.lines("SELECT last_name FROM contacts ORDER BY id") == ["Nowak", "Kos"])
    }

    @Test func updateRejectsUnknownRecords() throws {
        let desk = try Desk(contacts(mode: "upsert"))
        try desk.load(["a.csv": "email,last_name\na@b.pl,Nowak\n"])
        desk.mapping = contacts(mode: "update")
        let run = try desk.load(["a.csv": "email,last_name\na@b.pl,Lis\nc@d.pl,Kos\n"])
        #expect(run.counts("contacts") == .init(read: 2, updated: 1, rejected: 1))
        #expect(run.findings == ["error record.unknown a.csv:3 email c@d.pl"])
        #expect(run.report.exitStatus == 1)
    }

    @Test func updateDemandsNoRequiredColumns() throws {
        let desk = try Desk(Maps.table("accounts", key: "[account_number]", columns: ["name", "account_number"]))
        try desk.load(["a.csv": "name,account_number\nAcme,17\n"])
        desk.mapping = Maps.table(
            "accounts", key: "[account_number]", mode: "update", columns: ["account_number", "city"])
        let run = try desk.load(["a.csv": "account_number,city\n17,Oslo\n"])
        #expect(run.changes == ["accounts 17 city:  → Oslo"])
        #expect(try desk.lines("SELECT name, city FROM accounts") == ["Acme|Oslo"])
    }
}
