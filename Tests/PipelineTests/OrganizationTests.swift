import Testing

/// One record, and its primary contact.
@Suite struct OrganizationTests {
    private static let organization = Maps.table(
        "organization", key: "[name]",
        columns: [
            "name: company", "time_zone: zone", "primary_contact: { from: primary, refers_to: agents.email }",
        ], read: [#"clear_token: "<clear>""#])

    private static let both = Maps.tables(Maps.agents, organization)

    private let staff = """
        email,role,status
        ola@desk.pl,agent,active
        ada@desk.pl,administrator,disabled
        ewa@desk.pl,administrator,active
        jan@desk.pl,administrator,active
        eva@desk.pl,light_agent,active

        """

    private func organization(_ primary: String, name: String = "Desk Ltd") -> String {
        "company,zone,primary\n\(name),Europe/Warsaw,\(primary)\n"
    }

    private func primary(_ desk: Desk) throws -> [String] {
        try desk.lines(
            "SELECT o.name, a.email FROM organization o LEFT JOIN agents a ON a.id = o.primary_contact_id")
    }

    private func desk(primary: String = "ewa@desk.pl") throws -> Desk {
        let desk = try Desk(Self.both)
        try desk.load(["s.csv": staff, "o.csv": organization(primary)])
        return desk
    }

    // MARK: One record

    @Test func everyRowIsAboutTheOneRecord() throws {
        let desk = try desk()
        let run = try desk.load(["o.csv": organization("", name: "Desk SA")])
        #expect(run.changes == ["organization Desk SA name: Desk Ltd → Desk SA"])
        #expect(try primary(desk) == ["Desk SA|ewa@desk.pl"])
    }

    @Test func aSecondRowIsADuplicateWhateverItSays() throws {
        let desk = try Desk(Self.organization)
        let file = "company,zone,primary\nDesk Ltd,,\nOther,,\n"
        let run = try desk.load(["o.csv": file])
        #expect(run.counts("organization") == .init(read: 2, created: 1, skipped: 1))
        #expect(run.findings == ["warning key.duplicate o.csv:3  "])
        #expect(run.messages[0].contains("row 2"))
        #expect(try desk.load(["o.csv": file]).counts("organization") == .init(read: 2, unchanged: 1, skipped: 1))
    }

    // MARK: Who is the primary contact

    @Test func theFirstAdministratorBecomesThePrimaryContact() throws {
        let desk = try Desk(Self.both)
        let run = try desk.load(["s.csv": staff, "o.csv": organization("")])
        #expect(run.findings == ["info primary_contact.chosen s.csv:4 primary_contact ewa@desk.pl"])
        #expect(run.changes == ["organization Desk Ltd primary_contact:  → ewa@desk.pl"])
        #expect(try primary(desk) == ["Desk Ltd|ewa@desk.pl"])
        #expect(try desk.load(["s.csv": staff, "o.csv": organization("")]).findings.isEmpty)
    }

    @Test func agentsWhoComeLaterMakeOneToo() throws {
        let desk = try Desk(Self.organization)
        #expect(try desk.load(["o.csv": organization("")]).findings.isEmpty)
        desk.mapping = Maps.agents
        let run = try desk.load(["s.csv": staff])
        #expect(run.findings == ["info primary_contact.chosen s.csv:4 primary_contact ewa@desk.pl"])
        #expect(try primary(desk) == ["Desk Ltd|ewa@desk.pl"])
    }

    @Test func agentsAloneMakeNoOrganization() throws {
        let desk = try Desk(Maps.agents)
        #expect(try desk.load(["s.csv": staff]).findings.isEmpty)
        #expect(try desk.lines("SELECT count(*) FROM organization") == ["0"])
        desk.mapping = Self.organization
        let run = try desk.load(["o.csv": organization("")])
        #expect(run.findings == ["info primary_contact.chosen o.csv:2 primary_contact ewa@desk.pl"])
    }

    @Test(arguments: [
        ("ola@desk.pl", "no administrator"), ("ada@desk.pl", "disabled"), ("eva@desk.pl", "a light agent"),
    ])
    func onlyAnActiveAdministratorWillDo(_ email: String, _ reason: String) throws {
        let desk = try desk()
        let run = try desk.load(["o.csv": organization(email)])
        #expect(run.findings == ["warning primary_contact.invalid o.csv:2 primary_contact \(email)"])
        #expect(run.messages[0].contains(reason))
        #expect(run.counts("organization").unchanged == 1)
        #expect(try primary(desk) == ["Desk Ltd|ewa@desk.pl"])
    }

    // MARK: Who may change it

    @Test func withoutAnActorItStaysOnceItIsSet() throws {
        let desk = try desk()
        let run = try desk.load(["o.csv": organization("jan@desk.pl")])
        #expect(run.findings == ["warning primary_contact.forbidden o.csv:2 primary_contact jan@desk.pl"])
        #expect(try primary(desk) == ["Desk Ltd|ewa@desk.pl"])
        #expect(try desk.load(["o.csv": organization("ewa@desk.pl")]).findings.isEmpty)
    }

    @Test func anAdministratorMayChangeIt() throws {
        let desk = try desk()
        desk.actor = "jan@desk.pl"
        let run = try desk.load(["o.csv": organization("jan@desk.pl")])
        #expect(run.findings.isEmpty)
        #expect(run.changes == ["organization Desk Ltd primary_contact: ewa@desk.pl → jan@desk.pl"])
        #expect(try primary(desk) == ["Desk Ltd|jan@desk.pl"])
    }

    @Test func anotherAgentMayNot() throws {
        let desk = try desk()
        desk.actor = "ola@desk.pl"
        for wanted in ["jan@desk.pl", "<clear>"] {
            let run = try desk.load(["o.csv": organization(wanted)])
            #expect(run.findings.count == 1 && run.findings[0].contains("primary_contact.forbidden"))
        }
        #expect(try primary(desk) == ["Desk Ltd|ewa@desk.pl"])
    }

    // MARK: What happens to the agent

    @Test(arguments: [
        ("manager,active", "no administrator"), ("administrator,disabled", "disabled"),
        ("administrator,removed", "removed"), ("light_agent,active", "a light agent"),
    ])
    func thePrimaryContactStaysAnActiveAdministrator(_ cells: String, _ reason: String) throws {
        let desk = try desk()
        desk.mapping = Maps.agents
        let run = try desk.load(["s.csv": "email,role,status\newa@desk.pl,\(cells)\n"])
        #expect(run.findings.count == 1 && run.findings[0].contains("warning primary_contact.invalid s.csv:2"))
        #expect(run.findings[0].contains("ewa@desk.pl") && run.messages[0].contains(reason))
        #expect(
            try desk.lines("SELECT role, status FROM agents WHERE email = 'ewa@desk.pl'") == ["administrator|active"])
    }

    @Test func othersMayBecomeWhatTheyWill() throws {
        let desk = try desk()
        desk.mapping = Maps.agents
        let run = try desk.load(["s.csv": "email,role,status\njan@desk.pl,agent,disabled\n"])
        #expect(run.findings.isEmpty && run.counts("agents").updated == 1)
    }
}
