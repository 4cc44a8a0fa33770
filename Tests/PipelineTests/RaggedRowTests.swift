import Testing

@Suite struct RaggedRowTests {
    private let accounts = Maps.table(
        "accounts", key: "[name]",
        columns: ["name", "account_number", "city", "email", "owner: { from: owner, refers_to: agents.email }"])
    private let header = "name,account_number,city,email,owner\n"

    @Test func aBlankSurplusCellMayMeanThatOthersHaveMoved() throws {
        let desk = try Desk(accounts)
        let run = try desk.load(["a.csv": header + "Acme,1,Oslo,,\nBaker, Sons,2,Bergen,,\nCeres,3,Moss,,\n"])
        #expect(run.counts("accounts") == .init(read: 3, created: 2, rejected: 1))
        #expect(run.findings == ["error row.long a.csv:3  "])
        #expect(run.rejects("a.csv").contains(":3,row.long,"))
        #expect(try desk.lines("SELECT name FROM accounts ORDER BY 1") == ["Acme", "Ceres"])
    }

    @Test func aDelimiterAtTheEndOfEveryLineIsHarmless() throws {
        let desk = try Desk(accounts)
        let run = try desk.load(["a.csv": header + "Acme,1,Oslo,,,\nBaker, Sons,2,Bergen,,,\nCeres,3,Moss,,, \n"])
        #expect(run.counts("accounts") == .init(read: 3, created: 2, rejected: 1))
        #expect(run.findings == ["error row.long a.csv:3  "])
    }

    @Test func aLoneRowWithASurplusCellIsNoHabit() throws {
        let desk = try Desk(accounts)
        let run = try desk.load(["a.csv": header + "Baker, Sons,2,Bergen,,\n"])
        #expect(run.findings == ["error row.long a.csv:2  "])
    }

    @Test func aRowWithTooFewOrTooManyCellsSaysNothingElse() throws {
        let desk = try Desk(accounts)
        let run = try desk.load([
            "a.csv": header + "Acme,1,Oslo,a@b.no,\n,2,Oslo,no mail,x@y.no,more\n,3,Oslo,no mail\n,4,Oslo,no mail,\n"
        ])
        #expect(
            run.findings == [
                "error row.long a.csv:3  ", "error row.short a.csv:4  ", "error required.missing a.csv:5 name ",
                "warning email.invalid a.csv:5 email no mail",
            ])
    }

    @Test func aRowThatIsTooShortStillHoldsUpItsTickets() throws {
        let desk = try Desk(Maps.tables(Maps.contacts, Maps.tickets))
        let run = try desk.load([
            "contacts.csv": "email,first_name,last_name,phone\na@b.no,Ann\n",
            "tickets.csv": "number,subject,contact\n1,Help,a@b.no\n",
        ])
        #expect(run.counts("tickets") == .init(read: 1, parked: 1))
        #expect(
            run.findings == ["error row.short contacts.csv:2  ", "error reference.parked tickets.csv:2 contact a@b.no"])
    }
}
