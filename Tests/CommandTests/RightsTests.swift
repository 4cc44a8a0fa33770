import Testing

/// Who may do what, with the real program: every cell of the table for the commands that there are.
@Suite struct RightsTests {
    static let agents = """
        email,last_name,role,status
        ada@desk.pl,Nowak,administrator,active
        eve@desk.pl,Sum,administrator,active
        max@desk.pl,Kos,manager,active
        ola@desk.pl,Lis,agent,active
        ben@desk.pl,Wilk,agent,active
        light@desk.pl,Pat,light_agent,active
        off@desk.pl,Mat,administrator,disabled
        gone@desk.pl,Kot,administrator,removed

        """

    private func desk() throws -> Shop {
        let shop = try Shop.stocked()
        try shop.write("agents.csv", Self.agents)
        try shop.write("accounts.csv", "name,city,website\nGamma,Oslo,\n")
        try shop.write(
            "twins.csv", "email,first_name,last_name,phone\na@x.pl,Jan,Lis,601234567\nb@x.pl,Jan,Lis,601234567\n")
        try shop.write("in/accounts.csv", "name,city,website\nDelta,Oslo,\n")
        try shop.job("  - file: in/accounts.csv")
        try run(shop, ["import", "agents.csv"])
        try run(shop, ["import", "twins.csv"])
        try run(shop, ["dedupe", "find", "contacts", "-o", "review.csv"])
        try run(shop, ["contacts", "invite", "eva@beta.de"])
        try run(shop, ["organization", "edit", "name=Desk"])
        try run(shop, ["delete", "tickets", "1002", "--yes"])
        return shop
    }

    private func run(_ shop: Shop, _ words: [String]) throws {
        let result = try shop.run(words + ["--quiet"])
        try #require(result.status == 0, "\(words): \(result.error)")
    }

    /// Rows of the table, each with commands that succeed for who may.
    private static let rows: [(right: String, commands: [[String]])] = [
        ("import", [["import", "accounts.csv"]]),
        (
            "edit",
            [
                ["add", "contacts", "email=new@acme.pl"], ["edit", "contacts", "anna@acme.pl", "title=Dr"],
                ["contacts", "associate", "jan@acme.pl", "--account", "Beta"],
                ["contacts", "dissociate", "jan@acme.pl"], ["contacts", "invite", "anna@acme.pl"],
                ["organization", "edit", "time_zone=Europe/Oslo"], ["invitations", "export", "-o", "mails.csv"],
            ]
        ),
        (
            "delete",
            [
                ["restore", "tickets", "1002"], ["delete", "tickets", "1003", "--yes"], ["undo", "last", "--yes"],
                ["dedupe", "merge", "review.csv", "--yes"], ["sync", "nightly.yaml"],
                ["runs", "prune", "--older-than", "0d", "--yes"],
            ]
        ),
        ("remove", [["agents", "remove", "ben@desk.pl", "--leave-open", "--yes"]]),
        (
            "administer",
            [["organization", "set-primary-contact", "eve@desk.pl", "--yes"], ["bin", "purge", "--yes"]]
        ),
        (
            "look",
            [
                ["check", "accounts.csv"], ["edit", "contacts", "anna@acme.pl", "phone=", "--dry-run"],
                ["inspect", "accounts.csv"], ["list", "contacts"], ["show", "contacts", "anna@acme.pl"],
                ["runs", "list"], ["runs", "show", "last"], ["bin", "list"], ["organization", "show"],
                ["organization", "candidates"], ["invitations", "list"], ["dedupe", "find", "accounts"], ["digest"],
                ["delete", "tickets", "1001", "--dry-run"], ["bin", "purge", "--dry-run"],
                ["sync", "check", "nightly.yaml"], ["runs", "prune", "--older-than", "0d", "--dry-run"],
            ]
        ),
    ]

    @Test(
        arguments: [
            (nil, ["import", "edit", "delete", "look"]),
            ("ada@desk.pl", ["import", "edit", "delete", "remove", "administer", "look"]),
            ("max@desk.pl", ["import", "edit", "delete", "remove", "look"]),
            ("ola@desk.pl", ["import", "edit", "look"]),
            ("light@desk.pl", ["look"]), ("off@desk.pl", ["look"]), ("gone@desk.pl", []),
        ] as [(String?, [String])])
    func everybodyMayWhatTheTableSays(email: String?, rights: [String]) throws {
        let shop = try desk()
        for (right, commands) in Self.rows {
            for words in commands {
                let expected: Int32 = rights.contains(right) ? 0 : 77
                let before = expected == 0 ? nil : try shop.digest()
                let result = try shop.run(words + (email.map { ["--as", $0] } ?? []))
                #expect(result.status == expected, "\(words) by \(email ?? "nobody"): \(result.error)")
                if let before { #expect(try shop.digest() == before, "\(words)") }
            }
        }
    }

    @Test func managersRemoveOthersButNoAdministrators() throws {
        let shop = try desk()
        for (email, by) in [
            ("eve@desk.pl", "max@desk.pl"), ("max@desk.pl", "max@desk.pl"), ("ada@desk.pl", "ada@desk.pl"),
        ] {
            let result = try shop.run("agents", "remove", email, "--leave-open", "--yes", "--as", by)
            #expect(result.status == 77, "\(email) by \(by): \(result.error)")
        }
        try run(shop, ["agents", "remove", "eve@desk.pl", "--leave-open", "--yes", "--as", "ada@desk.pl"])
    }

    @Test func aRefusalIsOneSentenceThatSaysWhoMay() throws {
        let shop = try desk()
        let result = try shop.run("delete", "tickets", "1001", "--yes", "--as", "ola@desk.pl", "--json")
        #expect(result.status == 77)
        #expect(try Shop.failure(result) == "actor.forbidden")
        #expect(
            result.error.contains(
                "ola@desk.pl is an agent and may not delete tickets: only an active administrator or manager may."
            ))
        let nobody = try shop.run("bin", "purge", "--yes")
        #expect(nobody.error.contains("only an active administrator may"))
    }

    /// Files that ask for more than their headers show.
    private static let askingFiles = [
        "email,first_name,last_name,phone,action\njan@acme.pl,,,,update\nanna@acme.pl,,,,delete\n",
        "email,first_name,last_name,phone,action\njan@acme.pl,,,,update\nb@x.pl,,,,restore\n",
    ]

    @Test(arguments: askingFiles, [["import", "acts.csv"], ["edit", "contacts", "--from", "acts.csv"]])
    func rowsAskForNoMoreThanTheirActorMay(file: String, words: [String]) throws {
        let shop = try desk()
        try run(shop, ["delete", "contacts", "b@x.pl", "--yes"])
        try shop.write("acts.csv", file)
        let before = try shop.digest()
        let refused = try shop.run(words + ["--as", "ola@desk.pl"])
        #expect(refused.status == 77 && refused.error.contains("only an active administrator or manager may"))
        #expect(refused.error.contains("Row 3 of acts.csv asks for it."), "\(refused.error)")
        #expect(try shop.digest() == before)
        #expect(try shop.run("runs", "list").output.contains("ola@desk.pl"))
        let check = words[0] == "import" ? ["check", "acts.csv"] : words + ["--dry-run"]
        #expect(try shop.run(check + ["--as", "ola@desk.pl"]).status == 0)
        let yes = words[0] == "import" ? [] : ["--yes"]
        try run(shop, words + ["--as", "max@desk.pl"] + yes)
        try run(shop, ["undo", "last", "--yes"])
        try run(shop, words + yes)
    }

    @Test func aJobOfAnAgentIsStoppedBeforeItsFilesAreLookedFor() throws {
        let shop = try desk()
        try run(shop, ["sync", "nightly.yaml"])
        let refused = try shop.run("sync", "nightly.yaml", "--as", "ola@desk.pl")
        #expect(refused.status == 77 && refused.error.contains("may not run sync jobs"), "\(refused.error)")
    }

    /// Who may not is told that, and not which records there are.
    @Test(arguments: [
        ["restore", "tickets", "4711"], ["delete", "tickets", "4711", "--yes"],
        ["edit", "contacts", "nobody@x.pl", "title=Dr"], ["contacts", "associate", "nobody@x.pl", "--account", "Beta"],
        ["contacts", "invite", "nobody@x.pl"], ["undo", "nonsense", "--yes"],
    ])
    func theRightIsAskedBeforeTheKey(_ words: [String]) throws {
        let shop = try desk()
        #expect(try shop.run(words + ["--as", "light@desk.pl"]).status == 77)
        #expect(try shop.run(words + ["--as", "max@desk.pl"]).status == 64)
    }

    /// What only some may do, they alone may take back.
    @Test func anUndoAsksForTheRightOfWhatItTakesBack() throws {
        let shop = try desk()
        func undo(_ email: String?) throws -> Int32 {
            let before = try shop.digest()
            let result = try shop.run(["undo", "last", "--yes"] + (email.map { ["--as", $0] } ?? []))
            #expect(try result.status == 0 || shop.digest() == before)
            return result.status
        }
        try run(shop, ["organization", "set-primary-contact", "eve@desk.pl", "--yes", "--as", "ada@desk.pl"])
        for email in [nil, "max@desk.pl", "ola@desk.pl"] { #expect(try undo(email) == 77, "\(email ?? "nobody")") }
        #expect(try shop.run("undo", "last", "--dry-run").status == 0)
        #expect(try undo("ada@desk.pl") == 0)
        #expect(try undo(nil) == 77)

        try run(shop, ["agents", "remove", "ben@desk.pl", "--leave-open", "--yes", "--as", "ada@desk.pl"])
        #expect(try undo(nil) == 77)
        #expect(try undo("max@desk.pl") == 0)
        #expect(try undo(nil) == 77)
        #expect(try undo("ada@desk.pl") == 0)

        try run(shop, ["agents", "remove", "eve@desk.pl", "--leave-open", "--yes", "--as", "ada@desk.pl"])
        let refused = try shop.run("undo", "last", "--yes", "--as", "max@desk.pl")
        #expect(refused.status == 77 && refused.error.contains("undo the removal of the administrator eve@desk.pl"))
        #expect(try undo("ada@desk.pl") == 0)
    }

    @Test func theActorOfLooksCanStandInTheEnvironment() throws {
        let shop = try desk()
        #expect(try shop.run("list", "contacts", environment: ["DESKFERRY_AS": "gone@desk.pl"]).status == 77)
        #expect(try shop.run("list", "contacts", "--as", "nobody@desk.pl").status == 64)
    }

    @Test(
        arguments: [
            ("ada@desk.pl", 0, 0), ("light@desk.pl", 0, 0), ("tpyo@desk.pl", 64, 64), ("off@desk.pl", 77, 0),
            ("gone@desk.pl", 77, 77),
        ] as [(String, Int32, Int32)])
    func theActorOfTheFirstLoadIsOneOfItsAgents(email: String, status: Int32, checkStatus: Int32) throws {
        let shop = try Shop()
        try shop.write("agents.csv", Self.agents)
        try shop.write("accounts.csv", "name,city,website\nGamma,Oslo,\n")
        let check = try shop.run("check", "agents.csv", "accounts.csv", "--as", email)
        #expect(check.status == checkStatus, "\(check.error)")
        let result = try shop.run("import", "agents.csv", "accounts.csv", "--as", email)
        #expect(result.status == status, "\(result.error)")
        #expect(shop.exists("desk.sqlite") == (status == 0))
        if status == 0 { #expect(try shop.fields("accounts", "Gamma")["owner"] == email) }
    }

    /// Where no agent comes in, or what is typed begins with another one, the history keeps the address.
    @Test func anActorWhoIsNobodyIsSaidToBe() throws {
        let shop = try Shop()
        try shop.write("agents.csv", "email,last_name,role,status\nada,Nowak,administrator,active\n")
        let refused = try shop.run("import", "agents.csv", "--as", "ada@desk.pl", "--json")
        #expect(refused.status == 1)
        #expect(try shop.notes(refused).contains { $0.hasPrefix("There is no agent ada@desk.pl") })
        let typed = try shop.run("add", "agents", "email=ola@desk.pl", "--as", "ada@desk.pl", "--json")
        #expect(typed.status == 0)
        #expect(try shop.notes(typed).contains { $0.hasPrefix("There is no agent ada@desk.pl") })
    }

    @Test func beforeThereIsAnAdministratorAnyoneMayWhoIsActive() throws {
        let shop = try Shop.stocked()
        for (email, role) in [("ola@desk.pl", "agent"), ("light@desk.pl", "light_agent"), ("off@desk.pl", "agent")] {
            try run(shop, ["add", "agents", "email=\(email)", "role=\(role)"])
        }
        try run(shop, ["edit", "agents", "off@desk.pl", "status=disabled"])
        for email in ["ola@desk.pl", "light@desk.pl"] {
            try run(shop, ["delete", "tickets", "1001", "--yes", "--as", email])
            try run(shop, ["restore", "tickets", "1001", "--as", email])
        }
        #expect(try shop.run("delete", "tickets", "1001", "--yes", "--as", "off@desk.pl").status == 77)
        try run(shop, ["bin", "purge", "--yes"])
        try run(shop, ["edit", "agents", "ola@desk.pl", "role=administrator", "--as", "ola@desk.pl"])
        #expect(try shop.run("delete", "tickets", "1001", "--yes", "--as", "light@desk.pl").status == 77)
        #expect(try shop.run("bin", "purge", "--yes").status == 77)
    }
}
