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

    private static let customers = """
        name: crm/customers
        records:
          - entity: accounts
            key: [name]
            when: company
            columns: { name: company, industry: industry, city: city, website: { from: web, update: never } }
          - { entity: contacts, key: [email], columns: { email: email, account: company } }
        """

    private func file(_ rows: String...) -> String {
        "email,company,industry,city,web\n" + rows.joined(separator: "\n") + "\n"
    }

    @Test(arguments: [false, true])
    func aLaterRowFillsWhatTheFirstLeavesBlank(isKnown: Bool) throws {
        let desk = try Desk(Self.customers)
        if isKnown { try desk.load(["c.csv": file("x@b.no,Nordlys,Trade,,")]) }
        let rows = file("a@b.no,Nordlys,,Oslo,", "c@d.no,Nordlys,Energy,,", "e@f.no,Nordlys,Energy,Oslo,")
        let run = try desk.load(["c.csv": rows])
        #expect(
            run.counts("accounts")
                == (isKnown
                    ? .init(read: 3, updated: 2, skipped: 1) : .init(read: 3, created: 1, updated: 1, skipped: 1)))
        #expect(run.changes.contains("accounts Nordlys industry: \(isKnown ? "Trade" : "") → Energy"))
        #expect(run.findings == ["info key.duplicate c.csv:4 name Nordlys"])
        #expect(try desk.lines("SELECT name, industry, city FROM accounts") == ["Nordlys|Energy|Oslo"])
        let digest = try desk.digest()
        #expect(try desk.load(["c.csv": rows]).counts("accounts") == .init(read: 3, unchanged: 1, skipped: 2))
        #expect(try desk.digest() == digest)
    }

    @Test func rowsThatSayDifferentThingsAreWarnedAbout() throws {
        let desk = try Desk(Self.customers)
        let run = try desk.load(["c.csv": file("a@b.no,Nordlys,Energy,,", "c@d.no,Nordlys,Trade,Oslo,")])
        #expect(run.counts("accounts") == .init(read: 2, created: 1, updated: 1))
        #expect(run.findings == ["warning key.duplicate c.csv:3 industry Trade"])
        #expect(run.messages[0].contains("row 2 says of the same name"))
        #expect(try desk.lines("SELECT industry, city FROM accounts") == ["Energy|Oslo"])
    }

    @Test func anAccountWithARowOfItsOwnIsLeftAsThatSays() throws {
        let desk = try Desk(Maps.tables(Self.customers + "\n", Maps.accounts))
        let run = try desk.load([
            "c.csv": file("a@b.no,Nordlys,Energy,Oslo,", "c@d.no,Nordlys,Trade,Bergen,"),
            "a.csv": "name,city\nNordlys,\n",
        ])
        #expect(run.counts("accounts") == .init(read: 3, created: 1, skipped: 2))
        #expect(try desk.lines("SELECT industry, city FROM accounts") == ["–|–"])
    }
}
