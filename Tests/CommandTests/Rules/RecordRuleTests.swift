import Testing

/// The rules on identity, on times and on the recycle bin, each by import and by command.
@Suite struct RecordRuleTests {
    static let cases = [
        RuleCase(
            rule: "a contact needs something that identifies it",
            file: "email,first_name,last_name,title\n,,,Dr\n", command: ["add", "contacts", "title=Dr"],
            says: "identity.missing", status: 1),
        RuleCase(
            rule: "an email belongs to one contact",
            file: "id,email,first_name,last_name,action\n2,anna@acme.example,,,update\n",
            command: ["edit", "contacts", "#2", "email=anna@acme.example"], says: "key.conflict",
            status: 1, commandSays: "key.taken", names: ["#1"],
            facts: [.init("contacts", "#2", "email", "jan@acme.example")]),
        RuleCase(
            rule: "a number belongs to one ticket",
            file: "id,number,subject,contact,action\n2,7,Fire,jan@acme.example,update\n",
            command: ["edit", "tickets", "#2", "number=7"], says: "key.conflict",
            status: 1, commandSays: "key.taken", names: ["#1"],
            facts: [.init("tickets", "#2", "number", "8")]),
        RuleCase(
            rule: "two keys of one row mean one record",
            file: "external_id,email,first_name,last_name\nA-1,jan@acme.example,,\n",
            command: ["add", "contacts", "external_id=A-1", "email=jan@acme.example"], says: "key.conflict", status: 1,
            names: ["#1", "#2"]),
        RuleCase(
            rule: "tickets without a number get the next one",
            file: "number,subject,contact\n,Noise,anna@acme.example\n",
            command: ["add", "tickets", "subject=Noise", "contact=anna@acme.example"],
            facts: [.init("tickets", "9", "subject", "Noise")]),
        RuleCase(
            rule: "a ticket closes after it was opened",
            file: "number,subject,contact,created_at,closed_at\n"
                + "9,Noise,anna@acme.example,2026-03-05T10:00:00Z,2026-03-04T10:00:00Z\n",
            command: [
                "add", "tickets", "number=9", "subject=Noise", "contact=anna@acme.example",
                "created_at=2026-03-05T10:00:00Z", "closed_at=2026-03-04T10:00:00Z",
            ], says: "times.order",
            names: ["\"closed at\", 2026-03-04T10:00:00Z, lies before \"created at\", 2026-03-05T10:00:00Z"]),
        RuleCase(
            rule: "a known ticket, too",
            file: "number,subject,contact,closed_at\n7,Smoke,anna@acme.example,2026-02-28T10:00:00Z\n",
            command: ["edit", "tickets", "7", "closed_at=2026-02-28T10:00:00Z"], says: "times.order",
            names: ["\"closed at\", 2026-02-28T10:00:00Z, lies before \"created at\", 2026-03-01T10:00:00Z"],
            facts: [.init("tickets", "7", "closed_at", "2026-02-28T10:00:00Z")]),
        RuleCase(
            rule: "no account stands above itself", file: "id,name,parent,action\n1,Acme Ltd,Workshop,update\n",
            command: ["edit", "accounts", "Acme Ltd", "parent=Workshop"], says: "reference.cycle", status: 1,
            names: ["by way of #4 (Workshop)"], facts: [.init("accounts", "Acme Ltd", "parent", nil)]),
        RuleCase(
            rule: "nor is it its own parent", file: "id,name,parent,action\n1,Acme Ltd,Acme Ltd,update\n",
            command: ["edit", "accounts", "Acme Ltd", "parent=Acme Ltd"], says: "reference.cycle", status: 1,
            names: ["leads back to the record itself."], facts: [.init("accounts", "Acme Ltd", "parent", nil)]),
        // MARK: The recycle bin
        RuleCase(
            rule: "what lies in the bin is made anew, with a warning", file: "name,city\nGone Ltd,\n",
            command: ["add", "accounts", "name=Gone Ltd"], says: "record.binned", names: ["recycle bin"],
            facts: [.init("accounts", "#5", "name", "Gone Ltd")]),
        RuleCase(
            rule: "an account goes with all that hangs on it", file: "name,city,action\nAcme Ltd,,delete\n",
            command: ["delete", "accounts", "Acme Ltd", "--yes"],
            facts: [
                .init("accounts", "Workshop", "parent", nil), .init("projects", "Move", "account", nil),
                .init("projects", "Move", "status", "active"), .init("projects", "Move", "name", "Move"),
            ]),
        RuleCase(
            rule: "a deletion is restored as one", file: "name,city,action\nGone Ltd,,restore\n",
            command: ["restore", "accounts", "Gone Ltd"], facts: [.init("accounts", "Gone Ltd", "name", "Gone Ltd")]),
        RuleCase(
            rule: "a record comes back by its number, too",
            file: "email,first_name,last_name,id,action\nlost@acme.example,,,3,restore\n",
            command: ["restore", "contacts", "#3"],
            facts: [.init("contacts", "lost@acme.example", "first_name", "Lost")]),
        RuleCase(
            rule: "only what is in the bin is restored", file: "name,city,action\nBeta Ltd,,restore\n",
            command: ["restore", "accounts", "Beta Ltd"], says: "restore.unknown", status: 1, commandStatus: 64,
            refusal: "record.unknown"),
        RuleCase(
            rule: "only what is there is deleted", file: "name,city,action\nBetta Ltd,,delete\n",
            command: ["delete", "accounts", "Betta Ltd", "--yes"], says: "record.unknown", status: 1, commandStatus: 64,
            refusal: "record.unknown",
            fileNames: ["No account with name \"Betta Ltd\" is known", "Did you mean \"Beta Ltd\"? Correct the cell"],
            commandNames: ["Did you mean Beta Ltd?"]),
    ]

    @Test(arguments: cases) func byImport(_ rule: RuleCase) throws { try rule.checkImport() }

    @Test(arguments: cases) func byCommand(_ rule: RuleCase) throws { try rule.checkCommand() }

    /// A restoration that a record made since stands against names both, whoever asks for it.
    @Test func aRestorationThatCollidesNamesBoth() throws {
        for words in [["import", "rows.csv"], ["restore", "contacts", "#3"]] {
            let shop = try RuleDesk.shop()
            try shop.write("rows.csv", "id,email,first_name,last_name,action\n3,,,,restore\n")
            #expect(try shop.run("add", "contacts", "email=lost@acme.example", "--quiet").status == 0)
            let result = try shop.run(words)
            #expect(result.status == 1 && result.output.contains("restore.collision"), "\(words): \(result.output)")
            #expect(result.output.contains("#3 (lost@acme.example)") && result.output.contains("#6"))
        }
    }
}
