import Testing

/// Records of one system that have the same name and different ids: keys that may repeat do repeat.
@Suite struct NamesakeTests {
    private static func accounts(_ key: String = "[external_id, name]", read: [String] = [], source: String = "crm")
        -> String
    {
        Maps.table(
            "accounts", key: key, columns: ["external_id: \(source)_id", "name", "city"], read: read, source: source)
    }

    private static let ids = "SELECT a.id, x.source, x.value, a.city FROM external_ids x "
    private static let stored = ids + "JOIN accounts a ON a.id = x.record_id WHERE x.entity = 'accounts' ORDER BY 1, 2"

    private func file(_ rows: String..., source: String = "crm") -> String {
        "\(source)_id,name,city\n" + rows.joined(separator: "\n") + "\n"
    }

    @Test(arguments: ["[external_id, name]", "[name, external_id]", "[name]"])
    func twoRunsMakeTwoRecordsOfOneName(key: String) throws {
        let desk = try Desk(Self.accounts(key))
        let (first, second) = (file("1,Hotel Polonia,Warszawa"), file("2,Hotel Polonia,Krakow"))
        try desk.load(["a.csv": first])
        #expect(try desk.load(["a.csv": second]).counts("accounts") == .init(read: 1, created: 1))
        #expect(try desk.lines(Self.stored) == ["1|crm|1|Warszawa", "2|crm|2|Krakow"])
        for again in [first, second] {
            #expect(try desk.load(["a.csv": again]).counts("accounts") == .init(read: 1, unchanged: 1))
        }
        let moved = try desk.load(["a.csv": file("1,Hotel Polonia,Lublin", "2,Hotel Polonia,Gdynia")])
        #expect(moved.counts("accounts") == .init(read: 2, updated: 2))
        #expect(try desk.lines(Self.stored) == ["1|crm|1|Lublin", "2|crm|2|Gdynia"])
    }

    @Test(arguments: ["[external_id, name]", "[name]"], ["first", "last", "reject"])
    func oneFileMakesAsManyRecordsAsItHasIDs(key: String, duplicates: String) throws {
        let desk = try Desk(Self.accounts(key, read: ["duplicates: \(duplicates)"]))
        let all = file("1,Hotel Polonia,Warszawa", "2,Hotel Polonia,Krakow", "3,hotel polonia,Lublin")
        let run = try desk.load(["a.csv": all])
        #expect(run.counts("accounts") == .init(read: 3, created: 3))
        #expect(run.findings.isEmpty)
        #expect(try desk.load(["a.csv": all]).counts("accounts") == .init(read: 3, unchanged: 3))
    }

    @Test func theSameIDTwiceIsADuplicate() throws {
        let desk = try Desk(Self.accounts("[name]"))
        let run = try desk.load(["a.csv": file("1,Polonia,Warszawa", "2,Polonia,Krakow", "2,Polonia,Lublin")])
        #expect(run.counts("accounts") == .init(read: 3, created: 2, skipped: 1))
        #expect(try desk.lines(Self.stored) == ["1|crm|1|Warszawa", "2|crm|2|Krakow"])
    }

    @Test func aRecordWithoutAnIDOfTheSystemGetsIt() throws {
        let desk = try Desk(Maps.tables(Self.accounts(), Self.accounts(source: "shop"), Maps.accounts))
        try desk.load(["n.csv": "name,city\nPolonia,Warszawa\n"])
        try desk.load(["a.csv": file("1,Polonia,Warszawa")])
        let run = try desk.load(["b.csv": file("7,Polonia,Warszawa", source: "shop")])
        #expect(run.counts("accounts") == .init(read: 1, updated: 1))
        #expect(try desk.lines(Self.stored) == ["1|crm|1|Warszawa", "1|shop|7|Warszawa"])
    }

    @Test func theOneNamesakeWithoutAnIDIsMeant() throws {
        let desk = try Desk(Maps.tables(Self.accounts(), Self.accounts(source: "shop")))
        try desk.load(["a.csv": file("1,Polonia,Warszawa", "2,Polonia,Krakow")])
        let two = try desk.load(["b.csv": file("7,Polonia,Krakow", source: "shop")])
        #expect(two.findings == ["error key.ambiguous b.csv:2 name Polonia"])
        try desk.execute("INSERT INTO external_ids VALUES ('accounts', 'shop', '5', 1)")
        let one = try desk.load(["b.csv": file("7,Polonia,Krakow", source: "shop")])
        #expect(one.counts("accounts") == .init(read: 1, updated: 1))
        let other = try desk.load(["b.csv": file("8,Polonia,Lublin", source: "shop")])
        #expect(other.counts("accounts") == .init(read: 1, created: 1))
        #expect(
            try desk.lines(Self.stored) == [
                "1|crm|1|Warszawa", "1|shop|5|Warszawa", "2|crm|2|Krakow", "2|shop|7|Krakow", "3|shop|8|Lublin",
            ])
    }

    @Test func aUniqueKeyGoesOnToMatch() throws {
        let desk = try Desk(
            Maps.table("contacts", key: "[external_id, email]", columns: ["external_id: id", "email", "last_name"]))
        try desk.load(["a.csv": "id,email,last_name\n1,a@b.pl,Nowak\n"])
        let run = try desk.load(["a.csv": "id,email,last_name\n2,a@b.pl,Nowak\n"])
        #expect(run.counts("contacts") == .init(read: 1, updated: 1))
        #expect(try desk.lines("SELECT value FROM external_ids ORDER BY 1") == ["1", "2"])
    }

    @Test func aRowWithoutAnIDStillNeedsOneRecord() throws {
        let desk = try Desk(Self.accounts())
        try desk.load(["a.csv": file("1,Polonia,Warszawa", "2,Polonia,Krakow", "3,Bristol,")])
        let run = try desk.load(["a.csv": file(",Polonia,Lublin", ",Bristol,Wien")])
        #expect(run.counts("accounts") == .init(read: 2, updated: 1, rejected: 1))
        #expect(run.findings == ["error key.ambiguous a.csv:2 name Polonia"])
    }

    @Test(arguments: ["create", "restore"])
    func aNamesakeInTheRecycleBinIsLeftThere(binned: String) throws {
        let desk = try Desk(Self.accounts(read: ["binned: \(binned)"]))
        try desk.load(["a.csv": file("1,Polonia,Warszawa")])
        try desk.execute("UPDATE accounts SET deleted_at = '2024-05-01T10:00:00Z'")
        let run = try desk.load(["a.csv": file("2,Polonia,Krakow")])
        #expect(run.counts("accounts") == .init(read: 1, created: 1))
        #expect(run.findings.isEmpty)
    }

    @Test func referencesByIDFindTheRightOneAndNamesAreAmbiguous() throws {
        let contacts = Maps.table(
            "contacts", key: "[email]",
            columns: [
                "email", "account: { from: account_id, refers_to: accounts.external_id, on_missing: reject }",
            ])
        let named = Maps.table(
            "contacts", key: "[email]",
            columns: ["email", "account: { from: account_name, refers_to: accounts.name, on_missing: empty }"])
        let desk = try Desk(Maps.tables(Self.accounts(), contacts, named))
        let run = try desk.load([
            "a.csv": file("1,Polonia,Warszawa", "2,Polonia,Krakow"), "c.csv": "email,account_id\na@b.pl,2\nc@d.pl,1\n",
            "d.csv": "email,account_name\ne@f.pl,Polonia\n",
        ])
        #expect(run.findings == ["warning reference.ambiguous d.csv:2 account Polonia"])
        #expect(
            try desk.lines("SELECT email, account_id FROM contacts ORDER BY 1")
                == ["a@b.pl|2", "c@d.pl|1", "e@f.pl|–"])
    }

    @Test func aNamesakeBelowAnotherParentClosesNoRing() throws {
        let desk = try Desk(
            Maps.table(
                "accounts", key: "[external_id, name]",
                columns: ["external_id: id", "name", "parent: { from: parent, refers_to: accounts.external_id }"]))
        try desk.load(["a.csv": "id,name,parent\n1,Sales,\n2,Group,1\n"])
        let run = try desk.load(["a.csv": "id,name,parent\n5,Sales,4\n4,Unit,2\n"])
        #expect(run.counts("accounts") == .init(read: 2, created: 2))
        #expect(
            try desk.lines("SELECT a.name, p.name FROM accounts a JOIN accounts p ON p.id = a.parent_id ORDER BY a.id")
                == ["Group|Sales", "Unit|Group", "Sales|Unit"])
    }

    // MARK: Ids of skipped rows

    private static func people(_ source: String) -> String {
        Maps.table(
            "contacts", key: "[external_id, email]", columns: ["external_id: \(source)_id", "email", "last_name"],
            source: source)
    }

    private static let known = "SELECT source, value, record_id FROM external_ids ORDER BY 1"

    @Test(arguments: [false, true])
    func oneRunKnowsWhatTwoSystemsCallAPerson(deskFirst: Bool) throws {
        let desk = try Desk(Maps.tables(Self.people("crm"), Self.people("desk")))
        let (crm, shop) = (
            "crm_id,email,last_name\n2001,a@b.pl,Nowak\n", "desk_id,email,last_name\n1001,a@b.pl,Nowak\n"
        )
        func load() throws -> Run {
            try deskFirst ? desk.load(["d.csv": shop, "c.csv": crm]) : desk.load(["c.csv": crm, "d.csv": shop])
        }
        let run = try load()
        #expect(run.counts("contacts") == .init(read: 2, created: 1, skipped: 1))
        #expect(try desk.lines(Self.known) == ["crm|2001|1", "desk|1001|1"])
        let digest = try desk.digest()
        #expect(try load().counts("contacts") == .init(read: 2, unchanged: 1, skipped: 1))
        #expect(try desk.digest() == digest)
    }

    /// Two systems name one account beside its people: whichever file comes first, its id of the other one is known.
    @Test(arguments: [false, true])
    func oneRunFindsAnAccountByTheIDOfEitherSystem(deskFirst: Bool) throws {
        func table(_ source: String, _ account: String) -> String {
            """
            name: \(source)/contacts
            source: \(source)
            records:
              - entity: accounts
                key: [external_id, name]
                columns: { external_id: \(account), name: Account }
              - entity: contacts
                key: [email]
                columns: { email: Email, account: { from: \(account), refers_to: accounts.external_id } }

            """
        }
        let desk = try Desk(Maps.tables(table("crm", "CRM"), table("desk", "Desk")))
        let (crm, shop) = ("Email,Account,CRM\na@b.pl,Acme,601\n", "Email,Account,Desk\nx@b.pl,Acme,501\n")
        let run =
            try deskFirst ? desk.load(["d.csv": shop, "c.csv": crm]) : desk.load(["c.csv": crm, "d.csv": shop])
        #expect(run.counts("accounts") == .init(read: 2, created: 1, skipped: 1))
        #expect(try desk.lines("SELECT email, account_id FROM contacts ORDER BY 1") == ["a@b.pl|1", "x@b.pl|1"])
    }

    @Test func aKnownRecordGetsTheIDOfASkippedRow() throws {
        let desk = try Desk(Maps.tables(Self.people("crm"), Self.people("desk")))
        let crm = "crm_id,email,last_name\n2001,a@b.pl,Nowak\n"
        try desk.load(["c.csv": crm])
        let run = try desk.load(["c.csv": crm, "d.csv": "desk_id,email,last_name\n1001,a@b.pl,Nowak\n"])
        #expect(run.counts("contacts") == .init(read: 2, unchanged: 1, skipped: 1))
        #expect(run.changes == ["contacts 1001 external_id:  → 1001"])
        #expect(try desk.lines(Self.known) == ["crm|2001|1", "desk|1001|1"])
        #expect(try desk.lines("SELECT updated_run FROM contacts") == ["2"])
    }

    @Test func aSkippedRowAddsNoSecondIDOfOneSystem() throws {
        let desk = try Desk(Self.people("crm"))
        let run = try desk.load(["c.csv": "crm_id,email,last_name\n1,a@b.pl,Nowak\n2,a@b.pl,Nowak\n"])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, skipped: 1))
        #expect(try desk.lines(Self.known) == ["crm|1|1"])
    }
}
