import Testing

@Suite struct HelpDeskRuleTests {
    // MARK: Agents

    @Test func aRemovedAgentStaysRemoved() throws {
        let desk = try Desk(Maps.agents)
        try desk.load(["a.csv": "email,role,status\nola@desk.pl,agent,removed\n"])
        let run = try desk.load(["a.csv": "email,role,status\nola@desk.pl,manager,active\n"])
        #expect(
            run.findings == [
                "warning agent.removed a.csv:2 role manager", "warning agent.removed a.csv:2 status active",
            ])
        #expect(try desk.lines("SELECT status FROM agents") == ["removed"])
        let again = try desk.load(["a.csv": "email,role,status\nola@desk.pl,manager,active\n"])
        #expect(again.counts("agents") == .init(read: 1, unchanged: 1))
    }

    private func tickets(_ more: String...) -> String {
        Maps.table(
            "tickets", key: "[number]",
            columns: [
                "number", "subject", "contact: { from: contact, refers_to: contacts.email }",
                "assignee: { from: assignee, refers_to: agents.email }",
            ] + more)
    }

    private let staff = """
        email,role,status
        light@desk.pl,light_agent,active
        off@desk.pl,agent,disabled
        gone@desk.pl,,removed
        ola@desk.pl,agent,active

        """

    private let assigned = """
        number,subject,contact,assignee
        1,A,a@b.pl,light@desk.pl
        2,B,a@b.pl,off@desk.pl
        3,C,a@b.pl,gone@desk.pl
        4,D,a@b.pl,ola@desk.pl

        """

    private let people = "email,first_name,last_name,phone\na@b.pl,,,\n"

    private func expectAssigned(_ desk: Desk, _ run: Run) throws {
        #expect(run.counts("tickets") == .init(read: 4, created: 4))
        #expect(
            run.findings == [
                "warning agent.light t.csv:2 assignee light@desk.pl",
                "warning reference.inactive t.csv:3 assignee off@desk.pl",
                "warning reference.inactive t.csv:4 assignee gone@desk.pl",
            ])
        #expect(try desk.lines("SELECT assignee_id FROM tickets ORDER BY id") == ["–", "–", "–", "4"])
        #expect(
            try desk.lines("SELECT custom FROM tickets WHERE number = '1'") == [
                #"{"_reference":{"assignee":"light@desk.pl"}}"#
            ])
    }

    @Test func onlyActiveFullAgentsOwnTickets() throws {
        let desk = try Desk(Maps.tables(Maps.agents, Maps.contacts))
        try desk.load(["s.csv": staff, "c.csv": people])
        desk.mapping = tickets()
        try expectAssigned(desk, try desk.load(["t.csv": assigned]))
        #expect(try desk.load(["t.csv": assigned]).counts("tickets").unchanged == 4)
    }

    @Test func onlyActiveFullAgentsOfTheSameRunOwnTickets() throws {
        let desk = try Desk(Maps.tables(Maps.agents, Maps.contacts, tickets()))
        try expectAssigned(desk, try desk.load(["t.csv": assigned, "s.csv": staff, "c.csv": people]))
    }

    @Test func anAgentWhoIsDisabledInTheSameRunGetsNoTickets() throws {
        let desk = try Desk(Maps.tables(Maps.agents, Maps.contacts, tickets()))
        try desk.load([
            "s.csv": "email,role,status\nola@desk.pl,agent,active\nben@desk.pl,agent,disabled\n", "c.csv": people,
        ])
        let run = try desk.load([
            "s.csv": "email,role,status\nola@desk.pl,agent,disabled\nben@desk.pl,agent,active\n",
            "t.csv": "number,subject,contact,assignee\n1,A,a@b.pl,ola@desk.pl\n2,A,a@b.pl,ben@desk.pl\n",
        ])
        #expect(run.findings == ["warning reference.inactive t.csv:2 assignee ola@desk.pl"])
        #expect(try desk.lines("SELECT assignee_id FROM tickets ORDER BY id") == ["–", "2"])
    }

    // MARK: Accounts of tickets

    private let crm = Maps.tables(
        Maps.accounts,
        Maps.table(
            "contacts", key: "[email]", columns: ["email", "account: { from: account, refers_to: accounts.name }"],
            read: [#"clear_token: "<clear>""#]),
        Maps.table(
            "tickets", key: "[number]",
            columns: [
                "number", "subject", "contact: { from: contact, refers_to: contacts.email }",
                "account: { from: ticket_account, refers_to: accounts.name }",
            ]))

    private let companies = "name,city\nAcme,\nBeta,\n"

    private func accountsOfTickets(_ desk: Desk) throws -> [String] {
        try desk.lines("SELECT t.number, a.name FROM tickets t LEFT JOIN accounts a ON a.id = t.account_id ORDER BY 1")
    }

    @Test func aTicketTakesTheAccountOfItsCustomer() throws {
        let desk = try Desk(crm)
        let run = try desk.load([
            "t.csv":
                "number,subject,contact,ticket_account\n1,A,a@b.pl,\n2,B,a@b.pl,Acme\n3,C,a@b.pl,Beta\n4,D,c@d.pl,\n",
            "a.csv": companies, "c.csv": "email,account\na@b.pl,Acme\nc@d.pl,\n",
        ])
        #expect(run.findings == ["warning account.mismatch t.csv:4 account Beta"])
        #expect(run.messages[0].contains("Acme"))
        #expect(try accountsOfTickets(desk) == ["1|Acme", "2|Acme", "3|Beta", "4|–"])
    }

    @Test func theAccountOfAStoredCustomerIsTakenToo() throws {
        let desk = try Desk(crm)
        try desk.load(["a.csv": companies, "c.csv": "email,account\na@b.pl,Acme\n"])
        let run = try desk.load(["t.csv": "number,subject,contact,ticket_account\n1,A,a@b.pl,\n3,C,a@b.pl,Beta\n"])
        #expect(run.findings == ["warning account.mismatch t.csv:3 account Beta"])
        #expect(run.messages[0].contains("Acme"))
        #expect(try accountsOfTickets(desk) == ["1|Acme", "3|Beta"])
    }

    @Test func aCustomerWhoMovesLeavesOldTicketsBehind() throws {
        let desk = try Desk(crm)
        try desk.load([
            "a.csv": companies, "c.csv": "email,account\na@b.pl,Acme\n",
            "t.csv": "number,subject,contact,ticket_account\n1,A,a@b.pl,\n",
        ])
        let run = try desk.load([
            "c.csv": "email,account\na@b.pl,Beta\n",
            "t.csv": "number,subject,contact,ticket_account\n1,A,a@b.pl,\n2,B,a@b.pl,\n",
        ])
        #expect(run.changes == ["contacts a@b.pl account: Acme → Beta"])
        #expect(run.findings == ["info account.moved c.csv:2 account Beta"])
        #expect(try accountsOfTickets(desk) == ["1|Acme", "2|Beta"])
    }

    @Test func aCustomerWhoLeavesTheAccountInTheSameRunPassesNoneOn() throws {
        let desk = try Desk(crm)
        try desk.load(["a.csv": companies, "c.csv": "email,account\na@b.pl,Acme\n"])
        try desk.load([
            "c.csv": "email,account\na@b.pl,<clear>\n", "t.csv": "number,subject,contact,ticket_account\n1,A,a@b.pl,\n",
        ])
        #expect(try accountsOfTickets(desk) == ["1|–"])
    }

    @Test func aCustomerCanMoveToAnAccountOfTheSameRun() throws {
        let desk = try Desk(crm)
        try desk.load(["a.csv": companies, "c.csv": "email,account\na@b.pl,Acme\n"])
        let run = try desk.load(["a.csv": "name,city\nGamma,\n", "c.csv": "email,account\na@b.pl,Gamma\n"])
        #expect(run.changes == ["contacts a@b.pl account: Acme → Gamma"])
    }

    // MARK: Numbers

    private let numbered = Maps.table(
        "tickets", key: "[external_id, number]",
        columns: ["external_id: id", "number", "subject", "contact: { from: contact, refers_to: contacts.email }"])

    @Test func ticketsWithoutANumberGetTheNextOne() throws {
        let desk = try Desk(Maps.tables(Maps.contacts, numbered))
        try desk.load([
            "c.csv": people,
            "t.csv": "id,number,subject,contact\n9001,,A,a@b.pl\n9002,41,B,a@b.pl\n9003,X-99,C,a@b.pl\n",
        ])
        #expect(try desk.lines("SELECT number, subject FROM tickets ORDER BY id") == ["42|A", "41|B", "X-99|C"])
        try desk.load(["t.csv": "id,number,subject,contact\n9004,,D,a@b.pl\n9005,,E,a@b.pl\n9001,,A2,a@b.pl\n"])
        #expect(
            try desk.lines("SELECT number, subject FROM tickets ORDER BY id") == [
                "42|A2", "41|B", "X-99|C", "43|D", "44|E",
            ])
    }

    @Test func anEndlessNumberDoesNotUpsetTheNextOne() throws {
        let desk = try Desk(Maps.tables(Maps.contacts, numbered))
        try desk.load([
            "c.csv": people,
            "t.csv":
                "id,number,subject,contact\n9001,99999999999999999999999,A,a@b.pl\n9002,,B,a@b.pl\n9003,7,C,a@b.pl\n",
        ])
        let numbers = try desk.lines("SELECT number FROM tickets ORDER BY id")
        #expect(numbers == ["99999999999999999999999", "8", "7"])
    }

    // MARK: Owners

    @Test func newAccountsBelongToWhoImports() throws {
        let desk = try Desk(Maps.agents)
        try desk.load(["s.csv": "email,role,status\nOla@desk.pl,agent,active\nben@desk.pl,agent,active\n"])
        desk.actor = "OLA@desk.pl"
        desk.mapping = Maps.table(
            "accounts", key: "[name]",
            columns: ["name", "owner: { from: owner, refers_to: agents.email }"])
        let run = try desk.load(["a.csv": "name,owner\nAcme,\nBeta,ben@desk.pl\n"])
        #expect(run.report.notes.isEmpty)
        #expect(try desk.lines("SELECT name, owner_id FROM accounts ORDER BY 1") == ["Acme|1", "Beta|2"])
        #expect(try desk.lines("SELECT DISTINCT actor FROM runs WHERE actor IS NOT NULL") == ["OLA@desk.pl"])
    }

    @Test func newAccountsBelongToAnAgentWhoComesInWithThem() throws {
        let desk = try Desk(Maps.tables(Maps.agents, Maps.accounts))
        desk.actor = "ola@desk.pl"
        try desk.load(["a.csv": "name,city\nAcme,\n", "s.csv": "email,role,status\nola@desk.pl,agent,active\n"])
        #expect(try desk.lines("SELECT owner_id FROM accounts") == ["1"])
    }

    @Test func withoutAnActorAccountsHaveNoOwnerAndTheReportSaysSo() throws {
        let desk = try Desk(Maps.accounts)
        let run = try desk.load(["a.csv": "name,city\nAcme,\n"])
        #expect(run.report.notes.contains { $0.contains("no owner") })
        #expect(try desk.lines("SELECT owner_id FROM accounts") == ["–"])
    }
}
