import Testing

/// The first agents of a help desk bring an administrator, or one of them is named.
@Suite struct FirstAdministratorTests {
    private static let agents = """
        email,last_name,role,status
        ola@desk.pl,Lis,agent,active
        ben@desk.pl,Kos,,
        off@desk.pl,Wilk,administrator,disabled

        """

    private func shop(_ agents: String = agents) throws -> Shop {
        let shop = try Shop()
        try shop.write("agents.csv", agents)
        return shop
    }

    private func administrators(_ shop: Shop) throws -> String {
        try shop.run("list", "agents", "--where", "role = administrator", "--columns", "email", "--format", "csv")
            .output
    }

    @Test func agentsWithoutAnAdministratorStop() throws {
        let shop = try shop()
        for command in ["check", "import"] {
            let result = try shop.run(command, "agents.csv")
            #expect(result.status == 64)
            #expect(result.error.contains("3 agents") && result.error.contains("--first-admin ola@desk.pl"))
        }
        #expect(!shop.exists("desk.sqlite"))
    }

    /// Who is proposed can become it.
    @Test func onlyActiveAgentsAreProposed() throws {
        let header = "email,last_name,role,status\n"
        let off = "off@desk.pl,Wilk,administrator,disabled\n"
        let cases = [
            (off + "lia@desk.pl,Lis,light_agent,active\nben@desk.pl,Kos,agent,active\n", "--first-admin ben@desk.pl"),
            (off + "lia@desk.pl,Lis,light_agent,active\n", "--first-admin lia@desk.pl"),
            (off, "None of them is active"),
        ]
        for (rows, hint) in cases {
            let result = try shop(header + rows).run("import", "agents.csv")
            #expect(result.status == 64 && result.error.contains(hint), "\(result.error)")
        }
        let shop = try shop(header + off)
        #expect(try shop.run("add", "agents", "email=boss@desk.pl", "role=manager", "--quiet").status == 0)
        #expect(try shop.run("import", "agents.csv").error.contains("--first-admin boss@desk.pl"))
    }

    @Test func anAdministratorOfTheFileWillDo() throws {
        let shop = try shop(Self.agents + "ada@desk.pl,Nowak,administrator,active\n")
        #expect(try shop.run("import", "agents.csv", "--quiet").status == 0)
    }

    @Test func anAgentOfTheFileIsMadeOne() throws {
        let shop = try shop()
        #expect(try shop.run("check", "agents.csv", "--first-admin", "Ben@desk.pl", "--quiet").status == 0)
        let result = try shop.run("import", "agents.csv", "--first-admin", "Ben@desk.pl", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try shop.notes(result).contains { $0.contains("Ben@desk.pl") && $0.contains("--first-admin") })
        #expect(try shop.fields("agents", "ben@desk.pl")["role"] == "administrator")
        #expect(try shop.run("import", "agents.csv", "--quiet").status == 0, "there is an administrator now")
        #expect(try shop.fields("agents", "ben@desk.pl")["role"] == "administrator")
    }

    @Test func theFirstAdministratorBecomesThePrimaryContact() throws {
        let shop = try shop()
        #expect(try shop.run("organization", "edit", "name=Desk", "--quiet").status == 0)
        #expect(try shop.run("import", "agents.csv", "--first-admin", "ola@desk.pl", "--quiet").status == 0)
        #expect(try shop.run("organization").output.contains("ola@desk.pl"))
        #expect(try shop.fields("agents", "ola@desk.pl")["role"] == "administrator")
    }

    @Test func anAgentOfTheDatabaseIsMadeOne() throws {
        let shop = try shop()
        #expect(try shop.run("add", "agents", "email=boss@desk.pl", "role=manager", "--quiet").status == 0)
        #expect(try shop.run("import", "agents.csv").status == 64)
        let check = try shop.run("check", "agents.csv", "--first-admin", "boss@desk.pl", "--json")
        #expect(check.status == 0, "\(check.error)")
        #expect(try shop.fields("agents", "boss@desk.pl")["role"] == "manager")
        let load = try shop.run("import", "--accept", "last-check", "--quiet")
        #expect(load.status == 0, "\(load.error)")
        #expect(try shop.fields("agents", "boss@desk.pl")["role"] == "administrator")
    }

    @Test(
        arguments: [
            ("nobody@desk.pl", "nobody@desk.pl"), ("off@desk.pl", "disabled"),
        ])
    func whoCannotBeOneIsRefused(email: String, named: String) throws {
        let shop = try shop()
        let result = try shop.run("import", "agents.csv", "--first-admin", email)
        #expect(result.status == 64)
        #expect(result.error.contains(named))
        #expect(!shop.exists("desk.sqlite"))
    }

    @Test func thereIsOnlyOneFirst() throws {
        let shop = try shop()
        #expect(try shop.run("import", "agents.csv", "--first-admin", "ola@desk.pl", "--quiet").status == 0)
        let other = try shop.run("import", "agents.csv", "--first-admin", "ben@desk.pl")
        #expect(other.status == 64)
        #expect(other.error.contains("ola@desk.pl"))
        #expect(try shop.run("import", "agents.csv", "--first-admin", "ola@desk.pl", "--quiet").status == 0)
        #expect(try administrators(shop).contains("ola@desk.pl"))
    }

    @Test func othersAreNotConcerned() throws {
        let shop = try Shop.stocked()
        let result = try shop.run("import", "contacts.csv", "--first-admin", "ola@desk.pl")
        #expect(result.status == 64)
        #expect(result.error.contains("deskferry edit agents ola@desk.pl role=administrator"))
    }

    @Test func anExportWithoutRolesNamesSomebody() throws {
        let shop = try Shop()
        // The headers of osTicket's agents.
        try shop.write(
            "agents.csv", "First Name,Last Name,Email Address,Username\nOlga,Wrona,olga.wrona@desk.example,olga\n")
        let refused = try shop.run("import", "agents.csv")
        #expect(refused.status == 64)
        let email = try #require(refused.error.firstMatch(of: /--first-admin (\S+@\S+[a-z])/)).1
        #expect(try shop.run("import", "agents.csv", "--first-admin", String(email), "--quiet").status == 0)
        #expect(try administrators(shop).contains(email))
    }
}
