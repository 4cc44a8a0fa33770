import Foundation
import Testing

@Suite struct ImportTests {
    @Test func aSecondImportWritesNothing() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        let lists = try ["accounts", "contacts", "tickets"].map { try shop.run("list", $0, "--json").output }
        let result = try shop.run("import", "contacts.csv", "tickets.csv", "--force", "--json")
        #expect(result.status == 0)
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "unchanged": 3])
        #expect(try Shop.counts(result, "tickets") == ["read": 3, "unchanged": 3])
        #expect(try shop.digest() == digest)
        #expect(try ["accounts", "contacts", "tickets"].map { try shop.run("list", $0, "--json").output } == lists)
    }

    @Test func theFirstLineNamesTheDatabaseAndWhatItHolds() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        let first = try shop.run("import", "contacts.csv")
        #expect(first.firstLine == "\(shop.path("desk.sqlite")): new")
        #expect(first.error.isEmpty)
        let second = try shop.run("import", "contacts.csv", "--force")
        #expect(second.firstLine == "\(shop.path("desk.sqlite")): 5 records")
    }

    @Test func rejectsCorrectedInATextEditorAreLoaded() throws {
        let shop = try Shop()
        let file = Files.contacts + "broken,Ada,Kot,,Acme\nx@y.pl,\"Ula, \"\"U\"\"\",Żak,,Acme,surplus\n"
        try shop.write("contacts.csv", file)
        let result = try shop.run("import", "contacts.csv", "--json")
        #expect(result.status == 1)
        #expect(try Shop.counts(result, "contacts") == ["read": 5, "created": 3, "rejected": 2])
        let path = try shop.rejects(result, "contacts.csv")
        let rejects = try shop.text(path)
        #expect(rejects.hasPrefix("_row,_codes,_messages,email,first_name,last_name,phone,account\n"))
        #expect(rejects.contains(":contacts.csv:5,email.invalid,"))
        let corrected = rejects.replacingOccurrences(of: "broken,Ada", with: "ada@kot.pl,Ada")
            .replacingOccurrences(of: ",surplus", with: "")
        try shop.write("corrected.csv", corrected)
        let again = try shop.run("import", "corrected.csv", "--json")
        #expect(again.status == 0)
        #expect(try Shop.counts(again, "contacts") == ["read": 2, "created": 2])
        let stored = try shop.run("show", "contacts", "ada@kot.pl", "x@y.pl")
        #expect(!stored.output.contains("custom") && !stored.output.contains("_row"))
        #expect(stored.output.contains(#"Ula, "U""#))
        // The original file with the same corrections brings nothing new.
        try shop.write(
            "contacts.csv",
            file.replacingOccurrences(of: "broken", with: "ada@kot.pl").replacingOccurrences(of: ",surplus", with: ""))
        #expect(
            try Shop.counts(try shop.run("import", "contacts.csv", "--json"), "contacts") == [
                "read": 5, "unchanged": 5,
            ])
    }

    @Test func rejectsThatAreStillWrongAreRejectedAgain() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts + "broken,Ada,Kot,,Acme\n")
        let result = try shop.run("import", "contacts.csv", "--json")
        try shop.write("again.csv", try shop.bytes(try shop.rejects(result, "contacts.csv")))
        let again = try shop.run("import", "again.csv", "--json")
        #expect(try Shop.counts(again, "contacts") == ["read": 1, "rejected": 1])
        let rows = try shop.text(try shop.rejects(again, "contacts.csv")).split(separator: "\n")
        #expect(rows[0] == "_row,_codes,_messages,email,first_name,last_name,phone,account")
        #expect(rows[1].hasSuffix("broken,Ada,Kot,,Acme"))
        #expect(rows[1].components(separatedBy: "email.invalid").count == 2)
    }

    @Test func ticketsWithoutAnyCustomerStopTheRun() throws {
        let shop = try Shop()
        try shop.write("tickets.csv", Files.tickets)
        let result = try shop.run("import", "tickets.csv")
        #expect(result.status == 2)
        let line = String(result.error.split(separator: "\n").first ?? "")
        #expect(line.contains("tickets") && line.contains("no contacts"))
        #expect(!shop.exists("desk.sqlite"))
        #expect(try shop.run("check", "tickets.csv").status == 2)
    }

    @Test func ticketsThenCustomersThenTheSameTickets() throws {
        let shop = try Shop.stocked()
        try shop.write(
            "new-tickets.csv",
            "number,subject,contact,status\n2001,Late,new@gamma.no,open\n2002,Early,anna@acme.pl,open\n")
        let early = try shop.run("import", "new-tickets.csv", "--json")
        #expect(early.status == 1)
        #expect(try Shop.counts(early, "tickets") == ["read": 2, "created": 1, "rejected": 1])
        try shop.write("new-contacts.csv", "email,first_name,last_name\nnew@gamma.no,Nils,Dahl\n")
        #expect(try shop.run("import", "new-contacts.csv", "--quiet").status == 0)
        let late = try shop.run("import", "new-tickets.csv", "--json")
        #expect(late.status == 0)
        #expect(try Shop.counts(late, "tickets") == ["read": 2, "created": 1, "unchanged": 1])
        #expect(try shop.run("show", "tickets", "2001").output.contains("new@gamma.no"))
    }

    @Test func ticketsWaitForACustomerWhoseRowIsCorrected() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", "email,first_name,last_name\nbroken,Nils,Dahl\nanna@acme.pl,Anna,Nowak\n")
        try shop.write("tickets.csv", "number,subject,contact,status\n1,Late,broken,open\n2,Early,anna@acme.pl,open\n")
        let first = try shop.run("import", "contacts.csv", "tickets.csv", "--json")
        #expect(first.status == 1)
        #expect(try Shop.counts(first, "tickets") == ["read": 2, "created": 1, "parked": 1])
        let waiting = try shop.text(try shop.rejects(first, "tickets.csv"))
        #expect(waiting.contains("reference.parked") && waiting.contains("contacts.csv"))
        try shop.write("contacts.csv", "email,first_name,last_name\nnils@dahl.no,Nils,Dahl\nanna@acme.pl,Anna,Nowak\n")
        try shop.write(
            "tickets.csv", "number,subject,contact,status\n1,Late,nils@dahl.no,open\n2,Early,anna@acme.pl,open\n")
        let second = try shop.run("import", "contacts.csv", "tickets.csv", "--json")
        #expect(second.status == 0)
        #expect(try Shop.counts(second, "tickets") == ["read": 2, "created": 1, "unchanged": 1])
        #expect(try shop.notes(second).contains { $0.contains("1 row that waited") })
    }

    @Test func customersSwapTheirEmails() throws {
        let shop = try Shop()
        try shop.write("crm.yaml", Files.crmMapping)
        try shop.write("a.csv", "id,email,name\n1,a@b.pl,Nowak\n2,c@d.pl,Kos\n3,e@f.pl,Lis\n")
        #expect(try shop.run("import", "a.csv", "--map", "crm.yaml", "--quiet").status == 0)
        try shop.write("a.csv", "id,email,name\n1,c@d.pl,Nowak\n2,a@b.pl,Kos\n")
        let swap = try shop.run("import", "a.csv", "--map", "crm.yaml", "--json")
        #expect(try Shop.counts(swap, "contacts") == ["read": 2, "updated": 2])
        #expect(try shop.run("show", "contacts", "c@d.pl").output.contains("Nowak"))
        try shop.write("a.csv", "id,email,name\n1,a@b.pl,Nowak\n2,e@f.pl,Kos\n3,c@d.pl,Lis\n")
        let ring = try shop.run("import", "a.csv", "--map", "crm.yaml", "--json")
        #expect(try Shop.counts(ring, "contacts") == ["read": 3, "updated": 3])
        #expect(try shop.run("show", "contacts", "e@f.pl").output.contains("Kos"))
        #expect(try shop.run("show", "contacts", "c@d.pl").output.contains("Lis"))
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func filesMayComeInAnyOrderAndFromFolders() throws {
        let one = try Shop()
        try one.write("in/a-tickets.csv", Files.tickets)
        try one.write("in/b/contacts.csv", Files.contacts)
        try one.write("in/.hidden", "x")
        try one.write("in/b/readme.md", "x")
        #expect(try one.run("import", "in", "--quiet").status == 0)
        #expect(try one.digest() == (try Shop.stocked()).digest())
    }
}
