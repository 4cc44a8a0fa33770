import HelpDesk
import Testing

/// What holds for the entities that hang on tickets, accounts and contacts.
@Suite struct EntityTests {
    private static let people = "email,first_name,last_name,phone\na@b.pl,,,\n"
    private static let open = "number,subject,contact\n1,A,a@b.pl\n"
    private static let ticket = "ticket: { from: ticket, refers_to: tickets.number }"

    private func desk(_ more: String...) throws -> Desk {
        let desk = try Desk(Maps.tables(Maps.contacts, Maps.tickets))
        try desk.load(["c.csv": Self.people, "t.csv": Self.open])
        desk.mapping = more.joined(separator: "---\n")
        return desk
    }

    // MARK: One of several references

    private static let attachments = Maps.table(
        "attachments", key: "[external_id]",
        columns: ["external_id: id", "name", ticket, "comment: { from: comment, refers_to: comments.external_id }"])

    private static let comments = Maps.table(
        "comments", key: "[external_id]", columns: ["external_id: id", "body", ticket])

    @Test func anAttachmentBelongsToATicketOrAComment() throws {
        let desk = try desk(Self.attachments, Self.comments)
        let run = try desk.load([
            "a.csv": "id,name,ticket,comment\n1,a.png,1,\n2,b.png,,C-9\n3,c.png,,\n4,d.png,,C-8\n",
            "m.csv": "id,body,ticket\nC-9,Hello,1\n",
        ])
        #expect(
            run.findings == [
                "error reference.missing a.csv:4  ", "error reference.unknown a.csv:5 comment C-8",
            ])
        #expect(run.messages[0].contains("ticket or comment"))
        #expect(run.counts("attachments") == .init(read: 4, created: 2, rejected: 2))
        #expect(try desk.lines("SELECT name, ticket_id, comment_id FROM attachments") == ["a.png|1|–", "b.png|–|1"])
    }

    @Test func anUpdateAsksForNoneOfThem() throws {
        let desk = try desk(Self.attachments)
        try desk.load(["a.csv": "id,name,ticket,comment\n1,a.png,1,\n"])
        desk.mapping = Maps.table(
            "attachments", key: "[external_id]", mode: "update", columns: ["external_id: id", "name"])
        #expect(try desk.load(["a.csv": "id,name\n1,b.png\n"]).counts("attachments").updated == 1)
    }

    @Test func timeIsSpentOnATaskByItsExternalID() throws {
        let entries = Maps.table(
            "time_entries", key: "[external_id]",
            columns: [
                "external_id: id", "task: { from: task, refers_to: tasks.external_id }",
                "agent: { from: agent, refers_to: agents.email }", "executed_at",
                "duration: { from: minutes, unit: minutes }",
            ])
        let tasks = Maps.table("tasks", key: "[external_id]", columns: ["external_id: id", "subject", Self.ticket])
        let desk = try desk(entries, tasks, Maps.agents)
        let run = try desk.load([
            "e.csv":
                "id,task,agent,executed_at,minutes\n1,T-1,ola@desk.pl,2024-05-01T10:00:00Z,90\n2,,ola@desk.pl,2024-05-01T10:00:00Z,5\n",
            "k.csv": "id,subject,ticket\nT-1,Call back,1\n",
            "s.csv": "email,role,status\nola@desk.pl,agent,active\n",
        ])
        #expect(run.findings == ["error reference.missing e.csv:3  "])
        #expect(try desk.lines("SELECT task_id, agent_id, duration FROM time_entries") == ["1|1|5400"])
    }

    // MARK: Who may be assigned

    /// The entities whose `owner` must be an active agent.
    private static let owned = Catalog.entities.filter { entity in
        entity.rules.contains(.assignable(field: "owner", refusesLight: false))
    }

    @Test func everyEntityWithAnOwnerRefusesAgentsWhoAreGone() throws {
        #expect(
            Self.owned.map(\.name.rawValue) == ["accounts", "contacts", "contracts", "tasks", "calls", "events"])
        let desk = try Desk(Maps.agents)
        try desk.load([
            "s.csv":
                "email,role,status\noff@desk.pl,agent,disabled\ngone@desk.pl,agent,removed\nlight@desk.pl,light_agent,active\n"
        ])
        desk.mapping = Maps.accounts
        try desk.load(["a.csv": "name,city\nAcme,\n"])
        for entity in Self.owned { try expectRefused(entity, desk) }
    }

    private func expectRefused(_ entity: Entity, _ desk: Desk) throws {
        let required = entity.fields.filter { $0.isRequired }
        let columns = required.map { field in
            field.target == nil ? "\(field.name): x" : "\(field.name): { from: acc, refers_to: \(field.target!).name }"
        }
        desk.mapping = Maps.table(
            entity.name.rawValue, key: "[external_id]",
            columns: ["external_id: id", "owner: { from: owner, refers_to: agents.email }"]
                + columns.map {
                    $0.hasSuffix("_at: x") ? $0.replacing(": x", with: ": at") : $0
                })
        let run = try desk.load([
            "\(entity.name).csv": """
            id,owner,x,acc,at
            1,off@desk.pl,One,Acme,2024-05-01T10:00:00Z
            2,gone@desk.pl,Two,Acme,2024-05-01T10:00:00Z
            3,light@desk.pl,Three,Acme,2024-05-01T10:00:00Z

            """
        ])
        #expect(
            run.findings.filter { !$0.contains("key.") } == [
                "warning reference.inactive \(entity.name).csv:2 owner off@desk.pl",
                "warning reference.inactive \(entity.name).csv:3 owner gone@desk.pl",
            ])
        #expect(
            try desk.lines("SELECT owner_id FROM \(entity.name) WHERE id > (SELECT max(id) - 3 FROM \(entity.name))")
                == ["–", "–", "3"], "\(entity.name)")
    }

    // MARK: Order

    @Test func aContractThatEndsBeforeItBeginsIsAWarning() throws {
        let desk = try Desk(Maps.accounts)
        try desk.load(["a.csv": "name,city\nAcme,\n"])
        desk.mapping = Maps.table(
            "contracts", key: "[number]",
            columns: ["name", "number", "account: { from: account, refers_to: accounts.name }", "starts_on", "ends_on"])
        let run = try desk.load([
            "k.csv":
                "name,number,account,starts_on,ends_on\nGold,1,Acme,2024-05-02,2024-05-01\nOld,2,Acme,2024-05-01,2024-05-02\n"
        ])
        #expect(run.findings == ["warning times.order k.csv:2 ends_on 2024-05-01"])
        #expect(run.counts("contracts").created == 2)
    }

    @Test func accountsThatAreTheirOwnDescendantsAreReported() throws {
        let desk = try Desk(
            Maps.table(
                "accounts", key: "[account_number]",
                columns: ["name", "account_number", "parent: { from: parent, refers_to: accounts.account_number }"]))
        let run = try desk.load(["a.csv": "name,account_number,parent\nA,1,2\nB,2,1\nC,3,4\nD,4,\n"])
        #expect(
            run.findings == [
                "error reference.cycle a.csv:2 parent 2", "error reference.cycle a.csv:3 parent 1",
            ])
        #expect(try desk.lines("SELECT name, parent_id FROM accounts ORDER BY name") == ["C|1", "D|–"])
    }

    // MARK: Two accounts for one contact

    private static let placed = Maps.table(
        "contacts", key: "[email]",
        columns: ["email", "last_name", "account: { from: account, refers_to: accounts.name }"])

    @Test func aContactUnderTwoAccountsIsAContradiction() throws {
        let desk = try Desk(Maps.tables(Maps.accounts, Self.placed))
        let run = try desk.load([
            "a.csv": "name,city\nAcme,\nBeta,\n",
            "c.csv":
                "email,last_name,account\na@b.pl,Nowak,Acme\na@b.pl,Nowak,Beta\na@b.pl,Nowak,Acme\na@b.pl,Nowak,\nc@d.pl,Kos,\nc@d.pl,Kos,Beta\n",
        ])
        #expect(
            run.findings == [
                "error account.contradiction c.csv:3 account Beta", "warning key.duplicate c.csv:4 email a@b.pl",
                "warning key.duplicate c.csv:5 email a@b.pl", "warning key.duplicate c.csv:7 email c@d.pl",
            ])
        #expect(run.messages[0].contains("row 2 of") && run.messages[0].contains("Acme"))
        #expect(run.counts("contacts") == .init(read: 6, created: 2, skipped: 3, rejected: 1))
    }

    @Test(arguments: ["Acme", "Gamma"])
    func theSameHoldsForStoredContacts(_ first: String) throws {
        let desk = try Desk(Maps.tables(Maps.accounts, Self.placed))
        try desk.load([
            "a.csv": "name,city\nAcme,\nBeta,\nGamma,\n", "c.csv": "email,last_name,account\na@b.pl,Nowak,Acme\n",
        ])
        let run = try desk.load(["c.csv": "email,last_name,account\na@b.pl,Nowak,\(first)\na@b.pl,Nowak,Beta\n"])
        #expect(run.findings.contains("error account.contradiction c.csv:3 account Beta"))
        #expect(run.messages.contains { $0.contains(first) })
    }
}
