import Testing

/// What a list leaves out is said, whatever reads it; and records are found by what a list prints of them.
@Suite struct ListRestTests {
    private static func desk() throws -> Shop {
        let shop = try Shop()
        for account in ["name=Acme", "name=Beta"] {
            #expect(try shop.run("add", "accounts", account, "--quiet").status == 0)
        }
        let contacts = [
            ["email=anna@acme.pl", "last_name=Nowak", "account=Acme", "phone=+47 22 01 00 11", "external_id=X5"],
            ["email=jan@acme.pl", "last_name=Kos", "account=Acme", "external_id=a:b", "custom.region=East Side"],
            ["email=eva@beta.de", "last_name=Lis", "account=Beta", "external_id=spreadsheet:X5"],
        ]
        for words in contacts {
            let result = try shop.run(["add", "contacts"] + words + ["--quiet"])
            try #require(result.status == 0, "\(result.error)\(result.output)")
        }
        return shop
    }

    private func ids(_ shop: Shop, _ arguments: String...) throws -> [Int] {
        let result = try shop.run(["list", "contacts", "--json"] + arguments)
        #expect(result.status == 0, "\(result.error)")
        return (try result.json() as? [[String: Any]])?.compactMap { $0["id"] as? Int } ?? []
    }

    // MARK: The limit

    @Test(arguments: ["csv", "json"])
    func whatALimitLeavesOutIsSaidBesideTheOutput(format: String) throws {
        let shop = try Self.desk()
        let first = try shop.run("list", "contacts", "--format", format, "--limit", "1")
        #expect(first.status == 0)
        #expect(first.error == "1 of 3 contacts is shown. For more: --after 1, or a higher --limit.\n")
        #expect(!first.output.contains("For more"))
        let next = try shop.run("list", "contacts", "--format", format, "--limit", "1", "--after", "#1")
        #expect(next.error == "1 of 2 contacts behind #1 is shown. For more: --after 2, or a higher --limit.\n")
        let sorted = try shop.run("list", "contacts", "--format", format, "--limit", "2", "--order", "email")
        #expect(sorted.error == "2 of 3 contacts are shown. For more: a higher --limit.\n")
    }

    @Test(arguments: ["csv", "json"])
    func aWholeListHasNothingToSay(format: String) throws {
        let shop = try Self.desk()
        for arguments in [["--limit", "3"], ["--limit", "1", "--after", "2"], ["--limit", "1", "--quiet"]] {
            let result = try shop.run(["list", "contacts", "--format", format] + arguments)
            #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
        }
    }

    @Test(arguments: ["text", "json"])
    func groupsThatALimitHidesAreSaid(format: String) throws {
        let shop = try Self.desk()
        let words = ["list", "contacts", "--group-by", "account", "--format", format]
        let cut = try shop.run(words + ["--limit", "2"])
        #expect(cut.error == "2 contacts in 1 of 2 groups are shown. For more: a higher --limit.\n")
        let part = try shop.run(words + ["--limit", "1"])
        #expect(part.error == "1 contact in 1 of 2 groups is shown. For more: a higher --limit.\n")
        #expect(try shop.run(words).error.isEmpty)
    }

    // MARK: Ids of other systems

    @Test func aRecordIsFoundByItsExternalIDAsItIsPrinted() throws {
        let shop = try Self.desk()
        #expect(try shop.run("show", "contacts", "anna@acme.pl").output.contains("spreadsheet:X5"))
        // An id that is called so as a whole goes first.
        #expect(try shop.run("show", "contacts", "spreadsheet:X5").output.contains("eva@beta.de"))
        #expect(try ids(shop, "--where", "external_id = spreadsheet:X5") == [3])
        #expect(try shop.run("delete", "contacts", "#3", "--yes", "--quiet").status == 0)
        for key in ["a:b", "spreadsheet:a:b"] {
            #expect(try shop.run("show", "contacts", key).output.contains("jan@acme.pl"), "\(key)")
            #expect(try ids(shop, "--where", "external_id = '\(key)'") == [2])
        }
        #expect(try shop.run("edit", "contacts", "spreadsheet:a:b", "title=Dr", "--quiet").status == 0)
        #expect(try shop.fields("contacts", "#2")["title"] == "Dr")
        for key in ["other:X5", "spreadsheet:", ":X5", "spreadsheet:x5"] {
            #expect(try shop.run("show", "contacts", key).status == 64, "\(key)")
        }
    }

    @Test func aSearchLooksIntoCustomValuesAndExternalIDs() throws {
        let shop = try Self.desk()
        #expect(try ids(shop, "--search", "east s") == [2])
        #expect(try ids(shop, "--search", "a:b") == [2])
        #expect(try ids(shop, "--search", "x5") == [1, 3])
        #expect(try ids(shop, "--search", "2201") == [1])
        // Names of custom values are no values, nor is the system that all ids come from.
        #expect(try ids(shop, "--search", "region") == [])
        #expect(try ids(shop, "--search", "spreadsh") == [3])
    }

    // MARK: Numbers and states

    @Test(arguments: [
        "phone = 4722010011", "phone = '0047 22 01 00 11'", "phone = +4722010011", "phone ~ 2201", "phone ~ '+47 22'",
        "phone ~ '22 01 00'", "phone in (1, 4722010011)",
    ])
    func aNumberIsFoundByItsDigits(condition: String) throws {
        #expect(try ids(try Self.desk(), "--where", condition) == [1])
    }

    @Test func otherDigitsAreAnotherNumber() throws {
        let shop = try Self.desk()
        for condition in ["phone = 22010011", "phone ~ '+22'", "phone = 47220100110", "phone ~ x"] {
            #expect(try ids(shop, "--where", condition) == [], "\(condition)")
        }
        #expect(try shop.run("show", "contacts", "0047 22010011").output.contains("anna@acme.pl"))
    }

    @Test func whoHasNoStateIsNotInvited() throws {
        let shop = try Self.desk()
        #expect(try shop.run("contacts", "invite", "anna@acme.pl", "--quiet").status == 0)
        #expect(try shop.run("edit", "contacts", "#2", "invitation=none", "--quiet").status == 0)
        #expect(try ids(shop, "--where", "invitation = none") == [2, 3])
        #expect(try ids(shop, "--where", "invitation != none") == [1])
        #expect(try ids(shop, "--where", "invitation < sent") == [1, 2, 3])
        #expect(try ids(shop, "--where", "invitation in (none, sent)") == [2, 3])
        #expect(try ids(shop, "--where", "invitation > none") == [1])
    }
}
