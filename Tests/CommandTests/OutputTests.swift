import Foundation
import Testing

@Suite struct OutputTests {
    // MARK: JSON

    @Test(arguments: [
        ["check", "contacts.csv"], ["import", "contacts.csv"], ["list", "contacts"], ["show", "tickets", "1001"],
        ["runs", "list"], ["runs", "show", "last"], ["presets", "list"], ["digest"], ["doctor"], ["recover"],
        ["presets", "show", "zoho-desk/contacts"],
    ])
    func everyCommandCanPrintJSON(arguments: [String]) throws {
        let shop = try Shop.stocked()
        let result = try shop.run(arguments + ["--json"])
        #expect(result.status == 0, "\(result.error)")
        #expect(throws: Never.self) { try result.json() }
        #expect(result.error.isEmpty)
    }

    @Test(arguments: [["import", "missing.csv"], ["list", "contacts", "--db", "no/where"], ["runs", "show", "x"]])
    func failuresAreJSONToo(arguments: [String]) throws {
        let result = try Shop.stocked().run(arguments + ["--json"])
        #expect(result.status >= 64)
        #expect(!(try Shop.failure(result)).isEmpty)
        #expect(result.error.hasPrefix("deskferry: "))
    }

    // MARK: rows

    @Test func rowsComeOutAsCSVThatReadsTheSame() throws {
        let shop = try Shop()
        try shop.write(
            "c.csv",
            "sep=;\r\nname;text;empty\r\n\"a \"\"b\"\"\";\"two\r\nlines; one; cell\";\r\n  x ;,\"quoted\" inside;\r\n")
        let once = try shop.run("rows", "c.csv")
        #expect(once.status == 0)
        #expect(once.output.contains("\"a \"\"b\"\"\""))
        try shop.write("again.csv", once.output)
        #expect(try shop.run("rows", "again.csv").output == once.output)
    }

    @Test func rowsComeOutAsJSONLines() throws {
        let shop = try Shop()
        try shop.write("c.csv", "name,text\nŻak,\"two\nlines\"\nx,y\n")
        let result = try shop.run("rows", "c.csv", "--format", "jsonl")
        let lines = try result.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(lines.map { $0["cells"] as? [String] } == [["name", "text"], ["Żak", "two\nlines"], ["x", "y"]])
        #expect(lines.map { $0["line"] as? Int } == [1, 2, 4])
        #expect(lines.map { $0["row"] as? Int } == [1, 2, 3])
    }

    @Test func rowsKnowJSONLikeEveryCommand() throws {
        let shop = try Shop()
        try shop.write("c.csv", "name,text\nx,y\n")
        #expect(try shop.run("rows", "c.csv", "--json").output == shop.run("rows", "c.csv", "--format", "jsonl").output)
    }

    @Test func rowsAreReadAsTheEnvironmentSays() throws {
        let shop = try Shop()
        // "Żak" in Windows-1250; one row is too little to guess from.
        try shop.write("c.csv", Array("a|b\n1|".utf8) + [0xAF] + Array("ak;x\n".utf8))
        let said = ["DESKFERRY_ENCODING": "windows-1250", "DESKFERRY_DELIMITER": ";", "DESKFERRY_QUOTE": "none"]
        #expect(try shop.run(["rows", "c.csv"], environment: said).output == "a|b\r\n1|Żak,x\r\n")
        #expect(try shop.run(["rows", "c.csv", "--delimiter", "|"], environment: said).output == "a,b\r\n1,Żak;x\r\n")
    }

    @Test func someRowsCanBePrinted() throws {
        let shop = try Shop()
        try shop.write("c.csv", "n\n1\n2\n3\n4\n")
        #expect(
            try shop.run("rows", "c.csv", "--from-row", "2", "--limit", "2").output.split(whereSeparator: \.isNewline)
                == ["1", "2"])
        #expect(
            try shop.run(["rows", "-"], input: Data("a,b\n1,2\n".utf8)).output.split(whereSeparator: \.isNewline) == [
                "a,b", "1,2",
            ])
    }

    // MARK: list and show

    @Test func recordsAreListed() throws {
        let shop = try Shop.stocked()
        let list = try shop.run("list", "contacts").output.split(separator: "\n")
        #expect(list.count == 4)
        #expect(list[0].hasPrefix("id") && list[0].contains("email"))
        #expect(list[1].hasPrefix("#1") && list[1].contains("anna@acme.pl"))
        #expect(try shop.run("list", "contacts", "--search", "BRAUN").output.split(separator: "\n").count == 2)
        let page = try shop.run("list", "contacts", "--limit", "1", "--after", "1")
        #expect(page.output.contains("jan@acme.pl") && page.output.contains("--after 2"))
        #expect(try shop.run("list", "agents").output == "No agents.\n")
        let records = try #require(try shop.run("list", "tickets", "--json").json() as? [[String: Any]])
        #expect(records.map { $0["contact"] as? String } == ["anna@acme.pl", "jan@acme.pl", "eva@beta.de"])
    }

    @Test(arguments: ["#1", "anna@acme.pl", "ANNA@acme.pl", "Anna Nowak", "+48 22 123 45 67"])
    func aRecordIsShownByAnyOfItsKeys(key: String) throws {
        let result = try Shop.stocked().run("show", "contacts", key)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("contact #1\n"))
        #expect(result.output.contains("account") && result.output.contains("Acme"))
    }

    // MARK: runs

    @Test func runsAreListedAndShown() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 0)
        #expect(try shop.run("import", "contacts.csv", "--limit", "1", "--quiet").status == 0)
        let runs = try #require(try shop.run("runs", "list", "--json").json() as? [[String: Any]])
        let ids = runs.compactMap { $0["id"] as? String }
        #expect(ids.count == 3 && ids == ids.sorted(by: >))
        #expect(runs.map { $0["kind"] as? String } == ["import", "check", "import"])
        let lines = try shop.run("runs", "list").output.split(separator: "\n")
        #expect(zip(lines, ids).allSatisfy { $0.hasPrefix($1) })

        func shown(_ name: String) throws -> String? {
            try shop.run("runs", "show", name, "--json").object()["run"] as? String
        }
        #expect(try shown("last") == ids[0])
        #expect(try shown("last-check") == ids[1])
        #expect(try shown(ids[2]) == ids[2])
        #expect(try shown(String(ids[2].dropLast())) == ids[2])
        #expect(try shown("runs/" + ids[1]) == ids[1])
        let ambiguous = try shop.run("runs", "show", String(ids[0].prefix(4)))
        #expect(ambiguous.status == 64)
        #expect(ids.allSatisfy(ambiguous.error.contains))
        #expect(try shop.run("runs", "show", "last").output.contains("contacts"))
    }

    @Test func withoutRunsTheListIsEmpty() throws {
        #expect(try Shop().run("runs", "list").output == "No runs yet.\n")
        #expect(try Shop().run("runs", "show").status == 64)
    }

    // MARK: Upkeep

    @Test func theDigestSaysWhetherTwoDatabasesHoldTheSame() throws {
        let one = try Shop.stocked()
        let other = try Shop()
        try other.write("a.csv", Files.contacts)
        try other.write(
            "b.csv",
            Files.tickets.split(separator: "\n").enumerated().sorted {
                ($0.offset == 0 ? 1 : 0, $0.offset) > ($1.offset == 0 ? 1 : 0, $1.offset)
            }.map { String($0.element) }.joined(separator: "\n") + "\n")
        #expect(try other.run("import", "b.csv", "a.csv", "--quiet").status == 0)
        #expect(try one.digest().count == 33)
        #expect(try one.digest() == other.digest())
        try other.write("c.csv", "email,first_name,last_name\nanna@acme.pl,Anna,Other\n")
        #expect(try other.run("import", "c.csv", "--quiet").status == 0)
        #expect(try one.digest() != other.digest())
    }

    @Test func theDoctorFindsNothingInASoundDatabase() throws {
        let result = try Shop.stocked().run("doctor")
        #expect(result.status == 0)
        #expect(result.output.hasSuffix("The database is sound.\n"))
        #expect(!result.output.contains("trouble"))
    }

    @Test func thereIsNothingToRecover() throws {
        let result = try Shop.stocked().run("recover")
        #expect(result.status == 0)
        #expect(result.output.contains("needed nothing"))
    }

    @Test func presetsAreListedAndShown() throws {
        let shop = try Shop()
        let list = try shop.run("presets").output
        for name in ["deskferry/contacts", "zoho-desk/tickets", "onedesk/customers"] { #expect(list.contains(name)) }
        let preset = try shop.run("presets", "show", "zoho-desk/contacts").output
        try shop.write("mine.yaml", preset)
        try shop.write("c.csv", "Contact Id,First Name,Last Name,Email,Account Name\n1,Anna,Nowak,a@b.pl,Acme\n")
        #expect(preset.contains("Last Name"))
    }

    // MARK: Help

    static let commands = [
        ["rows"], ["check"], ["import"], ["presets"], ["presets", "list"], ["presets", "show"], ["list"], ["show"],
        ["runs"],
        ["runs", "list"], ["runs", "show"], ["digest"], ["doctor"], ["recover"],
    ]

    @Test(arguments: commands)
    func everyCommandHasHelp(command: [String]) throws {
        let shop = try Shop()
        let result = try shop.run(["help"] + command)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("OVERVIEW: "))
        #expect(result.output.contains("USAGE: deskferry " + command.joined(separator: " ")))
        #expect(try shop.run(command + ["--help"]).output == result.output)
    }

    @Test func everyExitStatusIsDocumented() throws {
        let manual = try Shop().run("manual").output
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let commands = try String(contentsOf: root.appendingPathComponent("docs/commands.md"), encoding: .utf8)
        for status in [0, 1, 2, 64, 65, 66, 69, 70, 75, 77, 130] {
            #expect(manual.range(of: #"(?m)^ *\#(status)  "#, options: .regularExpression) != nil, "\(status)")
            #expect(commands.range(of: #"\b\#(status)\b"#, options: .regularExpression) != nil, "\(status)")
        }
    }

    @Test func theOverviewNamesEveryCommand() throws {
        let result = try Shop().run("--help")
        for command in Self.commands where command.count == 1 { #expect(result.output.contains("\n  \(command[0]) ")) }
        #expect(try Shop().run("manual").output.hasPrefix(".TH DESKFERRY 1"))
    }
}
