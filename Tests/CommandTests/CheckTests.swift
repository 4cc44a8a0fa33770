import Foundation
import Testing

@Suite struct CheckTests {
    private let changed = """
        email,first_name,last_name,phone,account
        anna@acme.pl,Anna,Lis,none,Beta
        jan@acme.pl,Jan,Kos,,Acme
        new@gamma.no,Nils,Dahl,,Gamma
        broken,Ada,Kot,,Acme
        jan@acme.pl,Other,Kos,,Acme

        """

    /// Counts, findings and changes of a report, without what differs between any two runs.
    private func essence(_ result: Shop.Result) throws -> NSDictionary {
        let report = try result.object()
        return NSDictionary(
            dictionary: ["entities", "findings", "changes", "exit_status", "unmapped", "notes"].reduce(into: [:]) {
                $0[$1] = report[$1]
            })
    }

    @Test func aCheckSaysWhatTheImportDoesAndLeavesTheDatabaseAlone() throws {
        let shop = try Shop.stocked()
        try shop.write("contacts.csv", changed)
        let before = (try shop.bytes("desk.sqlite"), shop.names())
        let runs = Set(shop.names("runs"))
        let check = try shop.run("check", "contacts.csv", "tickets.csv", "--json")
        #expect(check.status == 1)
        #expect(try shop.bytes("desk.sqlite") == before.0)
        #expect(shop.names() == before.1)
        let folder = Set(shop.names("runs")).subtracting(runs)
        #expect(folder.count == 1)
        let load = try shop.run("import", "contacts.csv", "tickets.csv", "--json")
        #expect(try essence(check) == essence(load))
        #expect(
            try Shop.counts(load, "contacts") == [
                "read": 5, "created": 1, "updated": 1, "unchanged": 1, "skipped": 1, "rejected": 1,
            ])
        let other = Set(shop.names("runs")).subtracting(runs).subtracting(folder)
        for name in ["findings.csv", "changes.csv"] {
            #expect(try shop.text("runs/\(folder.first!)/\(name)") == shop.text("runs/\(other.first!)/\(name)"))
        }
        let checkRejects = try shop.text(try shop.rejects(check, "contacts.csv")).replacing(folder.first!, with: "RUN")
        #expect(
            try shop.text(try shop.rejects(load, "contacts.csv")).replacing(other.first!, with: "RUN") == checkRejects)
    }

    @Test func aCheckOfANewDatabaseCreatesNone() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", changed)
        let check = try shop.run("check", "contacts.csv", "--json")
        #expect(shop.names() == ["contacts.csv", "runs"])
        let load = try shop.run("import", "contacts.csv", "--json")
        #expect(try essence(check) == essence(load))
        #expect(try shop.run("import", "contacts.csv", "--dry-run").firstLine.contains("records"))
    }

    @Test func aCheckWritesItsReportWhereItIsTold() throws {
        let shop = try Shop.stocked()
        let before = shop.names("runs")
        #expect(try shop.run("check", "contacts.csv", "--report-dir", "elsewhere").status == 0)
        #expect(shop.names("runs") == before)
        #expect(shop.names("elsewhere").count == 1)
        #expect(
            Set(shop.names("elsewhere/" + shop.names("elsewhere")[0])).isSuperset(of: [
                "report.html", "report.json", "run.json", "findings.csv",
            ]))
    }

    @Test func whatWasCheckedCanBeAccepted() throws {
        let shop = try Shop.stocked()
        try shop.write("contacts.csv", changed)
        #expect(try shop.run("check", "contacts.csv", "tickets.csv", "--quiet").status == 1)
        let accepted = try shop.run("import", "--accept", "last-check", "--json")
        #expect(accepted.status == 1)
        #expect(try Shop.counts(accepted, "contacts")["created"] == 1)
        #expect(try Shop.counts(accepted, "tickets") == ["read": 3, "unchanged": 3])
    }

    @Test func aCheckOfANewDatabaseCanBeAccepted() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 0)
        #expect(try shop.run("import", "contacts.csv", "--accept", "last-check", "--quiet").status == 0)
    }

    @Test func aCheckIsNotAcceptedAfterASourceHasChanged() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 0)
        let digest = try shop.digest()
        try shop.write("contacts.csv", changed)
        let refused = try shop.run("import", "contacts.csv", "--accept", "last-check")
        #expect(refused.status == 2)
        #expect(refused.error.contains("contacts.csv"))
        #expect(try shop.digest() == digest)
    }

    @Test func aCheckIsNotAcceptedAfterTheDatabaseHasChanged() throws {
        let shop = try Shop.stocked()
        try shop.write("contacts.csv", changed)
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 1)
        try shop.write("other.csv", "email,first_name,last_name\nother@gamma.no,Olav,Dahl\n")
        #expect(try shop.run("import", "other.csv", "--quiet").status == 0)
        let digest = try shop.digest()
        let refused = try shop.run("import", "contacts.csv", "--accept", "last-check")
        #expect(refused.status == 2)
        #expect(refused.error.contains("database"))
        #expect(try shop.digest() == digest)
    }

    @Test func aCheckIsNotAcceptedWithOtherSettings() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 0)
        #expect(try shop.run("import", "contacts.csv", "--accept", "last-check", "--limit", "1").status == 2)
        #expect(try shop.run("import", "contacts.csv", "--accept", "no-such-run").status == 64)
    }

    private static let dated = """
        email,first_name,last_name,birthday
        a@b.pl,Jan,Kos,03/04/1990
        c@d.pl,Ola,Lis,25/06/1991

        """

    @Test func aCheckIsNotAcceptedWhenDatesWouldBeReadOtherwise() throws {
        let shop = try Shop()
        try shop.write("c.csv", Self.dated)
        let check = try shop.run("check", "c.csv")
        #expect(check.status == 0 && check.output.contains("\"birthday\" dates dmy"))
        let told = try shop.run("import", "c.csv", "--accept", "last-check", "--dates", "dmy")
        #expect(told.status == 2 && told.error.contains("dates"))
        // As if the values had decided otherwise when it was checked.
        let folder = try #require(shop.names("runs").first { shop.exists("runs/\($0)/run.json") })
        let file = "runs/\(folder)/run.json"
        let before = try shop.text(file)
        let after = before.replacing("contacts.birthday dmy", with: "contacts.birthday mdy")
        #expect(after != before)
        try shop.write(file, after)
        let refused = try shop.run("import", "c.csv", "--accept", folder)
        #expect(refused.status == 2 && refused.error.contains("decisions"), "\(refused.error)")
        #expect(!shop.exists("desk.sqlite"))
        try shop.write(file, before)
        #expect(try shop.run("import", "c.csv", "--accept", folder, "--quiet").status == 0)
    }

    @Test func aCheckOfAnotherVersionIsRefused() throws {
        let shop = try Shop()
        try shop.write("c.csv", Self.dated)
        #expect(try shop.run("check", "c.csv", "--quiet").status == 0)
        let run = shop.names("runs")[0]
        let text = try shop.text("runs/\(run)/run.json")
        try shop.write("runs/\(run)/run.json", text.replacing("\"lookups\"", with: "\"looked_up\""))
        for name in ["last-check", run, String(run.prefix(10)), "runs/\(run)"] {
            let refused = try shop.run("import", "c.csv", "--accept", name)
            #expect(refused.status == 65, "\(name)")
            #expect(refused.error.contains("run.json is damaged, or was written by another version of Deskferry"))
            #expect(!refused.error.contains("lookups"))
        }
        #expect(try shop.run("runs", "list").status == 0)
        // A newer check that can be read is another matter.
        #expect(try shop.run("check", "c.csv", "--quiet").status == 0)
        #expect(try shop.run("import", "c.csv", "--accept", "last-check", "--quiet").status == 0)
    }
}
