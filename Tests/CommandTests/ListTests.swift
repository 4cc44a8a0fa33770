import Foundation
import Testing

@Suite struct ListTests {
    /// Customers and tickets of several countries.
    private static func desk() throws -> Shop {
        let shop = try Shop()
        try shop.write("projects.csv", "name,status\nAlpha,active\nBeta,archived\n")
        try shop.write(
            "contacts.csv",
            """
            email,first_name,last_name,phone,account,projects,tags,sees_account_tickets
            anna@acme.pl,Anna,Nowak,+48 22 123 45 67,Acme,Alpha;Beta,vip;news,yes
            jan@acme.pl,Jan,Żółć,,Acme,Alpha,,no
            eva@beta.de,Eva,O'Ärger,,Beta GmbH,,VIP,
            wang@nihao.cn,小明,王,,北京公司,,,
            solo@free.org,Solo,Free,,,,,

            """)
        try shop.write(
            "tickets.csv",
            """
            number,subject,contact,status,priority,created_at
            1001,Printer,anna@acme.pl,open,high,2026-01-01T00:00:00Z
            1002,Invoice'; DROP TABLE contacts; --,jan@acme.pl,closed,low,2026-01-31T23:59:59Z
            1003,Login,eva@beta.de,open,urgent,2026-02-01T00:00:00Z

            """)
        try shop.write(
            "projects.yaml",
            """
            name: own/projects
            source: own
            records:
              - entity: projects
                key: [name]
                columns: {name: name, status: status}

            """)
        try shop.write(
            "contacts.yaml",
            """
            name: own/contacts
            source: own
            records:
              - entity: accounts
                when: account
                key: [name]
                columns: {name: account}
              - entity: contacts
                key: [email]
                columns:
                  email: email
                  first_name: first_name
                  last_name: last_name
                  phone: phone
                  account: account
                  projects: {from: projects, refers_to: projects.name}
                  tags: tags
                  sees_account_tickets: sees_account_tickets

            """)
        let result = try shop.run(
            "import", "projects.csv", "contacts.csv", "tickets.csv", "--map", "projects.csv=projects.yaml", "--map",
            "contacts.csv=contacts.yaml", "--quiet")
        try #require(result.status == 0, "\(result.error)\(result.output)")
        return shop
    }

    private func values(_ shop: Shop, _ name: String, _ arguments: String...) throws -> [String] {
        let result = try shop.run(arguments + ["--json"])
        #expect(result.status == 0, "\(result.error)")
        let records = try #require(try result.json() as? [[String: Any]])
        return records.compactMap { record in record[name].map { "\($0)" } }
    }

    // MARK: Which records

    @Test func conditionsChooseRecords() throws {
        let shop = try Self.desk()
        for (condition, numbers) in [
            ("status = open and created_at >= 2026-02-01", ["1003"]), ("created_at = 2026-01-31", ["1002"]),
            ("contact.account.name ~ 'ACM'", ["1001", "1002"]), ("contact = 'anna nowak'", ["1001"]),
            ("status in (otwarte, 已关闭) and not priority = hoch", ["1002", "1003"]),
            ("contact.projects = Beta or priority >= urgent", ["1001", "1003"]),
            ("subject ~ '''; drop table contacts; --'", ["1002"]), ("subject = \"x' OR '1'='1\"", []),
        ] {
            #expect(try values(shop, "number", "list", "tickets", "--where", condition) == numbers, "\(condition)")
        }
        #expect(try values(shop, "email", "list", "contacts").count == 5)
    }

    @Test func otherOptionsChooseRecordsToo() throws {
        let shop = try Self.desk()
        #expect(try values(shop, "last_name", "list", "contacts", "--search", "żÓŁ") == ["Żółć"])
        #expect(try values(shop, "last_name", "list", "contacts", "--search", "o'ä") == ["O'Ärger"])
        #expect(try values(shop, "last_name", "list", "contacts", "--starts-with", "żó") == ["Żółć"])
        #expect(try values(shop, "first_name", "list", "contacts", "--starts-with", "王") == ["小明"])
        #expect(try values(shop, "first_name", "list", "contacts", "--project", "ALPHA") == ["Anna", "Jan"])
        #expect(
            try values(shop, "first_name", "list", "contacts", "--project", "Beta", "--where", "tags = vip") == ["Anna"]
        )
        #expect(try values(shop, "number", "list", "tickets", "--visible-to", "anna@acme.pl") == ["1001", "1002"])
        #expect(try values(shop, "number", "list", "tickets", "--visible-to", "jan@acme.pl") == ["1002"])
        #expect(try values(shop, "id", "list", "contacts", "--deleted").isEmpty)
        #expect(try shop.run("list", "contacts", "--where", "account is empty", "--count").output == "1\n")
    }

    @Test func theNextPageGoesOnBehindTheLastOne() throws {
        let shop = try Self.desk()
        let page = try shop.run("list", "contacts", "--limit", "2")
        #expect(page.output.hasSuffix("More: --after 2\n"))
        #expect(try values(shop, "id", "list", "contacts", "--limit", "2", "--after", "2") == ["3", "4"])
        let sorted = try shop.run("list", "contacts", "--order", "-last_name", "--limit", "2", "--columns", "last_name")
        #expect(sorted.output == "last_name\n王\nŻółć\nPerhaps more: raise --limit\n")
        let both = try shop.run("list", "contacts", "--order", "last_name", "--after", "2")
        #expect(both.status == 64)
    }

    // MARK: How they look

    @Test func columnsStandBelowEachOtherWhateverTheirWidth() throws {
        let shop = try Self.desk()
        let list = try shop.run("list", "contacts", "--columns", "id,last_name,account,account.name,tags,projects")
            .output
        #expect(
            list == """
                id  last_name  account    account.name  tags       projects
                1   Nowak      Acme       Acme          vip, news  Alpha, Beta
                2   Żółć       Acme       Acme                     Alpha
                3   O'Ärger    Beta GmbH  Beta GmbH     VIP
                4   王         北京公司   北京公司
                5   Free

                """)
    }

    @Test func groupsHaveTheirCountsAndThoseWithoutComeLast() throws {
        let shop = try Self.desk()
        let list = try shop.run("list", "contacts", "--group-by", "account", "--columns", "first_name").output
        #expect(
            list == """
                Acme (2)
                first_name
                Anna
                Jan

                Beta GmbH (1)
                first_name
                Eva

                北京公司 (1)
                first_name
                小明

                no account (1)
                first_name
                Solo

                """)
        let cut = try shop.run("list", "contacts", "--group-by", "account", "--limit", "1", "--columns", "first_name")
        #expect(cut.output.hasPrefix("Acme (1 of 2)\n"))
        let json = try #require(
            try shop.run("list", "contacts", "--group-by", "account", "--json").json() as? [[String: Any]])
        #expect(json.map { $0["total"] as? Int } == [2, 1, 1, 1])
        #expect(json.map { $0["group"] as? String } == ["Acme", "Beta GmbH", "北京公司", nil])
    }

    @Test func jsonKeepsTheTypes() throws {
        let shop = try Self.desk()
        let records = try #require(
            try shop.run("list", "contacts", "--limit", "1", "--json").json() as? [[String: Any]])
        let anna = try #require(records.first)
        #expect(anna["id"] as? Int == 1)
        #expect(anna["account"] as? String == "Acme" && anna["account_id"] as? Int == 1)
        #expect(anna["sees_account_tickets"] as? Bool == true)
        #expect(anna["projects"] as? [String] == ["Alpha", "Beta"])
        #expect(anna["tags"] as? [String] == ["vip", "news"])
        #expect(anna["birthday"] == nil)
        #expect(try shop.run("list", "contacts", "--count", "--json").object()["count"] as? Int == 5)
    }

    @Test func csvIsReadBackAsItIs() throws {
        let shop = try Self.desk()
        let list = try shop.run("list", "tickets", "--columns", "number,subject", "--format", "csv").output
        #expect(list == "number,subject\r\n1001,Printer\r\n1002,Invoice'; DROP TABLE contacts; --\r\n1003,Login\r\n")
    }

    @Test func controlCharactersDoNotReachTheTerminal() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", "email,first_name,last_name\na@b.pl,\"Two\nlines\",\u{1B}[31mRed\u{202E}x\n")
        #expect(try shop.run("import", "contacts.csv", "--quiet").status <= 1)
        for arguments in [["list", "contacts"], ["show", "contacts", "a@b.pl"]] {
            let output = try shop.run(arguments).output
            #expect(!output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{0}" })
            #expect(output.contains("Two lines"))
        }
    }

    // MARK: Mistakes

    @Test func aMistakeIsMarkedAndAnsweredWithTheNearestName() throws {
        let shop = try Shop.stocked()
        let result = try shop.run("list", "tickets", "--where", "subject = '北京' and staus = open")
        #expect(result.status == 64)
        #expect(
            result.error == """
                deskferry: --where: tickets have no field "staus"; did you mean status?
                  subject = '北京' and staus = open
                                       ^^^^^

                """)
        #expect(result.output.isEmpty)
    }

    @Test(arguments: [
        (["--where", "status = opne"], "did you mean open?"), (["--where", "status = ''"], "is empty"),
        (["--columns", "numbr"], "--columns: tickets have no field \"numbr\"; did you mean number?"),
        (["--order", "-create_at"], "did you mean created_at?"), (["--group-by", "nothing"], "--group-by"),
        (["--member", "x"], "do not belong"), (["--visible-to", "ana@acme.pl"], "near it: \"anna@acme.pl\""),
        (["--limit", "0"], "too small"), (["--group-by", "status", "--format", "csv"], "--order"),
    ])
    func wrongOptionsAreExplained(arguments: [String], message: String) throws {
        let result = try Shop.stocked().run(["list", "tickets"] + arguments)
        #expect(result.status == 64)
        #expect(result.error.contains(message), "\(result.error)")
    }

    @Test func whoMaySeeRecordsIsSaidForTicketsOnly() throws {
        let result = try Shop.stocked().run("list", "contacts", "--visible-to", "anna@acme.pl")
        #expect(result.status == 64 && result.error.contains("tickets"))
    }

    // MARK: show

    @Test func aRecordIsShownWithAllThatHangsOnIt() throws {
        let shop = try Self.desk()
        let result = try shop.run("show", "accounts", "acme")
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n").map {
            $0.split(separator: " ", omittingEmptySubsequences: true)
        }
        #expect(result.output.hasPrefix("account #1\n"))
        #expect(lines.contains(["contacts", "2", "by", "account"]))
        #expect(lines.contains(["tickets", "2", "by", "account"]))
        #expect(lines.contains { $0.starts(with: ["created", "by", "run"]) })
        let contact = try shop.run("show", "contacts", "Anna Nowak").output
        #expect(contact.contains("Acme (#1)") && contact.contains("Beta (#2)"))
        let json = try #require(try shop.run("show", "accounts", "#1", "--json").json() as? [[String: Any]])
        #expect((json.first?["referring"] as? [String: [String: Int]])?["contacts"] == ["account": 2])
    }

    @Test func anUnknownRecordGetsTheNearest() throws {
        let shop = try Self.desk()
        let result = try shop.run("show", "contacts", "anna@acme.pl", "jon@acme.pl")
        #expect(result.status == 64)
        #expect(result.error.contains("no contact \"jon@acme.pl\"; near it: \"jan@acme.pl\""))
    }

    @Test func recordsOfTheSameNameAreAllShown() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", "email,first_name,last_name\na@b.pl,Jan,Kos\nb@b.pl,Jan,Kos\n")
        #expect(try shop.run("import", "contacts.csv", "--quiet").status == 0)
        let output = try shop.run("show", "contacts", "jan kos").output
        #expect(output.contains("contact #1\n") && output.contains("contact #2\n"))
    }
}
