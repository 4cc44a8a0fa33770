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
