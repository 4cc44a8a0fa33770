import Foundation
import Testing

/// The same input again: skipped while the database is as the run that has loaded it left it, loaded in all other cases.
@Suite struct SameInputTests {
    private static let files = ["contacts.csv", "tickets.csv"]

    /// The database, byte by byte, and the report folders: nothing of it may change.
    private func state(_ shop: Shop) throws -> [String] {
        [String(decoding: try shop.bytes("desk.sqlite"), as: UTF8.self)] + shop.names("runs")
    }

    private func isSkipped(_ result: Shop.Result) -> Bool {
        result.status == 0 && result.output.hasPrefix("Nothing to do: ")
            && result.output.split(separator: "\n").count == 1 && result.error.isEmpty
    }

    @Test func theSameInputIsSkippedInOneLineAndLeavesNoTrace() throws {
        let shop = try Shop.stocked()
        let before = try state(shop)
        let run = try #require(shop.names("runs").first)
        for _ in 1...2 {
            let result = try shop.run(["import"] + Self.files)
            #expect(isSkipped(result))
            #expect(result.output.contains(run) && result.output.contains(shop.path("desk.sqlite")))
            #expect(try state(shop) == before)
        }
        #expect(try shop.run("import", "contacts.csv", "tickets.csv", "--quiet").output.isEmpty)
        let told = try shop.run("import", "contacts.csv", "tickets.csv", "--json").object()
        #expect(told["outcome"] as? String == "skipped")
        #expect(told["loaded_by"] as? String == run)
        #expect(try state(shop) == before)
    }

    @Test func namesAndOrderOfFilesDoNotMatter() throws {
        let shop = try Shop.stocked()
        try shop.write("other/a.csv", Files.tickets)
        try shop.write("other/b.csv", Files.contacts)
        #expect(isSkipped(try shop.run("import", "other")))
        #expect(isSkipped(try shop.run("import", "other/b.csv", "other/a.csv")))
        #expect(!isSkipped(try shop.run("import", "other/b.csv")))
    }

    @Test func whatWasTakenBackIsLoadedAgain() throws {
        let shop = try Shop.stocked()
        let digest = try shop.run("digest").output
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        #expect(try shop.run("digest").output != digest)
        let again = try shop.run(["import"] + Self.files)
        #expect(again.status == 0 && !isSkipped(again), "\(again.output)\(again.error)")
        #expect(try shop.run("digest").output == digest)
        #expect(isSkipped(try shop.run(["import"] + Self.files)))
        // Taking the taking back back is a change as well.
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        #expect(try shop.run("digest").output == digest)
        #expect(!isSkipped(try shop.run(["import"] + Self.files)))
    }

    @Test func compressedFilesAndStandardInputAreRecognised() throws {
        let shop = try Shop()
        try shop.write("contacts.csv.gz", Files.gzip(Array(Files.contacts.utf8)))
        #expect(try shop.run("import", "contacts.csv.gz", "--quiet").status == 0)
        #expect(isSkipped(try shop.run("import", "contacts.csv.gz")))
        #expect(!isSkipped(try shop.run("import", "-", input: Files.contacts)))
        #expect(isSkipped(try shop.run("import", "-", input: Files.contacts)))
    }

    @Test func anArchiveIsRecognised() throws {
        let shop = try Shop()
        try shop.write("export/contacts.csv", Files.contacts)
        #expect(try shop.runShell("cd export && python3 -m zipfile -c ../export.zip contacts.csv").status == 0)
        #expect(try shop.run("import", "export.zip", "--quiet").status == 0)
        #expect(isSkipped(try shop.run("import", "export.zip")))
    }

    @Test func forceAlwaysRuns() throws {
        let shop = try Shop.stocked()
        let result = try shop.run("import", "contacts.csv", "tickets.csv", "--force", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "unchanged": 3])
        #expect(shop.names("runs").count == 2)
        // What it has left is recognised as well.
        #expect(isSkipped(try shop.run(["import"] + Self.files)))
    }

    @Test func aCheckRunsAndDisturbsNothing() throws {
        let shop = try Shop.stocked()
        #expect(try Shop.counts(try shop.run("check", "contacts.csv", "--json"), "contacts")["unchanged"] == 3)
        #expect(isSkipped(try shop.run(["import"] + Self.files)))
    }

    // MARK: What has changed since

    @Test func ticketsThenCustomersThenTheSameTickets() throws {
        let shop = try Shop.stocked()
        let late = "number,subject,contact,status\n2001,Late,new@gamma.no,open\n2002,Early,anna@acme.pl,open\n"
        let people = "email,first_name,last_name,phone,account\nnew@gamma.no,Nils,Berg,,Gamma\n"
        try shop.write("late.csv", late)
        try shop.write("people.csv", people)
        #expect(try shop.run("import", "late.csv", "--quiet").status == 1)
        #expect(try shop.run("import", "people.csv", "--quiet").status == 0)
        let again = try shop.run("import", "late.csv", "--json")
        #expect(try Shop.counts(again, "tickets") == ["read": 2, "created": 1, "unchanged": 1])
        let other = try Shop.stocked()
        try other.write("late.csv", late)
        try other.write("people.csv", people)
        #expect(try other.run("import", "late.csv", "people.csv", "--quiet").status == 0)
        #expect(try shop.digest() == other.digest())
        #expect(isSkipped(try shop.run("import", "late.csv")))
    }

    @Test func parkedTicketsComeInWithTheSameFile() throws {
        let shop = try Shop.stocked()
        try shop.write("people.csv", "email,first_name,last_name\nnew@gamma.no,Nils,Berg\nbroken,Ada,Kot\n")
        try shop.write("t.csv", "number,subject,contact,status\n2001,Late,broken,open\n")
        let first = try shop.run("import", "people.csv", "t.csv", "--json")
        #expect(first.status == 1)
        #expect(!isSkipped(try shop.run("import", "people.csv", "t.csv")))
    }

    @Test func whatWasDeletedSinceIsLoadedAgain() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        #expect(try shop.run("delete", "contacts", "anna@acme.pl", "--yes", "--quiet").status == 0)
        let result = try shop.run("import", "contacts.csv", "tickets.csv", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "created": 1, "unchanged": 2])
        #expect(try Shop.counts(result, "tickets") == ["read": 3, "created": 1, "unchanged": 2])
        #expect(try shop.digest() == digest)
        #expect(isSkipped(try shop.run(["import"] + Self.files)))
    }

    @Test func whatWasEditedSinceIsLoadedAgain() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        #expect(try shop.run("edit", "contacts", "jan@acme.pl", "first_name=Jon", "--quiet").status == 0)
        let result = try shop.run("import", "contacts.csv", "tickets.csv", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "updated": 1, "unchanged": 2])
        #expect(try shop.digest() == digest)
    }

    @Test func aRunThatWroteNothingButItsLineMakesItRunAgain() throws {
        let shop = try Shop.stocked()
        try shop.write("bad.csv", "email,first_name,last_name\nbroken,Ada,Kot\n")
        #expect(try shop.run("import", "bad.csv", "--max-rejects", "0", "--quiet").status == 2)
        #expect(!isSkipped(try shop.run(["import"] + Self.files)))
        #expect(isSkipped(try shop.run(["import"] + Self.files)))
    }

    // MARK: What is not the same

    @Test func rejectedRowsAreLookedAtAgain() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts + "broken,Ada,Kot,,Acme\n")
        for _ in 1...2 { #expect(try shop.run("import", "contacts.csv", "--quiet").status == 1) }
        #expect(shop.names("runs").count == 2)
    }

    @Test func aFileThatGrewOrChangedIsLoaded() throws {
        let shop = try Shop.stocked()
        try shop.write("contacts.csv", Files.contacts + "new@gamma.no,Nils,Berg,,Gamma\n")
        let grown = try shop.run("import", "contacts.csv", "tickets.csv", "--json")
        #expect(try Shop.counts(grown, "contacts") == ["read": 4, "created": 1, "unchanged": 3])
        // The same size, another content.
        try shop.write(
            "contacts.csv", Files.contacts.replacing("Kos", with: "Koz") + "new@gamma.no,Nils,Berg,,Gamma\n")
        let changed = try shop.run("import", "contacts.csv", "tickets.csv", "--json")
        #expect(try Shop.counts(changed, "contacts") == ["read": 4, "updated": 1, "unchanged": 3])
    }

    @Test func anotherMappingIsAnotherInput() throws {
        let shop = try Shop()
        try shop.write("people.csv", "id,email,name\n7,a@b.pl,Nowak\n")
        try shop.write("crm.yaml", Files.crmMapping)
        let words = ["import", "people.csv", "--map", "crm.yaml"]
        #expect(try shop.run(words + ["--quiet"]).status == 0)
        #expect(isSkipped(try shop.run(words)))
        // The same under another name.
        try shop.write("copy.yaml", Files.crmMapping)
        #expect(isSkipped(try shop.run("import", "people.csv", "--map", "copy.yaml")))
        try shop.write("crm.yaml", Files.crmMapping + "# another one\n")
        #expect(!isSkipped(try shop.run(words)))
        #expect(isSkipped(try shop.run(words)))
    }

    @Test(arguments: [["--zone", "Europe/Warsaw"], ["--encoding", "windows-1250"], ["--limit", "2"], ["--ledger"]])
    func otherSettingsAreAnotherInput(setting: [String]) throws {
        let shop = try Shop.stocked()
        #expect(!isSkipped(try shop.run(["import"] + Self.files + setting)))
        #expect(isSkipped(try shop.run(["import"] + Self.files + setting)))
        #expect(!isSkipped(try shop.run(["import"] + Self.files)))
    }

    @Test func anAcceptedCheckIsLoaded() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run(["check"] + Self.files + ["--quiet"]).status == 0)
        #expect(try shop.run("import", "--accept", "last-check", "--quiet").status == 0)
        #expect(try shop.run("runs", "list").output.split(separator: "\n").count == 3)
    }
}
