import HelpDesk
import Pipeline
import Testing

@Suite struct LikelyDuplicateTests {
    private static let header = "email,first_name,last_name,phone,mobile,account,secondary_email\n"

    private func desk(_ contacts: String, accounts: String = "name\nAcme\nGlobex\n") throws -> Desk {
        let desk = try Desk()
        try desk.bring(["accounts.csv": accounts, "contacts.csv": Self.header + contacts])
        return desk
    }

    @Test func theSameAddressInTheOtherFieldIsFound() throws {
        let desk = try desk("a@x.example,Eva,Nowak,,,,\nb@y.example,Eva,Nowak,,,,A@X.example\n")
        #expect(try desk.groups(.contacts) == ["98: 1 2"])
    }

    @Test func aSharedMailboxIsNotSure() throws {
        let desk = try desk("a@x.example,Eva,Nowak,,,,\nb@y.example,Piotr,Zielony,,,,a@x.example\n")
        #expect(try desk.groups(.contacts) == ["68: 1 2"])
    }

    @Test func tagsAndDotsOfAMailboxAreWeakerThanTheAddress() throws {
        let desk = try desk("bob.smith@gmail.com,Bob,Smith,,,,\nbobsmith+shop@gmail.com,Bob,Smith,,,,\n")
        #expect(try desk.groups(.contacts) == ["85: 1 2"])
    }

    @Test func nationalAndInternationalNumbersAreOne() throws {
        let desk = try desk("a@x.example,Eva,Nowak,+48 601 234 567,,,\nb@y.example,Nowak,Ewa,,0601-234-567,,\n")
        #expect(try desk.groups(.contacts).count == 1)
    }

    @Test func numbersOfTwoCountriesAreTwo() throws {
        let desk = try desk("a@x.example,Eva,Nowak,+48 601 234 567,,,\nb@y.example,Eva,Nowak,+49 601 234 567,,,\n")
        #expect(try desk.groups(.contacts) == [])
    }

    @Test func mistypedNamesAreFoundWithinAnAccount() throws {
        let desk = try desk(
            "a@x.example,Jan,Kowalski,,,Acme,\nb@y.example,Jan,Kowlaski,,,Acme,\nc@z.example,Jan,Kowalski,,,Globex,\n")
        let groups = try desk.groups(.contacts)
        #expect(groups.count == 1 && groups[0].hasSuffix(": 1 2"), "\(groups)")
    }

    @Test func aNameAtAnAddressForEverybodySaysNothing() throws {
        let desk = try desk("a@gmail.com,Jan,Kowalski,,,,\nb@gmail.com,Jan,Kowalski,,,,\n")
        #expect(try desk.groups(.contacts) == [])
        let other = try self.desk("a@firm.example,Jan,Kowalski,,,,\nb@firm.example,Jan,Kowalski,,,,\n")
        #expect(try other.groups(.contacts) == ["80: 1 2"])
    }

    @Test func accountsAreKnownWithoutTheirLegalForm() throws {
        let desk = try desk(
            "", accounts: "name,website\nAcme Sp. z o.o.,acme.example\nACME S.A.,www.acme.example\nAcmo,\n")
        let groups = try desk.groups(.accounts)
        #expect(groups == ["94: 1 2"], "\(groups)")
    }

    @Test func departmentsOfTwoCompaniesAreTwo() throws {
        let desk = try desk("", accounts: "name,parent\nAcme,\nGlobex,\nSupport,Acme\nSupport,Globex\n")
        #expect(try desk.groups(.accounts) == [])
    }

    @Test func ticketsAreAlikeByContactSubjectAndTime() throws {
        let desk = try desk("a@x.example,Eva,Nowak,,,,\nb@y.example,Jan,Kowalski,,,,\n")
        try desk.bring([
            "tickets.csv": """
            number,subject,contact,created_at
            1,Printer broken,a@x.example,2026-01-01T10:00:00Z
            2,RE: printer  broken,a@x.example,2026-01-01T10:40:00Z
            3,Printer broken,a@x.example,2026-01-12T10:00:00Z
            4,Printer broken,b@y.example,2026-01-01T10:00:00Z
            5,Monitor 1,b@y.example,2026-01-01T10:00:00Z
            6,Monitor 2,b@y.example,2026-01-01T10:00:00Z

            """
        ])
        #expect(try desk.groups(.tickets) == ["95: 1 2"])
    }

    @Test func whatTooManyShareIsLeftAsideAndSaidSo() throws {
        let rows = (1...90).map { "p\($0)@x\($0).example,First\($0),Last\($0),+48 22 123 45 67,,,\n" }.joined()
        let result = try desk(rows).duplicates(.contacts, minScore: 1)
        #expect(result.groups == 0)
        #expect(result.notes.count == 1 && result.notes[0].contains("phone number: 1 value is shared by more than 80"))
    }

    @Test func theSameComesOutEveryTime() throws {
        let rows = (1...60).map { "p\($0)@firm.example,Jan,Kowalski\($0 % 7),60100000\($0 % 5),,Acme,\n" }.joined()
        let desk = try desk(rows)
        let first = try desk.duplicates(.contacts, minScore: 30).table
        #expect(first.rows.count > 10)
        for _ in 0..<3 { #expect(try desk.duplicates(.contacts, minScore: 30).table == first) }
    }

    @Test func theSurestGroupsComeFirstAndALimitTakesThem() throws {
        let desk = try desk(
            "a@f.example,Eva,Nowak,,,,\nb@f.example,Eva,Nowak,,,,\nc@g.example,Jan,Lis,601234567,,,\nd@g.example,Jan,Lis,601234567,,,\n"
        )
        #expect(try desk.groups(.contacts) == ["93: 3 4", "80: 1 2"])
        let limited = try desk.duplicates(.contacts, limit: 1)
        #expect(limited.groups == 1 && limited.table.rows.map(\.id) == [3, 4])
        #expect(limited.notes.contains { $0.contains("1 more group") })
    }

    @Test func recordsInTheRecycleBinAreNotLookedAt() throws {
        let desk = try desk("a@f.example,Eva,Nowak,,,,\nb@f.example,Eva,Nowak,,,,\n")
        try desk.execute("UPDATE contacts SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = 2")
        #expect(try desk.groups(.contacts) == [])
    }

    @Test func aTableThatIsNotThereYetHasNone() throws {
        let desk = try Desk()
        try desk.bring(["accounts.csv": "name\nAcme\n"])
        try desk.execute("DROP TABLE tickets")
        #expect(try desk.duplicates(.tickets).records == 0)
    }
}
