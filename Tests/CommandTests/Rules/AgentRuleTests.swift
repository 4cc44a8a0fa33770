import Testing

/// The rules on agents and on the organization, each by import and by command.
@Suite struct AgentRuleTests {
    private static let assign = "number,subject,contact,assignee\n9,Noise,anna@acme.example,"
    private static func add(_ assignee: String) -> [String] {
        ["add", "tickets", "number=9", "subject=Noise", "contact=anna@acme.example", "assignee=\(assignee)"]
    }

    static let cases = [
        RuleCase(
            rule: "light agents own no tickets", file: assign + "leo@desk.example\n", command: add("leo@desk.example"),
            says: "agent.light", commandStatus: 1, names: ["leo@desk.example"],
            facts: [.init("tickets", "9", "assignee", nil)]),
        RuleCase(
            rule: "disabled agents are assigned nothing", file: assign + "off@desk.example\n",
            command: add("off@desk.example"), says: "reference.inactive", commandStatus: 1,
            names: ["\"off@desk.example\" is disabled"],
            facts: [.init("tickets", "9", "assignee", nil)]),
        RuleCase(
            rule: "removed agents are assigned nothing", file: assign + "gone@desk.example\n",
            command: add("gone@desk.example"), says: "reference.inactive", commandStatus: 1,
            names: ["\"gone@desk.example\" is removed"], facts: [.init("tickets", "9", "assignee", nil)]),
        RuleCase(
            rule: "known tickets are not given to them either",
            file: "number,subject,contact,assignee\n7,Smoke,anna@acme.example,gone@desk.example\n",
            command: ["edit", "tickets", "7", "assignee=gone@desk.example"], says: "reference.inactive",
            commandStatus: 1,
            facts: [.init("tickets", "7", "assignee", "ola@desk.example")]),
        RuleCase(
            rule: "a removed agent takes nothing over",
            file: "number,subject,contact,assignee\n7,Smoke,anna@acme.example,gone@desk.example\n",
            command: ["agents", "remove", "ola@desk.example", "--reassign-open-to", "gone@desk.example", "--yes"],
            says: "reference.inactive", commandStatus: 64, refusal: "heir.unfit", names: ["gone@desk.example"],
            commandNames: ["cannot take over from ola@desk.example", "is removed"], actor: "ada@desk.example",
            facts: [
                .init("tickets", "7", "assignee", "ola@desk.example"),
                .init("agents", "ola@desk.example", "status", "active"),
            ]),
        RuleCase(
            rule: "light agents write only private comments",
            file: "ticket,body,author,visibility\n7,Hm.,leo@desk.example,public\n",
            command: ["add", "comments", "ticket=7", "body=Hm.", "author=leo@desk.example", "visibility=public"],
            says: "agent.light", commandStatus: 1, names: ["private"],
            facts: [.init("comments", "#2", "visibility", "private")]),
        RuleCase(
            rule: "a comment that gets a light author becomes private",
            file: "id,ticket,body,author,action\n1,7,We look.,leo@desk.example,update\n",
            command: ["edit", "comments", "#1", "author=leo@desk.example"],
            facts: [.init("comments", "#1", "visibility", "private")]),
        RuleCase(
            rule: "comments without a visibility are private", file: "ticket,body,author\n7,Hm.,ola@desk.example\n",
            command: ["add", "comments", "ticket=7", "body=Hm.", "author=ola@desk.example"],
            facts: [.init("comments", "#2", "visibility", "private")]),
        RuleCase(
            rule: "removed agents stay removed", file: "email,role,status\ngone@desk.example,,active\n",
            command: ["edit", "agents", "gone@desk.example", "status=active"], says: "agent.removed", commandStatus: 1,
            facts: [.init("agents", "gone@desk.example", "status", "removed")]),
        RuleCase(
            rule: "removed agents get no role again", file: "email,role\ngone@desk.example,agent\n",
            command: ["edit", "agents", "gone@desk.example", "role=agent"], says: "agent.removed", commandStatus: 1,
            facts: [.init("agents", "gone@desk.example", "role", nil)]),
        RuleCase(
            rule: "nobody is removed by a row", file: "email,role,status\nola@desk.example,,removed\n",
            command: ["edit", "agents", "ola@desk.example", "status=removed"], says: "agent.removal",
            commandStatus: 64, refusal: "action.refused", names: ["deskferry agents remove"],
            fileNames: ["the status of \"ola@desk.example\" stays", "agents remove ola@desk.example"],
            facts: [
                .init("agents", "ola@desk.example", "status", "active"),
                .init("tickets", "7", "assignee", "ola@desk.example"),
            ]),
        RuleCase(
            rule: "nor one who is disabled", file: "email,role,status\noff@desk.example,,removed\n",
            command: ["edit", "agents", "off@desk.example", "status=removed"], says: "agent.removal",
            commandStatus: 64, refusal: "action.refused",
            facts: [.init("agents", "off@desk.example", "status", "disabled")]),
        RuleCase(
            rule: "agents are not deleted", file: "email,role,action\nola@desk.example,,delete\n",
            command: ["delete", "agents", "ola@desk.example", "--yes"], says: "action.refused", status: 1,
            commandStatus: 64, refusal: "action.refused", names: ["deskferry agents remove"],
            facts: [.init("agents", "ola@desk.example", "status", "active")]),
        RuleCase(
            rule: "the organization is not deleted",
            file: "name,primary_contact,action\nDesk Ltd,,delete\n",
            command: ["delete", "organization", "Desk Ltd", "--yes"], says: "action.refused", status: 1,
            commandStatus: 64, refusal: "action.refused", facts: [.init("organization", "Desk Ltd", "name", "Desk Ltd")]
        ),
        RuleCase(
            rule: "the primary contact is an active administrator",
            file: "name,primary_contact\nDesk Ltd,ola@desk.example\n",
            command: ["organization", "set-primary-contact", "ola@desk.example", "--yes"],
            says: "primary_contact.invalid", commandStatus: 64, refusal: "primary_contact.invalid",
            commandNames: ["eve@desk.example"], actor: "ada@desk.example",
            facts: [.init("organization", "Desk Ltd", "primary_contact", "ada@desk.example")]),
        RuleCase(
            rule: "only an administrator changes it", file: "name,primary_contact\nDesk Ltd,eve@desk.example\n",
            command: ["organization", "set-primary-contact", "eve@desk.example", "--yes"],
            says: "primary_contact.forbidden", commandStatus: 77, refusal: "actor.forbidden", actor: "ola@desk.example",
            facts: [.init("organization", "Desk Ltd", "primary_contact", "ada@desk.example")]),
        RuleCase(
            rule: "who it is stays an administrator", file: "email,role\nada@desk.example,agent\n",
            command: ["edit", "agents", "ada@desk.example", "role=agent"], says: "primary_contact.invalid",
            commandStatus: 1, names: ["ada@desk.example", "deskferry organization set-primary-contact EMAIL"],
            actor: "ada@desk.example",
            facts: [.init("agents", "ada@desk.example", "role", "administrator")]),
        RuleCase(
            rule: "and stays active", file: "email,role,status\nada@desk.example,,disabled\n",
            command: ["agents", "remove", "ada@desk.example", "--leave-open", "--yes"], says: "primary_contact.invalid",
            commandStatus: 2, refusal: "primary_contact.invalid", names: ["set-primary-contact"],
            actor: "eve@desk.example", facts: [.init("agents", "ada@desk.example", "status", "active")]),
    ]

    /// What is not up to those who are no administrators themselves.
    static let leaderCases = [
        RuleCase(
            rule: "nobody makes themselves an administrator", file: "email,role\nola@desk.example,administrator\n",
            command: ["edit", "agents", "ola@desk.example", "role=administrator"], says: "agent.role", commandStatus: 1,
            names: ["who is an administrator"], actor: "ola@desk.example",
            facts: [.init("agents", "ola@desk.example", "role", "agent")]),
        RuleCase(
            rule: "nor takes the role from one", file: "email,role\neve@desk.example,agent\n",
            command: ["edit", "agents", "eve@desk.example", "role=agent"], says: "agent.role", commandStatus: 1,
            actor: "ola@desk.example", facts: [.init("agents", "eve@desk.example", "role", "administrator")]),
        RuleCase(
            rule: "nor disables one", file: "email,role,status\neve@desk.example,,disabled\n",
            command: ["edit", "agents", "eve@desk.example", "status=disabled"], says: "agent.role", commandStatus: 1,
            actor: "ola@desk.example", facts: [.init("agents", "eve@desk.example", "status", "active")]),
        RuleCase(
            rule: "nor brings in a manager", file: "email,role\nnew@desk.example,manager\n",
            command: ["add", "agents", "email=new@desk.example", "role=manager"], says: "agent.role", commandStatus: 1,
            names: ["who is a manager"], actor: "ola@desk.example",
            facts: [.init("agents", "new@desk.example", "role", nil)]),
        RuleCase(
            rule: "administrators do", file: "email,role\nola@desk.example,administrator\n",
            command: ["edit", "agents", "ola@desk.example", "role=administrator"], actor: "eve@desk.example",
            facts: [.init("agents", "ola@desk.example", "role", "administrator")]),
    ]

    @Test(arguments: cases + leaderCases) func byImport(_ rule: RuleCase) throws { try rule.checkImport() }

    @Test(arguments: cases + leaderCases) func byCommand(_ rule: RuleCase) throws { try rule.checkCommand() }

    /// Where the organization has none yet, an import and `add` choose the first alike.
    @Test(arguments: [["import", "first.csv"], ["add", "agents", "email=ada@desk.example", "role=administrator"]])
    func theFirstAdministratorBecomesThePrimaryContact(_ words: [String]) throws {
        let shop = try Shop()
        try shop.write("first.csv", "email,role\nada@desk.example,administrator\n")
        #expect(try shop.run("organization", "edit", "name=Desk", "--quiet").status == 0)
        let result = try shop.run(words + ["--json"])
        #expect(result.status == 0)
        #expect(try shop.findings(result).contains { $0.contains(",primary_contact.chosen,") })
        #expect(try shop.fields("organization", "Desk")["primary_contact"] == "ada@desk.example")
    }

    /// A desk without an organization: no primary contact keeps its administrator.
    private func plainDesk() throws -> Shop {
        let shop = try Shop()
        try shop.write(
            "first.csv", "email,role,status\nada@desk.example,administrator,active\nola@desk.example,agent,\n")
        #expect(try shop.run("import", "first.csv", "--quiet").status == 0)
        return shop
    }

    @Test(arguments: [
        ["import", "last.csv"], ["edit", "agents", "ada@desk.example", "role=agent"],
        ["edit", "agents", "ada@desk.example", "status=disabled"],
    ])
    func theOnlyAdministratorStaysOne(_ words: [String]) throws {
        let shop = try plainDesk()
        try shop.write("last.csv", "email,role,status\nada@desk.example,light_agent,disabled\n")
        let result = try shop.run(words + ["--json"])
        #expect(result.status == (words[0] == "import" ? 0 : 1))
        #expect(try shop.findings(result).contains { $0.contains(",administrator.last,") })
        let isSaid = try shop.notes(result).contains { $0.hasPrefix("Not done as typed: ") }
        #expect(isSaid == (words[0] != "import"))
        let ada = try shop.fields("agents", "ada@desk.example")
        #expect(ada["role"] == "administrator" && ada["status"] == "active")
    }

    /// As with the primary contact: the first run makes the new one behind the row of the old one.
    @Test func theSameFileHandsTheAdministratorOverInTwoRuns() throws {
        let shop = try plainDesk()
        try shop.write("last.csv", "email,role,status\nada@desk.example,agent,\nola@desk.example,administrator,\n")
        for role in ["administrator", "agent"] {
            #expect(try shop.run("import", "last.csv", "--quiet").status == 0)
            #expect(try shop.fields("agents", "ada@desk.example")["role"] == role)
        }
    }

    /// What the finding says to do does it: the new one first, then the row again.
    @Test func anAdministratorHandsThePrimaryContactOver() throws {
        let shop = try RuleDesk.shop()
        try shop.write("agents.csv", "email,role\nada@desk.example,agent\n")
        let words = ["import", "agents.csv", "--quiet", "--as", "eve@desk.example"]
        #expect(try shop.run(words).status == 0)
        #expect(try shop.fields("agents", "ada@desk.example")["role"] == "administrator")
        let set = ["organization", "set-primary-contact", "eve@desk.example", "--yes", "--quiet"]
        #expect(try shop.run(set + ["--as", "eve@desk.example"]).status == 0)
        #expect(try shop.run(words + ["--force"]).status == 0)
        #expect(try shop.fields("agents", "ada@desk.example")["role"] == "agent")
    }

    /// The first run names the new one behind the row of the old one; the same files again are not "the same again".
    @Test func theSameFilesHandItOverInTwoRuns() throws {
        let shop = try RuleDesk.shop()
        try shop.write("agents.csv", "email,role\nada@desk.example,agent\n")
        try shop.write("organization.csv", "name,primary_contact\nDesk Ltd,eve@desk.example\n")
        let words = ["import", "agents.csv", "organization.csv", "--quiet", "--as", "eve@desk.example"]
        #expect(try shop.run(words).status == 0)
        #expect(try shop.fields("agents", "ada@desk.example")["role"] == "administrator")
        #expect(try shop.run(words).status == 0)
        #expect(try shop.fields("agents", "ada@desk.example")["role"] == "agent")
        #expect(try shop.run(words).status == 0)
    }

    /// What else the row says is written, by `edit --from` as by an import.
    @Test(arguments: [["import", "agents.csv"], ["edit", "agents", "--from", "agents.csv"]])
    func aRowThatRemovesSaysTheRest(_ words: [String]) throws {
        let shop = try RuleDesk.shop()
        try shop.write("agents.csv", "email,role,status,mobile\nola@desk.example,manager,removed,+48 22 123 45 67\n")
        let result = try shop.run(words + ["--json"])
        #expect(result.status == 0, "\(result.error)\(result.output)")
        #expect(try shop.findings(result).map { $0.contains(",agent.removal,") } == [true])
        let agent = try shop.fields("agents", "ola@desk.example")
        #expect(agent["role"] == "manager" && agent["status"] == "active" && agent["mobile"] != nil)
        // The command takes the agent out all the same, and an undo brings the agent back.
        let removal = ["agents", "remove", "ola@desk.example", "--leave-open", "--as", "ada@desk.example"]
        #expect(try shop.run(removal + ["--yes", "--quiet"]).status == 0)
        let removed = try shop.fields("agents", "ola@desk.example")
        #expect(removed["status"] == "removed" && removed["role"] == nil)
        #expect(try shop.run("undo", "last", "--yes", "--quiet", "--as", "ada@desk.example").status == 0)
        #expect(try shop.fields("agents", "ola@desk.example") == agent)
    }

    /// Past tickets need the agent, who belongs to nothing any more.
    @Test func aNewRemovedAgentHasNoRoleTeamOrDepartment() throws {
        let shop = try RuleDesk.shop()
        try shop.write("departments.csv", "name,description\nSupport,\nBilling,\n")
        try shop.write("teams.csv", "name,department\nEast,Support\n")
        try shop.write(
            "agents.csv",
            "email,role,status,departments,teams\nnew@desk.example,Support agent,removed,Support;Billing,East\n")
        let result = try shop.run("import", "departments.csv", "teams.csv", "agents.csv", "--json")
        #expect(result.status == 0, "\(result.error)\(result.output)")
        let findings = try shop.findings(result).filter { $0.contains(",agent.removed,") }
        #expect(findings.count == 4)
        for value in ["agent", "Support", "Billing", "East"] {
            #expect(findings.contains { $0.contains("agents.csv,,2,") && $0.contains(",\(value),") }, "\(findings)")
        }
        let agent = try shop.fields("agents", "new@desk.example")
        #expect(agent["status"] == "removed")
        for field in ["role", "role_label", "departments", "teams"] { #expect(agent[field] == nil, "\(field)") }
        try shop.write("teams.csv", "name,department,members\nEast,Support,new@desk.example\n")
        #expect(try shop.run("import", "teams.csv", "--quiet").status == 0)
        #expect(try shop.fields("teams", "East")["members"] == nil)
    }

    /// `agents remove` takes away what only it may; words for it in other languages do not get around that.
    @Test(arguments: ["removed", "Deleted", "Usunięty", "gelöscht", "Supprimé", "已删除"])
    func nobodyIsRemovedByAnEdit(_ word: String) throws {
        let shop = try RuleDesk.shop()
        let result = try shop.run("edit", "agents", "ola@desk.example", "status=\(word)")
        #expect(result.status == 64 && result.error.contains("deskferry agents remove"), "\(result.output)")
    }
}
