import Testing

/// A database of a smaller catalog gets what it lacks with the next run.
@Suite struct OlderDatabaseTests {
    @Test func newTablesAndColumnsAreThereWithTheNextRun() throws {
        let desk = try Desk(Maps.tables(Maps.contacts, Maps.tickets))
        let people = "email,first_name,last_name,phone\na@b.pl,,Nowak,\n"
        let tickets = "number,subject,contact\n1,A,a@b.pl\n"
        try desk.load(["c.csv": people, "t.csv": tickets])
        let digest = try desk.digest()
        try desk.execute(
            """
            DROP TABLE comments; DROP TABLE attachments; DROP TABLE organization; DROP TABLE projects; DROP TABLE contact_projects;
            ALTER TABLE tickets DROP COLUMN project_id; ALTER TABLE contacts DROP COLUMN birthday;
            """)
        #expect(try desk.digest() == digest)
        let run = try desk.load(["c.csv": people, "t.csv": tickets])
        #expect(run.counts("contacts").unchanged == 1 && run.counts("tickets").unchanged == 1)
        #expect(try desk.digest() == digest)
        #expect(try desk.lines("SELECT count(*) FROM comments") == ["0"])
        #expect(try desk.lines("SELECT project_id FROM tickets") == ["–"])
        #expect(try desk.lines("SELECT count(*) FROM contact_projects") == ["0"])
    }
}
