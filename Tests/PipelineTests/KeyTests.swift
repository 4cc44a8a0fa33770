import Testing

@Suite struct KeyTests {
    private let people = Maps.table(
        "contacts", key: "[external_id, email]", columns: ["external_id: id", "email", "last_name"])

    private func people(_ rows: String...) -> String { "id,email,last_name\n" + rows.joined(separator: "\n") + "\n" }

    @Test func aKeyThatFitsSeveralRecordsIsAmbiguous() throws {
        let desk = try Desk(
            Maps.table("contacts", key: "[external_id]", columns: ["external_id: id", "phone", "last_name"]))
        try desk.load(["a.csv": "id,phone,last_name\n1,+48221234567,Nowak\n2,+48 22 123 45 67,Kos\n"])
        desk.mapping = Maps.table("contacts", key: "[phone]", columns: ["phone", "last_name"])
        let run = try desk.load(["a.csv": "phone,last_name\n+48 (22) 1234567,Lis\n"])
        #expect(run.counts("contacts") == .init(read: 1, rejected: 1))
        #expect(run.findings.map { $0.prefix(37) } == ["error key.ambiguous a.csv:2 phone +48"])
        #expect(run.messages[0].contains("#1, #2"))
    }

    @Test func twoKeysOfDifferentRecordsAreAConflict() throws {
        let desk = try Desk(people)
        try desk.load(["a.csv": people("1,a@b.pl,Nowak", "2,c@d.pl,Kos")])
        let run = try desk.load(["a.csv": people("1,c@d.pl,Nowak")])
        #expect(run.counts("contacts") == .init(read: 1, rejected: 1))
        #expect(run.findings == ["error key.conflict a.csv:2 email c@d.pl"])
        #expect(run.messages[0].contains("#1") && run.messages[0].contains("#2"))
    }

    @Test func aUniqueValueOfAnotherRecordIsTaken() throws {
        let desk = try Desk(people)
        try desk.load(["a.csv": people("1,a@b.pl,Nowak", "2,c@d.pl,Kos")])
        desk.mapping = Maps.table("contacts", key: "[external_id]", columns: ["external_id: id", "email", "last_name"])
        let run = try desk.load(["a.csv": people("1,c@d.pl,Nowak", "3,a@b.pl,Lis")])
        #expect(run.counts("contacts") == .init(read: 2, rejected: 2))
        #expect(run.findings == ["error key.taken a.csv:2 email c@d.pl", "error key.taken a.csv:3 email a@b.pl"])
        #expect(try desk.lines("SELECT email FROM contacts ORDER BY id") == ["a@b.pl", "c@d.pl"])
    }

    @Test func aValueThatItsHolderGivesUpCanBeTaken() throws {
        for rows in [["3,a@b.pl,Lis", "1,new@b.pl,Nowak"], ["1,new@b.pl,Nowak", "3,a@b.pl,Lis"]] {
            let desk = try Desk(people)
            try desk.load(["a.csv": people("1,a@b.pl,Nowak", "2,c@d.pl,Kos")])
            desk.mapping = Maps.table(
                "contacts", key: "[external_id]", columns: ["external_id: id", "email", "last_name"])
            let run = try desk.load(["a.csv": people(rows[0], rows[1])])
            #expect(run.counts("contacts") == .init(read: 2, created: 1, updated: 1))
            #expect(
                try desk.lines("SELECT email, last_name FROM contacts ORDER BY id")
                    == ["new@b.pl|Nowak", "c@d.pl|Kos", "a@b.pl|Lis"])
        }
    }

    @Test(arguments: ["[external_id]", "[external_id, email]"])
    func twoRecordsSwapTheirEmails(key: String) throws {
        let desk = try Desk(Maps.table("contacts", key: key, columns: ["external_id: id", "email", "last_name"]))
        try desk.load(["a.csv": people("1,a@b.pl,Nowak", "2,c@d.pl,Kos")])
        let swapped = people("1,c@d.pl,Nowak", "2,a@b.pl,Kos")
        let run = try desk.load(["a.csv": swapped])
        #expect(run.counts("contacts") == .init(read: 2, updated: 2))
        #expect(try desk.lines("SELECT email, last_name FROM contacts ORDER BY id") == ["c@d.pl|Nowak", "a@b.pl|Kos"])
        #expect(try desk.load(["a.csv": swapped]).counts("contacts").unchanged == 2)
    }

    @Test(arguments: ["[external_id]", "[external_id, email]"])
    func threeRecordsPassTheirEmailsAroundARing(key: String) throws {
        let desk = try Desk(Maps.table("contacts", key: key, columns: ["external_id: id", "email", "last_name"]))
        try desk.load(["a.csv": people("1,a@b.pl,Nowak", "2,c@d.pl,Kos", "3,e@f.pl,Lis")])
        let run = try desk.load(["a.csv": people("1,c@d.pl,Nowak", "2,e@f.pl,Kos", "3,a@b.pl,Lis")])
        #expect(run.counts("contacts") == .init(read: 3, updated: 3))
        #expect(try desk.lines("SELECT email FROM contacts ORDER BY id") == ["c@d.pl", "e@f.pl", "a@b.pl"])
    }

    @Test func aRingThatOneRowDoesNotCloseIsRejected() throws {
        let desk = try Desk(people)
        try desk.load(["a.csv": people("1,a@b.pl,Nowak", "2,c@d.pl,Kos", "3,e@f.pl,Lis")])
        let run = try desk.load(["a.csv": people("1,c@d.pl,Nowak", "2,e@f.pl,Kos", "3,e@f.pl,Lis")])
        #expect(run.counts("contacts") == .init(read: 3, unchanged: 1, rejected: 2))
        #expect(try desk.lines("SELECT email FROM contacts ORDER BY id") == ["a@b.pl", "c@d.pl", "e@f.pl"])
    }

    @Test func aRecordFoundByItsEmailGetsItsExternalID() throws {
        let desk = try Desk(Maps.table("contacts", key: "[email]", columns: ["email", "last_name"]))
        try desk.load(["a.csv": "email,last_name\na@b.pl,Nowak\n"])
        desk.mapping = people
        let run = try desk.load(["a.csv": people("17,a@b.pl,Nowak")])
        #expect(run.changes == ["contacts 17 external_id:  → 17"])
        #expect(try desk.load(["a.csv": people("17,new@b.pl,Nowak")]).counts("contacts").updated == 1)
        #expect(try desk.lines("SELECT email FROM contacts") == ["new@b.pl"])
    }

    @Test func namesakesOfAnotherAccountAreOtherPeople() throws {
        let desk = try Desk(
            Maps.tables(
                Maps.accounts,
                Maps.table(
                    "contacts", key: "[[account, last_name, first_name]]",
                    columns: [
                        "first_name", "last_name", "phone",
                        "account: { from: account, refers_to: accounts.name, on_missing: create }",
                    ])))
        let file = "first_name,last_name,phone,account\nAnna,Nowak,,Acme\nAnna,Nowak,,Beta\nANNA,nowak,,acme\n"
        let run = try desk.load(["c.csv": file])
        #expect(run.counts("contacts") == .init(read: 3, created: 2, skipped: 1))
        #expect(run.counts("accounts").madeByReference == 2)
        #expect(try desk.load(["c.csv": file]).counts("contacts") == .init(read: 3, unchanged: 2, skipped: 1))
    }

    // MARK: Rows without a key

    private let notes = Maps.table(
        "tickets", columns: ["subject", "contact: { from: contact, refers_to: contacts.email }"])

    @Test func theSameRowsWithoutAKeyAreCreatedOnce() throws {
        let desk = try Desk(Maps.contacts)
        try desk.load(["c.csv": "email,first_name,last_name,phone\na@b.pl,,,\n"])
        desk.mapping = notes
        let file = "subject,contact\nHello,a@b.pl\nHello,a@b.pl\nBye,a@b.pl\n"
        let first = try desk.load(["t.csv": file])
        #expect(first.counts("tickets") == .init(read: 3, created: 3))
        #expect(first.findings.filter { $0.contains("key.derived") }.count == 3)
        #expect(try desk.lines("SELECT number FROM tickets ORDER BY id") == ["1", "2", "3"])
        let digest = try desk.digest()
        let second = try desk.load(["t.csv": file])
        #expect(second.counts("tickets") == .init(read: 3, unchanged: 3))
        #expect(try desk.digest() == digest)
        let third = try desk.load(["t.csv": file + "Hello,a@b.pl\n"])
        #expect(third.counts("tickets") == .init(read: 4, created: 1, unchanged: 3))
    }

    @Test func rowsWithoutAKeyCountOverAllFiles() throws {
        let desk = try Desk(Maps.contacts)
        try desk.load(["c.csv": "email,first_name,last_name,phone\na@b.pl,,,\n"])
        desk.mapping = notes
        let run = try desk.load([
            "t.csv": "subject,contact\nHello,a@b.pl\n", "u.csv": "subject,contact\nHello,a@b.pl\n",
        ])
        #expect(run.counts("tickets") == .init(read: 2, created: 2))
        let again = try desk.load([
            "u.csv": "subject,contact\nHello,a@b.pl\n", "t.csv": "subject,contact\nHello,a@b.pl\n",
        ])
        #expect(again.counts("tickets") == .init(read: 2, unchanged: 2))
    }

    @Test func theSameNumberOfTwoSystemsIsTwoTickets() throws {
        func tickets(_ source: String) -> String {
            Maps.table(
                "tickets", key: "[number]",
                columns: [
                    "number: \(source)_number", "subject", "contact: { from: contact, refers_to: contacts.email }",
                ],
                source: source)
        }
        let desk = try Desk(Maps.contacts)
        try desk.load(["c.csv": "email,first_name,last_name,phone\na@b.pl,,,\n"])
        desk.mapping = Maps.tables(tickets("one"), tickets("two"))
        let run = try desk.load(
            [
                "a.csv": "one_number,subject,contact\n17,Hello,a@b.pl\n",
                "b.csv": "two_number,subject,contact\n17,Bye,a@b.pl\n",
            ])
        #expect(run.counts("tickets") == .init(read: 2, created: 2))
        let again = try desk.load(["b.csv": "two_number,subject,contact\n17,Changed,a@b.pl\n"])
        #expect(again.changes == ["tickets 17 subject: Bye → Changed"])
        #expect(try desk.lines("SELECT source, subject FROM tickets ORDER BY 1") == ["one|Hello", "two|Changed"])
    }
}
