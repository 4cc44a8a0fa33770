import Testing

@Suite struct DuplicateTests {
    private func contacts(_ policy: String) -> String {
        Maps.table("contacts", key: "[email]", columns: ["email", "last_name"], read: ["duplicates: \(policy)"])
    }

    private let first = "email,last_name\na@b.pl,First\nx@y.pl,Kos\n"
    private let second = "email,last_name\nu@v.pl,Lis\nA@B.pl,Second\n"

    @Test func theFirstRowWins() throws {
        let desk = try Desk(contacts("first"))
        let run = try desk.load(["a.csv": first, "b.csv": second])
        #expect(run.counts("contacts") == .init(read: 4, created: 3, skipped: 1))
        #expect(run.findings == ["warning key.duplicate b.csv:3 email a@b.pl"])
        #expect(run.messages[0].contains("a.csv") && run.messages[0].contains("row 2"))
        #expect(try desk.lines("SELECT last_name FROM contacts WHERE email = 'a@b.pl'") == ["First"])
    }

    @Test func theLastRowWins() throws {
        let desk = try Desk(contacts("last"))
        let run = try desk.load(["a.csv": first, "b.csv": second])
        #expect(run.counts("contacts") == .init(read: 4, created: 3, skipped: 1))
        #expect(run.findings == ["warning key.duplicate a.csv:2 email a@b.pl"])
        #expect(run.messages[0].contains("b.csv") && run.messages[0].contains("row 3"))
        #expect(try desk.lines("SELECT last_name FROM contacts WHERE email = 'a@b.pl'") == ["Second"])
    }

    @Test func allRowsOfAKeyAreRejected() throws {
        let desk = try Desk(contacts("reject"))
        let run = try desk.load(["a.csv": first, "b.csv": second])
        #expect(run.counts("contacts") == .init(read: 4, created: 2, rejected: 2))
        #expect(
            run.findings == ["error key.duplicate a.csv:2 email a@b.pl", "error key.duplicate b.csv:3 email a@b.pl"])
        #expect(run.messages[0].contains("b.csv") && run.messages[0].contains("row 3"))
        #expect(run.messages[1].contains("a.csv") && run.messages[1].contains("row 2"))
        #expect(run.rejects("a.csv").contains("First") && run.rejects("b.csv").contains("Second"))
    }

    @Test(arguments: ["first", "last", "reject"])
    func aRowThatIsBadAnywayIsNoDuplicate(policy: String) throws {
        let desk = try Desk(
            Maps.table(
                "contacts", key: "[email]", columns: ["email", "last_name"], read: ["duplicates: \(policy)"],
                required: "[last_name]"))
        let run = try desk.load(["a.csv": "email,last_name\na@b.pl,\na@b.pl,Good\n"])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, rejected: 1))
        #expect(run.findings == ["error required.missing a.csv:2 last_name "])
    }

    @Test(arguments: ["first", "last", "reject"])
    func theSameIDOfTwoSystemsIsNoDuplicate(policy: String) throws {
        func table(_ source: String) -> String {
            Maps.table(
                "contacts", key: "[external_id]", columns: ["external_id: \(source)_id", "last_name"],
                read: ["duplicates: \(policy)"], source: source)
        }
        let desk = try Desk(Maps.tables(table("one"), table("two")))
        let run = try desk.load(["a.csv": "one_id,last_name\n1001,Nowak\n", "b.csv": "two_id,last_name\n1001,Kos\n"])
        #expect(run.counts("contacts") == .init(read: 2, created: 2))
        #expect(
            try desk.lines(
                "SELECT x.source, x.value, c.last_name FROM external_ids x JOIN contacts c ON c.id = x.record_id ORDER BY 1"
            )
                == ["one|1001|Nowak", "two|1001|Kos"])
    }

    @Test func duplicatesAreFoundInAKnownRecordToo() throws {
        let desk = try Desk(contacts("first"))
        try desk.load(["a.csv": first])
        let run = try desk.load(["a.csv": "email,last_name\na@b.pl,New\na@b.pl,Newer\n"])
        #expect(run.counts("contacts") == .init(read: 2, updated: 1, skipped: 1))
        #expect(run.changes == ["contacts a@b.pl last_name: First → New"])
    }

    /// A contact of two systems keeps the ids of both, whichever row counts and in whichever order the files come.
    @Test(arguments: ["first", "last"], [true, false])
    func theRowThatDoesNotCountStillSaysAnID(policy: String, isSwapped: Bool) throws {
        func table(_ source: String) -> String {
            Maps.table(
                "contacts", key: "[email]", columns: ["external_id: \(source)_id", "email", "last_name"],
                read: ["duplicates: \(policy)"], source: source)
        }
        let desk = try Desk(Maps.tables(table("one"), table("two")))
        let one = "one_id,email,last_name\nid1,anna@b.pl,Nowak\n"
        let two = "two_id,email,last_name\nid2,Anna@b.pl,Kos\n"
        let run = try desk.load(isSwapped ? ["b.csv": two, "a.csv": one] : ["a.csv": one, "b.csv": two])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, skipped: 1))
        #expect(run.findings.count == 1 && run.findings[0].hasPrefix("warning key.duplicate "))
        let ids = "SELECT source, value, record_id FROM external_ids ORDER BY 1"
        #expect(try desk.lines(ids) == ["one|id1|1", "two|id2|1"])
        let name = try desk.lines("SELECT last_name FROM contacts")
        #expect(name == [(policy == "last") == isSwapped ? "Nowak" : "Kos"])
        let again = try desk.load(isSwapped ? ["b.csv": two, "a.csv": one] : ["a.csv": one, "b.csv": two])
        #expect(again.counts("contacts") == .init(read: 2, unchanged: 1, skipped: 1))
        #expect(try desk.lines(ids) == ["one|id1|1", "two|id2|1"])
    }

    /// Of one system there is one id for a record that is known by its address: that of the row that counts.
    @Test func twoIDsOfOneSystemAreNotBothTaken() throws {
        let desk = try Desk(
            Maps.table(
                "contacts", key: "[email]", columns: ["external_id: id", "email"], read: ["duplicates: last"]))
        let run = try desk.load(["a.csv": "id,email\nid1,anna@b.pl\nid2,anna@b.pl\n"])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, skipped: 1))
        #expect(try desk.lines("SELECT value, record_id FROM external_ids") == ["id2|1"])
    }
}
