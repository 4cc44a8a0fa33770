import Testing

/// Numbers that Deskferry gives to tickets which come without one, and files that count for themselves.
@Suite struct OwnNumberTests {
    private static func tickets(
        _ source: String, key: String = "[external_id, number]", mode: String? = nil
    ) -> String {
        Maps.table(
            "tickets", key: key, mode: mode,
            columns: [
                "external_id: { from: key, optional: true }", "number: { from: number, optional: true }",
                "subject: { from: subject, optional: true }", "description: { from: description, optional: true }",
                "status: { from: status, optional: true }",
                "contact: { from: contact, refers_to: contacts.email, optional: true }",
            ], source: source)
    }

    private static let comments = Maps.table(
        "comments", key: "[external_id]",
        columns: ["external_id: remark", "ticket: { from: ticket, refers_to: tickets.number }", "body"])

    private static func mapping(_ source: String = "crm", mode: String? = nil) -> String {
        Maps.tables(Maps.contacts, tickets(source, mode: mode), comments)
    }

    private let mine = "subject,contact,description\nPrinter dead,a@x.pl,Secret of A\n"
    private let theirs = "number,subject,contact\n1,Invoice,b@x.pl\n"

    private func desk() throws -> Desk {
        let desk = try Desk(Self.mapping())
        let people = "email,first_name,last_name,phone\na@x.pl,,Ann,\nb@x.pl,,Ben,\n"
        try desk.load(["c.csv": people, "t.csv": mine])
        return desk
    }

    private func stored(_ desk: Desk) throws -> [String] {
        try desk.lines("SELECT number, source, subject, description, contact_id FROM tickets ORDER BY id")
    }

    private let before = ["1|crm|Printer dead|Secret of A|1"]

    @Test(arguments: ["1,Invoice,b@x.pl", "1,Invoice,a@x.pl", "1,Printer dead,b@x.pl", "1,Invoice,"])
    func anotherFilesNumberIsNotTheDesks(_ row: String) throws {
        let desk = try desk()
        let run = try desk.load(["u.csv": "number,subject,contact\n\(row)\n"])
        #expect(run.counts("tickets").rejected == 1 && run.counts("tickets").updated == 0)
        if !row.hasSuffix(",") {
            #expect(run.findings == ["error key.taken u.csv:2 number 1"])
            #expect(run.messages[0].contains("#1") && run.messages[0].contains("`source:`"))
        }
        #expect(try stored(desk) == before)
        #expect(try desk.load(["t.csv": mine]).counts("tickets").unchanged == 1)
    }

    @Test func withASourceOfItsOwnItIsLoaded() throws {
        let desk = try desk()
        desk.mapping = Self.mapping("old")
        let run = try desk.load(["u.csv": theirs])
        #expect(run.counts("tickets") == .init(read: 1, created: 1))
        #expect(try stored(desk) == before + ["1|old|Invoice|–|2"])
        let again = try desk.load(["u.csv": theirs])
        #expect(again.counts("tickets") == .init(read: 1, unchanged: 1))
    }

    /// What was listed comes back with the numbers of the desk, and with what was written into the other columns.
    @Test func aListedTicketIsChanged() throws {
        let desk = try desk()
        let list = "number,subject,contact,description,status\n1,printer  dead,A@X.pl,Mended,closed\n"
        let run = try desk.load(["list.csv": list])
        #expect(run.findings == [])
        #expect(run.counts("tickets") == .init(read: 1, updated: 1))
        #expect(try desk.lines("SELECT number, description, status FROM tickets") == ["1|Mended|closed"])
        #expect(try desk.load(["list.csv": list]).counts("tickets") == .init(read: 1, unchanged: 1))
        #expect(try desk.load(["t.csv": mine]).counts("tickets").unchanged == 1)
    }

    @Test func rowsThatCanOnlyBeAboutKnownTicketsMeanThem() throws {
        let desk = try desk()
        desk.mapping = Self.mapping(mode: "update")
        let run = try desk.load(["u.csv": "number,subject,status\n1,Printer on fire,open\n"])
        #expect(run.counts("tickets") == .init(read: 1, updated: 1))
        #expect(try desk.lines("SELECT subject, contact_id FROM tickets") == ["Printer on fire|1"])
    }

    @Test func theSystemsOwnIDTellsTicketsApart() throws {
        let desk = try desk()
        try desk.load(["t.csv": "key,subject,contact\nK1,Help,a@x.pl\n"])
        #expect(try desk.lines("SELECT number FROM tickets ORDER BY id") == ["1", "2"])
        let run = try desk.load(["u.csv": "key,number,subject,contact\nK2,2,Help,a@x.pl\n"])
        #expect(run.findings == ["error key.taken u.csv:2 number 2"])
        let same = try desk.load(["u.csv": "key,number,subject,contact\nK1,2,Help!,b@x.pl\n"])
        #expect(same.counts("tickets") == .init(read: 1, updated: 1))
    }

    /// A number that a row gives is the source's from then on.
    @Test func aGivenNumberIsTheFiles() throws {
        let desk = try desk()
        try desk.load(["t.csv": "key,subject,contact\nK1,Help,a@x.pl\n"])
        let given = try desk.load(["t.csv": "key,number,subject,contact\nK1,77,Help,a@x.pl\n"])
        #expect(given.changes == ["tickets K1 number: 2 → 77"])
        let run = try desk.load(["u.csv": "number,subject,contact\n77,Hello,b@x.pl\n"])
        #expect(run.counts("tickets") == .init(read: 1, updated: 1))
        try desk.undo(run)
        let digest = try desk.digest()
        try desk.undo(given)
        #expect(try desk.lines("SELECT number, own_number FROM tickets ORDER BY id") == ["1|1", "2|1"])
        try desk.load(["t.csv": "key,number,subject,contact\nK1,77,Help,a@x.pl\n"])
        #expect(try desk.digest() == digest)
    }

    @Test func commentsFindTheDesksTicketUnlessTheRunDisputesItsNumber() throws {
        let desk = try desk()
        let remarks = "remark,ticket,body\n1,1,Same here\n"
        #expect(try desk.load(["r.csv": remarks]).counts("comments") == .init(read: 1, created: 1))
        let run = try desk.load(["u.csv": theirs, "r.csv": "remark,ticket,body\n2,1,Paid\n"])
        #expect(run.counts("comments") == .init(read: 1, parked: 1))
        #expect(run.findings.contains("error reference.parked r.csv:2 ticket 1"))
        #expect(try desk.lines("SELECT body FROM comments") == ["Same here"])
    }

    @Test func aTicketInTheRecycleBinIsNotBroughtBackByAnothersNumber() throws {
        let desk = try desk()
        try desk.execute("UPDATE tickets SET deleted_at = '2026-01-01T00:00:00Z'")
        let run = try desk.load(["u.csv": theirs])
        #expect(run.findings == [])
        #expect(try stored(desk) == before + ["1|crm|Invoice|–|2"])
    }

    @Test func aTicketInTheRecycleBinIsKnownByItsNumberWhereTheRowHasItsID() throws {
        let desk = try Desk(Maps.tables(Maps.contacts, Self.tickets("crm", key: "[number, external_id]")))
        try desk.load([
            "c.csv": "email,first_name,last_name,phone\na@x.pl,,Ann,\n",
            "t.csv": "key,subject,contact\nK1,Help,a@x.pl\n",
        ])
        try desk.execute("UPDATE tickets SET deleted_at = '2026-01-01T00:00:00Z'")
        let other = try desk.load(["u.csv": "key,number,subject,contact\nK2,1,Help,a@x.pl\n"])
        #expect(other.findings == [])
        try desk.undo(other)
        let own = try desk.load(["u.csv": "key,number,subject,contact\nK1,1,Help,a@x.pl\n"])
        #expect(own.findings == ["warning record.binned u.csv:2 number 1"])
    }

    /// Databases from before that knew tickets without a number by what they said.
    @Test func anOlderDatabaseKnowsWhichNumbersAreItsOwn() throws {
        let desk = try desk()
        try desk.execute("ALTER TABLE tickets DROP COLUMN own_number")
        let run = try desk.load(["u.csv": theirs])
        #expect(run.findings == ["error key.taken u.csv:2 number 1"])
        #expect(try stored(desk) == before)
    }
}
