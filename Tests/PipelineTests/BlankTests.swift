import Testing

@Suite struct BlankTests {
    private func contacts(_ read: String..., phone: String = "phone") -> String {
        Maps.table("contacts", key: "[email]", columns: ["email", "last_name", "phone: \(phone)"], read: read)
    }

    private func desk() throws -> Desk {
        let desk = try Desk(contacts())
        try desk.load(["a.csv": "email,last_name,phone\na@b.pl,Nowak,+48 22 123 45 67\n"])
        return desk
    }

    private let blank = "email,last_name,phone\na@b.pl,Nowak,\n"

    @Test func aBlankCellKeepsWhatIsStored() throws {
        let desk = try desk()
        let run = try desk.load(["a.csv": blank])
        #expect(run.counts("contacts") == .init(read: 1, unchanged: 1))
        #expect(try desk.lines("SELECT phone FROM contacts") == ["+48 22 123 45 67"])
    }

    @Test func aBlankCellClearsWhereTheMappingSaysSo() throws {
        let desk = try desk()
        desk.mapping = contacts("blanks: clear")
        let run = try desk.load(["a.csv": blank])
        #expect(run.counts("contacts") == .init(read: 1, updated: 1))
        #expect(run.changes == ["contacts a@b.pl phone: +48 22 123 45 67 → "])
        #expect(try desk.lines("SELECT phone FROM contacts") == ["–"])
        #expect(try desk.load(["a.csv": blank]).counts("contacts").unchanged == 1)
    }

    @Test func aBlankCellIsRejectedWhereTheMappingSaysSo() throws {
        let desk = try desk()
        desk.mapping = contacts("blanks: keep", phone: "{ from: phone, blanks: reject }")
        let run = try desk.load(["a.csv": blank])
        #expect(run.counts("contacts") == .init(read: 1, rejected: 1))
        #expect(run.findings == ["error blank.rejected a.csv:2 phone "])
        #expect(try desk.lines("SELECT phone FROM contacts") == ["+48 22 123 45 67"])
    }

    @Test func blanksNeverClearARequiredField() throws {
        let desk = try Desk(
            Maps.table(
                "accounts", key: "[account_number]", mode: "update", columns: ["name", "account_number"],
                read: ["blanks: clear"]))
        desk.mapping = Maps.table("accounts", key: "[account_number]", columns: ["name", "account_number"])
        try desk.load(["a.csv": "name,account_number\nAcme,17\n"])
        desk.mapping = Maps.table(
            "accounts", key: "[account_number]", mode: "update", columns: ["name", "account_number"],
            read: ["blanks: clear"])
        try desk.load(["a.csv": "name,account_number\n,17\n"])
        #expect(try desk.lines("SELECT name FROM accounts") == ["Acme"])
    }

    @Test func theClearTokenEmptiesAFieldWhateverBlanksDo() throws {
        let desk = try desk()
        desk.mapping = contacts(#"clear_token: "<clear>""#)
        let run = try desk.load(["a.csv": "email,last_name,phone\na@b.pl,Nowak,<clear>\n"])
        #expect(run.counts("contacts") == .init(read: 1, updated: 1))
        #expect(try desk.lines("SELECT last_name, phone FROM contacts") == ["Nowak|–"])
    }

    @Test func theClearTokenInANewRecordIsJustEmpty() throws {
        let desk = try Desk(contacts(#"clear_token: "<clear>""#))
        try desk.load(["a.csv": "email,last_name,phone\na@b.pl,<clear>,<clear>\n"])
        #expect(try desk.lines("SELECT last_name, phone FROM contacts") == ["–|–"])
    }

    @Test func theClearTokenCannotEmptyARequiredField() throws {
        let desk = try Desk(
            Maps.table(
                "accounts", key: "[account_number]", columns: ["name", "account_number"],
                read: [#"clear_token: "<clear>""#]))
        try desk.load(["a.csv": "name,account_number\nAcme,17\n"])
        let run = try desk.load(["a.csv": "name,account_number\n<clear>,17\n"])
        #expect(run.findings == ["error required.missing a.csv:2 name "])
    }

    @Test func ifEmptyWritesOnlyWhereNothingIsStored() throws {
        let desk = try desk()
        desk.mapping = contacts(phone: "{ from: phone, update: if_empty }")
        let run = try desk.load(["a.csv": "email,last_name,phone\na@b.pl,Nowak,+48 1 000 00 00\n"])
        #expect(run.counts("contacts") == .init(read: 1, unchanged: 1))
        try desk.execute("UPDATE contacts SET phone = NULL")
        #expect(
            try desk.load(["a.csv": "email,last_name,phone\na@b.pl,Nowak,+48 22 765 43 21\n"]).counts("contacts")
                .updated == 1)
        #expect(try desk.lines("SELECT phone FROM contacts") == ["+48 22 765 43 21"])
    }

    @Test func neverWritesOnlyNewRecords() throws {
        let desk = try desk()
        desk.mapping = contacts(phone: "{ from: phone, update: never }")
        let run = try desk.load(
            ["a.csv": "email,last_name,phone\na@b.pl,Nowak,+48 22 765 43 21\nc@d.pl,Kos,+48 22 765 43 21\n"])
        #expect(run.counts("contacts") == .init(read: 2, created: 1, unchanged: 1))
        #expect(try desk.lines("SELECT phone FROM contacts ORDER BY id") == ["+48 22 123 45 67", "+48 22 765 43 21"])
    }

    @Test func aTextThatDoesNotFitIsKeptAndForgottenWhenAGoodOneComes() throws {
        let desk = try Desk(contacts())
        let bad = "email,last_name,phone\na@b.pl,Nowak,none\n"
        let first = try desk.load(["a.csv": bad])
        #expect(first.findings == ["warning phone.invalid a.csv:2 phone none"])
        #expect(first.counts("contacts").created == 1)
        #expect(try desk.lines("SELECT phone, custom FROM contacts") == [#"–|{"_invalid":{"phone":"none"}}"#])
        #expect(try desk.load(["a.csv": bad]).counts("contacts").unchanged == 1)
        let good = try desk.load(["a.csv": "email,last_name,phone\na@b.pl,Nowak,+48 22 123 45 67\n"])
        #expect(
            good.changes == [
                "contacts a@b.pl phone:  → +48 22 123 45 67", "contacts a@b.pl custom._invalid.phone: none → ",
            ])
        #expect(try desk.lines("SELECT phone, custom FROM contacts") == ["+48 22 123 45 67|–"])
    }

    @Test func aTextThatDoesNotFitLeavesTheStoredValue() throws {
        let desk = try desk()
        let bad = "email,last_name,phone\na@b.pl,Nowak,none\n"
        #expect(try desk.load(["a.csv": bad]).counts("contacts").updated == 1)
        #expect(
            try desk.lines("SELECT phone, custom FROM contacts") == [#"+48 22 123 45 67|{"_invalid":{"phone":"none"}}"#]
        )
        #expect(try desk.load(["a.csv": bad]).counts("contacts").unchanged == 1)
        try desk.load(["a.csv": "email,last_name,phone\na@b.pl,Nowak,+48 22 123 45 67\n"])
        #expect(try desk.lines("SELECT phone, custom FROM contacts") == ["+48 22 123 45 67|–"])
    }

    @Test func unmappedColumnsAreKeptUnderCustom() throws {
        let desk = try Desk(contacts())
        try desk.load(["a.csv": "email,last_name,phone,Sales Region\na@b.pl,Nowak,,North\n"])
        #expect(try desk.lines("SELECT custom FROM contacts") == [#"{"sales_region":"North"}"#])
        let run = try desk.load(["a.csv": "email,last_name,phone,Sales Region\na@b.pl,Nowak,,South\n"])
        #expect(run.changes == ["contacts a@b.pl custom.sales_region: North → South"])
    }
}
