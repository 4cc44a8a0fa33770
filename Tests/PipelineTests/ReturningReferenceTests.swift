import Testing

/// References to what lies in the recycle bin, in runs that restore: what comes back is meant, and nothing is made twice.
@Suite struct ReturningReferenceTests {
    private static func contacts(onMissing: String = "create", read: [String] = []) -> String {
        Maps.table(
            "contacts", key: "[email]",
            columns: [
                "email", "last_name", "action: { from: action, optional: true }",
                "account: { from: account, refers_to: accounts.name, on_missing: \(onMissing), optional: true }",
            ], read: read)
    }

    private static let accounts = Maps.table(
        "accounts", key: "[name]",
        columns: [
            "name", "action: { from: action, optional: true }",
            "parent: { from: parent, refers_to: accounts.name, on_missing: create, optional: true }",
        ])

    private static let tickets = Maps.table(
        "tickets", key: "[number]",
        columns: [
            "number: no", "subject: { from: subject, optional: true }", "action: { from: action, optional: true }",
            "contact: { from: contact, refers_to: contacts.email, optional: true }",
        ])

    /// Acme with a contact and a ticket lies in the recycle bin, Zeta does not.
    private func desk(_ contacts: String = contacts()) throws -> Desk {
        let desk = try Desk(Maps.tables(Self.accounts, contacts, Self.tickets))
        try desk.load([
            "a.csv": "name,parent\nAcme,\nZeta,\n",
            "c.csv": "email,last_name,account\na@acme.pl,Ax,Acme\nz@zeta.pl,Zu,Zeta\n",
            "t.csv": "no,subject,contact\n1,One,a@acme.pl\n",
        ])
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        return desk
    }

    private func live(_ desk: Desk, _ sql: String) throws -> [String] {
        try desk.lines("SELECT \(sql) WHERE deleted_at IS NULL ORDER BY id")
    }

    @Test(
        arguments: ["create", "reject", "empty"],
        [
            "a@acme.pl,,,restore\nn@acme.pl,New,Acme,\n", "n@acme.pl,New,Acme,\na@acme.pl,,,restore\n",
        ])
    func aNewContactBelongsToTheAccountThatComesBack(_ policy: String, _ rows: String) throws {
        let desk = try desk(Self.contacts(onMissing: policy))
        let run = try desk.load(["c.csv": "email,last_name,account,action\n" + rows])
        #expect(run.findings == [])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, restored: 1))
        #expect(try live(desk, "name FROM accounts") == ["Acme", "Zeta"])
        #expect(try live(desk, "email, account_id FROM contacts") == ["a@acme.pl|1", "z@zeta.pl|2", "n@acme.pl|1"])
    }

    @Test func whatStaysInTheBinIsMadeAnew() throws {
        let desk = try desk()
        let run = try desk.load([
            "c.csv":
                "email,last_name,account,action\nn@acme.pl,New,Acme,\nm@acme.pl,More,Acme,\nz@zeta.pl,Zoe,Acme,update\n"
        ])
        #expect(run.counts("contacts") == .init(read: 3, created: 2, updated: 1))
        #expect(run.counts("accounts").madeByReference == 1)
        #expect(
            try live(desk, "email, account_id FROM contacts") == ["z@zeta.pl|3", "n@acme.pl|3", "m@acme.pl|3"])
    }

    @Test(arguments: ["a@acme.pl,Ax,Acme\nn@acme.pl,New,Acme\n", "n@acme.pl,New,Acme\na@acme.pl,Ax,Acme\n"])
    func aRowThatBringsItsOwnAccountBackBelongsToIt(_ rows: String) throws {
        let desk = try desk(Self.contacts(read: ["binned: restore"]))
        let run = try desk.load(["c.csv": "email,last_name,account\n" + rows])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, restored: 1))
        #expect(try live(desk, "name FROM accounts") == ["Acme", "Zeta"])
        #expect(try live(desk, "email, account_id FROM contacts") == ["a@acme.pl|1", "z@zeta.pl|2", "n@acme.pl|1"])
    }

    @Test(
        arguments: [
            ["a.csv": "name,action\nAcme,restore\n", "c.csv": "email,last_name,account\nn@acme.pl,New,Acme\n"],
            ["c.csv": "email,last_name,account\nn@acme.pl,New,Acme\n", "a.csv": "name,action\nAcme,restore\n"],
        ] as [KeyValuePairs])
    func anAccountIsRestoredBeforeItsContactsAreRead(_ files: KeyValuePairs<String, String>) throws {
        let desk = try desk()
        let run = try desk.load(files)
        #expect(run.findings == [])
        #expect(try live(desk, "name FROM accounts") == ["Acme", "Zeta"])
        #expect(try live(desk, "email, account_id FROM contacts") == ["a@acme.pl|1", "z@zeta.pl|2", "n@acme.pl|1"])
    }

    @Test(arguments: ["Kid,Acme,\nLeaf,Kid,\nAcme,,restore\n", "Leaf,Kid,\nAcme,,restore\nKid,Acme,\n"])
    func childrenAreHungBelowTheParentThatComesBack(_ rows: String) throws {
        let desk = try desk()
        let run = try desk.load(["a.csv": "name,parent,action\n" + rows])
        #expect(run.counts("accounts") == .init(read: 3, created: 2, restored: 1))
        #expect(
            try desk.lines(
                "SELECT k.name, p.name FROM accounts k JOIN accounts p ON p.id = k.parent_id ORDER BY 1")
                == ["Kid|Acme", "Leaf|Kid"])
        #expect(try live(desk, "count(*) FROM accounts") == ["4"])
    }

    @Test func aLaterRestorationDoesNotDoubleWhatANameHasMade() throws {
        let desk = try desk()
        let run = try desk.load([
            "c.csv": "email,last_name,account\nn@acme.pl,New,Acme\n", "t.csv": "no,action\n1,restore\n",
        ])
        #expect(run.findings.filter { $0.hasPrefix("error") } == ["error restore.collision t.csv:2 number 1"])
        #expect(run.messages.contains { $0.contains("its name belongs to the record of row 2 of ") })
        #expect(try live(desk, "name FROM accounts") == ["Zeta", "Acme"])
    }

    @Test func aKeyThatTheSameFileTakesIsNamedByItsRow() throws {
        let desk = try desk()
        let run = try desk.load(["c.csv": "email,last_name,action\na@acme.pl,,restore\na@acme.pl,Neu,create\n"])
        #expect(
            run.messages.contains { $0.contains("its email belongs to the record of row 3 of ") }
        )
    }

    @Test func aRestorationSaysWhatItDoesNotWrite() throws {
        let desk = try desk()
        let run = try desk.load([
            "c.csv": "email,last_name,account,action\na@acme.pl,Changed,Zeta,restore\n"
        ])
        #expect(run.findings == ["warning restore.values c.csv:2 last_name Changed"])
        #expect(run.messages[0].contains("its last name, account is not written"))
        #expect(try live(desk, "last_name, account_id FROM contacts") == ["Ax|1", "Zu|2"])
        try desk.load(["c.csv": "email,last_name,action\na@acme.pl,,delete\n"])
        let same = try desk.load(["c.csv": "email,last_name,account,action\na@acme.pl,Ax,Acme,restore\n"])
        #expect(same.findings == [])
    }
}
