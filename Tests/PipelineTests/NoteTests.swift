import Testing

@Suite struct NoteTests {
    @Test func aTableWithoutRowsIsNamed() throws {
        let desk = try Desk(Maps.tables(Maps.contacts, Maps.accounts))
        let run = try desk.load([
            "contacts.csv": "email,first_name,last_name,phone\n", "accounts.csv": "name,city\nAcme,Oslo\n",
        ])
        #expect(
            run.report.notes.filter { $0.contains("no rows") } == [
                desk.folder + "/contacts.csv has a header but no rows."
            ])
        #expect(run.report.exitStatus == 0)
    }
}
