import Foundation
import Testing

@Suite struct OptionTests {
    @Test func standardInputIsRead() throws {
        let shop = try Shop()
        let result = try shop.run(["import", "-", "--json"], input: Data(Files.contacts.utf8))
        #expect(result.status == 0)
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "created": 3])
    }

    @Test func emptyStandardInputIsNoTable() throws {
        #expect(try Shop().run(["import", "-"], input: Data()).status == 65)
    }

    @Test func compressedFilesAreRead() throws {
        let shop = try Shop()
        try shop.write("contacts.csv.gz", Files.gzip(Array((Files.contacts + "broken,Ada,Kot,,\n").utf8)))
        let result = try shop.run("import", "contacts.csv.gz", "--json")
        #expect(result.status == 1)
        #expect(try Shop.counts(result, "contacts") == ["read": 4, "created": 3, "rejected": 1])
        #expect(try shop.text(try shop.rejects(result, "contacts.csv")).contains("broken,Ada,Kot"))
    }

    @Test func aDamagedCompressedFileIsNoTable() throws {
        let shop = try Shop()
        try shop.write("contacts.csv.gz", Array(Files.gzip(Array(Files.contacts.utf8)).dropLast(20)))
        let result = try shop.run("import", "contacts.csv.gz")
        #expect(result.status == 65)
        #expect(result.error.contains("contacts.csv.gz"))
    }

    @Test func theEncodingCanBeGiven() throws {
        let shop = try Shop()
        // "Żak" in Windows-1250; one row is too little to guess from.
        try shop.write("c.csv", Array("email,first_name,last_name\na@b.pl,Jan,".utf8) + [0xAF] + Array("ak\n".utf8))
        #expect(try shop.run("import", "c.csv", "--encoding", "windows-1250", "--quiet").status == 0)
        #expect(try shop.run("show", "contacts", "a@b.pl").output.contains("Żak"))
    }

    @Test func theDelimiterCanBeGiven() throws {
        let shop = try Shop()
        try shop.write("c.csv", "email|first_name|last_name\na@b.pl|Jan, jr.|Kos; Lis\n")
        #expect(try shop.run("import", "c.csv", "--delimiter", "|", "--quiet").status == 0)
        #expect(try shop.run("show", "contacts", "a@b.pl").output.contains("Kos; Lis"))
        #expect(try shop.run("import", "c.csv", "--delimiter", ";").status == 64)
    }

    private let dated = "email,first_name,last_name,birthday\na@b.pl,Jan,Kos,03/04/1990\nc@d.pl,Ola,Lis,05/06/1991\n"

    @Test func datesThatCouldBeReadDifferentlyAreAskedFor() throws {
        let shop = try Shop()
        try shop.write("c.csv", dated)
        let result = try shop.run("import", "c.csv")
        #expect(result.status == 64)
        for text in ["birthday", "03/04/1990", "05/06/1991", "--dates"] { #expect(result.error.contains(text)) }
        #expect(!shop.exists("desk.sqlite"))
        #expect(try shop.run("import", "c.csv", "--dates", "dmy", "--quiet").status == 0)
        #expect(try shop.run("show", "contacts", "a@b.pl").output.contains("1990-04-03"))
        #expect(try shop.run("import", "c.csv", "--dates", "mdy", "--quiet").status == 0)
        #expect(try shop.run("show", "contacts", "a@b.pl").output.contains("1990-03-04"))
    }

    @Test func timesAreReadInTheGivenZone() throws {
        let shop = try Shop.stocked()
        try shop.write("t.csv", "number,subject,contact,created_at\n7,Hi,anna@acme.pl,2024-07-01T12:00:00\n")
        #expect(try shop.run("import", "t.csv", "--zone", "Europe/Warsaw", "--quiet").status == 0)
        #expect(try shop.run("show", "tickets", "7").output.contains("2024-07-01T10:00:00Z"))
    }

    @Test func onlySoManyRowsAreRead() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        let result = try shop.run("import", "contacts.csv", "--limit", "2", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 2, "created": 2])
        #expect(try shop.notes(result).contains { $0.contains("--limit") })
    }

    @Test func tablesAreChosenAndLeftOut() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        try shop.write("tickets.csv", Files.tickets)
        try shop.write("agents.csv", Files.agents)
        let some = try shop.run("import", "contacts.csv", "tickets.csv", "agents.csv", "--sheet", "contacts*", "--json")
        #expect(try Shop.counts(some, "contacts")["created"] == 3)
        #expect(try Shop.counts(some, "tickets").isEmpty)
        let others = try shop.run(
            "import", "contacts.csv", "tickets.csv", "agents.csv", "--skip", "contacts.csv", "--skip", "agents.csv",
            "--json")
        #expect(try Shop.counts(others, "tickets")["created"] == 3)
        #expect(try Shop.counts(others, "agents").isEmpty)
        #expect(try shop.run("import", "contacts.csv", "--skip", "*").status == 64)
    }

    // MARK: Who imports

    private func staffed() throws -> Shop {
        let shop = try Shop()
        try shop.write("agents.csv", Files.agents)
        try shop.write("accounts.csv", "name,city,website\nAcme,Oslo,\n")
        let result = try shop.run("import", "agents.csv", "--quiet")
        precondition(result.status == 0, result.error)
        return shop
    }

    @Test(
        arguments: [("nobody@desk.pl", 64), ("light@desk.pl", 77), ("off@desk.pl", 77), ("gone@desk.pl", 77)]
            as [(String, Int32)])
    func whoMayNotImport(email: String, status: Int32) throws {
        let shop = try staffed()
        let result = try shop.run("import", "accounts.csv", "--as", email)
        #expect(result.status == status)
        #expect(result.error.contains(email))
        #expect(try shop.run("list", "accounts").output.contains("No accounts"))
    }

    @Test func whoMayOnlyLook() throws {
        let shop = try staffed()
        #expect(try shop.run("check", "accounts.csv", "--as", "light@desk.pl", "--quiet").status == 0)
        #expect(try shop.run("check", "accounts.csv", "--as", "gone@desk.pl", "--quiet").status == 77)
    }

    @Test func theActorIsRecordedAndOwnsNewAccounts() throws {
        let shop = try staffed()
        #expect(try shop.run("import", "accounts.csv", "--as", "Ola@desk.pl", "--quiet").status == 0)
        #expect(try shop.run("show", "accounts", "Acme").output.contains("ola@desk.pl"))
        #expect(try shop.run("runs", "list").output.split(separator: "\n")[0].hasSuffix("by Ola@desk.pl"))
    }

    // MARK: The environment

    @Test func optionsCanStandInTheEnvironment() throws {
        let shop = try Shop()
        try shop.write("c.csv", dated)
        let environment = [
            "DESKFERRY_DB": shop.path("other.sqlite"), "DESKFERRY_DATES": "dmy",
            "DESKFERRY_REPORT_DIR": shop.path("reports"),
        ]
        #expect(try shop.run("import", "c.csv", "--quiet", environment: environment).status == 0)
        #expect(shop.exists("other.sqlite") && shop.exists("reports") && !shop.exists("desk.sqlite"))
        #expect(try shop.run("list", "contacts", "--db", "other.sqlite").output.contains("Kos"))
    }

    @Test func optionsForWorkbooksCanStandInTheEnvironment() throws {
        let shop = try Shop()
        try shop.write("book.fods", WorkbookTests.people)
        let deep = try shop.run("check", "book.fods", environment: ["DESKFERRY_MAX": "rows=10, xml-depth=3"])
        #expect(deep.status == 65 && deep.error.contains("--max"))
        let raised = [
            "DESKFERRY_MAX": "rows=10,xml-depth=3", "DESKFERRY_XML": "libxml2", "DESKFERRY_VISIBLE_ONLY": "yes",
        ]
        #expect(
            try shop.run("check", "book.fods", "--max", "xml-depth=20", "--quiet", environment: raised).status == 0)
        for (name, value) in [("XML", "expat"), ("VISIBLE_ONLY", "maybe"), ("LEDGER", "2"), ("MAX", "rows")] {
            let wrong = try shop.run("check", "book.fods", environment: ["DESKFERRY_" + name: value])
            #expect(wrong.status == 64 && wrong.error.contains(value), "\(name): \(wrong.error)")
        }
    }

    // MARK: Silent changes

    @Test func theLedgerIsWrittenWhereItIsAskedFor() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", "email,first_name,last_name\nAnna@acme.pl,Anna ,=Nowak\n")
        let plain = try shop.run("check", "contacts.csv")
        #expect(plain.output.contains("Changed on the way: 2 times in 2 columns, 1 of them respellings"))
        #expect(shop.names("runs").allSatisfy { !shop.exists("runs/\($0)/ledger.csv") })
        let runs: [(arguments: [String], environment: [String: String])] = [
            (["check", "--ledger"], [:]), (["import", "--ledger"], [:]), (["check"], ["DESKFERRY_LEDGER": "yes"]),
        ]
        for run in runs {
            let result = try shop.run(run.arguments + ["contacts.csv", "--json"], environment: run.environment)
            let folder = try #require(try result.object()["report_folder"] as? String)
            let ledger = try shop.text("runs/" + (folder as NSString).lastPathComponent + "/ledger.csv")
            #expect(ledger.contains("contacts.csv,,2,2,first_name,contacts,first_name,trim,Anna ,Anna\r\n"))
            #expect(ledger.contains("contacts.csv,,2,1,email,contacts,email,email,Anna@acme.pl,anna@acme.pl\r\n"))
        }
    }

    @Test func theSettingsFileNamesTheDatabase() throws {
        let shop = try Shop()
        try shop.write("deskferry.yaml", "db: mine.sqlite\n")
        try shop.write("contacts.csv", Files.contacts)
        #expect(try shop.run("import", "contacts.csv", "--quiet", environment: ["DESKFERRY_DB": ""]).status == 0)
        #expect(shop.exists("mine.sqlite"))
    }

    @Test func quietPrintsNothing() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        let result = try shop.run("import", "contacts.csv", "--quiet")
        #expect(result.output.isEmpty && result.error.isEmpty)
    }

    @Test func coloursCanBeForcedAndForbidden() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        #expect(!(try shop.run("check", "contacts.csv").output.contains("\u{1B}[")))
        #expect(try shop.run("check", "contacts.csv", "--color", "always").output.contains("\u{1B}["))
    }
}
