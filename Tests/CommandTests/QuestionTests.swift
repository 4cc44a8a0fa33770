import Testing

/// The question of commands that delete or take away, asked at a terminal.
@Suite struct QuestionTests {
    private static let commands = [
        ["delete", "accounts", "Acme Ltd"], ["delete", "contacts", "--from", "gone.csv"],
        ["agents", "remove", "ola@desk.example", "--leave-open", "--as", "ada@desk.example"],
        ["organization", "set-primary-contact", "eve@desk.example", "--as", "ada@desk.example"],
        ["bin", "purge", "--as", "ada@desk.example"], ["undo", "last"],
    ]

    private static let answers: [Shop.Typed] = [.line("n"), .endOfInput, .line(""), .line("perhaps")]

    private func shop() throws -> Shop {
        let shop = try RuleDesk.shop()
        try shop.write("gone.csv", "email,first_name,last_name\nanna@acme.example,,\n")
        return shop
    }

    @Test(arguments: zip(commands, ["y", "YES", "Yes", " y ", "y", "yes"]))
    func whoSaysYesGetsIt(_ words: [String], _ answer: String) throws {
        let shop = try shop()
        let before = try shop.bytes("desk.sqlite")
        let result = try shop.runAtTerminal(words, typing: .line(answer))
        #expect(result.status == 0 && result.output.contains("Go on? [y/N] "), "\(result.output)")
        #expect(try shop.bytes("desk.sqlite") != before)
        #expect(try shop.run("doctor").status == 0)
    }

    @Test(arguments: zip(commands + commands, (0..<12).map { answers[$0 % 4] }))
    func whoSaysAnythingElseGetsNothing(_ words: [String], _ answer: Shop.Typed) throws {
        let shop = try shop()
        let before = try shop.bytes("desk.sqlite")
        let result = try shop.runAtTerminal(words, typing: answer)
        #expect(result.status == 64, "\(result.output)")
        #expect(result.output.contains("Go on? [y/N] ") && result.output.contains("nothing was written"))
        #expect(try shop.bytes("desk.sqlite") == before)
    }

    @Test func whatWillHappenStandsAboveTheQuestion() throws {
        let result = try shop().runAtTerminal(["delete", "accounts", "Acme Ltd"], typing: .line("n"))
        let parts = result.output.components(separatedBy: "Go on?")
        #expect(parts.count == 2 && parts[0].contains("1 account will go to the recycle bin: #1 Acme Ltd."))
        #expect(parts[0].contains("2 contacts, 2 tickets, 1 comment"), "\(parts[0])")
    }

    @Test func nobodyIsAskedWhoHasSaidSo() throws {
        let result = try shop().runAtTerminal(["delete", "accounts", "Acme Ltd", "--yes"], typing: .line("n"))
        #expect(result.status == 0 && !result.output.contains("Go on?"))
    }

    @Test(arguments: ["edit", "add", "restore"])
    func rowsThatDeleteAreAskedAbout(verb: String) throws {
        let shop = try shop()
        try shop.write(
            "mixed.csv",
            "action,email,first_name,last_name\ndelete,anna@acme.example,,\n,new@acme.example,Nel,Pat\n")
        let before = try shop.bytes("desk.sqlite")
        let words = [verb, "contacts", "--from", "mixed.csv"]
        let nobody = try shop.run(words)
        #expect(nobody.status == 64 && nobody.error.contains("1 contact will go to the recycle bin"), "\(nobody.error)")
        let refused = try shop.runAtTerminal(words, typing: .line("n"))
        #expect(refused.status == 64 && refused.output.contains("Go on? [y/N] "), "\(refused.output)")
        #expect(try shop.bytes("desk.sqlite") == before)
        let done = try shop.run(words + ["--yes", "--json"])
        #expect(try Shop.counts(done, "contacts")["deleted"] == 1, "\(done.error)")
    }

    @Test func rowsThatDeleteNothingAreNot() throws {
        let shop = try shop()
        try shop.write("mixed.csv", "action,email,title\nupdate,anna@acme.example,Dr\n")
        let result = try shop.run("edit", "contacts", "--from", "mixed.csv")
        #expect(result.status == 0, "\(result.error)")
        try shop.write("mixed.csv", "action,email,title\ndelete,anna@acme.example,Dr\n")
        #expect(try shop.run("edit", "contacts", "--from", "mixed.csv", "--dry-run").status == 0)
        #expect(try shop.run("import", "mixed.csv", "--map", "mixed.csv=deskferry/contacts", "--quiet").status == 0)
    }

    @Test func aMergeAsksAsWell() throws {
        let shop = try shop()
        for email in ["a@x.example", "b@x.example"] {
            let words = [
                "add", "contacts", "email=\(email)", "first_name=Jan", "last_name=Lis", "account=Beta Ltd",
                "phone=601234567",
            ]
            #expect(try shop.run(words + ["--quiet"]).status == 0)
        }
        #expect(try shop.run("dedupe", "find", "contacts", "-o", "review.csv", "--quiet").status == 0)
        let before = try shop.bytes("desk.sqlite")
        let refused = try shop.runAtTerminal(["dedupe", "merge", "review.csv"], typing: .line("n"))
        #expect(refused.output.contains("Go on? [y/N] ") && refused.output.lowercased().contains("nothing was written"))
        #expect(try shop.bytes("desk.sqlite") == before)
        #expect(try shop.runAtTerminal(["dedupe", "merge", "review.csv"], typing: .line("y")).status == 0)
        #expect(try shop.bytes("desk.sqlite") != before)
    }
}
