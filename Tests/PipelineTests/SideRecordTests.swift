import Testing

@Suite struct SideRecordTests {
    @Test func anAccountNamedByManyOfItsContactsIsNoTrouble() throws {
        let desk = try Desk(
            """
            name: crm/customers
            records:
              - { entity: accounts, when: company, key: [name], columns: { name: company } }
              - { entity: contacts, key: [email], columns: { email: email, account: company } }
            """)
        let run = try desk.load(["c.csv": "email,company\na@b.no,Acme\nc@d.no,Acme\nc@d.no,Acme\n"])
        #expect(run.counts("accounts") == .init(read: 3, created: 1, skipped: 2))
        #expect(
            run.findings.sorted() == [
                "info key.duplicate c.csv:3 name Acme", "info key.duplicate c.csv:4 name Acme",
                "warning key.duplicate c.csv:4 email c@d.no",
            ])
    }
}
