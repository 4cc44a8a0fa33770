import Foundation
import Testing

/// A job that comes again and again, through the real program.
@Suite struct SyncRunTests {
    private static let both = "  - file: in/contacts-*.csv\n  - file: in/tickets.csv\n"

    @Test func aJobLoadsItsSourcesInOneRunFromAnyFolder() throws {
        let shop = try Shop()
        try shop.write("jobs/in/contacts-1.csv", Files.contacts)
        try shop.write("jobs/in/tickets.csv", Files.tickets)
        try shop.write("jobs/nightly.yaml", "db: ../here.sqlite\ncreate: true\nsources:\n\(Self.both)")
        let result = try shop.run("sync", "jobs/nightly.yaml", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "created": 3])
        #expect(try Shop.counts(result, "tickets") == ["read": 3, "created": 3])
        #expect(shop.exists("here.sqlite") && !shop.exists("desk.sqlite"))
        let report = try result.object()
        #expect(report["command"] as? String == "sync nightly")
        let files = (report["sources"] as? [[String: Any]] ?? []).compactMap { $0["file"] as? String }
        #expect(files == ["in/contacts-1.csv", "in/tickets.csv"])
        #expect(try shop.run("runs", "list", "--db", "here.sqlite").output.contains("sync nightly"))
    }

    @Test func aCheckSaysWhatTheRunDoesAndTouchesNothing() throws {
        let shop = try Shop.synced("", source: "    done: done/\n")
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(42, "ski"), age: 60)
        let (before, files) = (try shop.bytes("desk.sqlite"), shop.names("in"))
        let check = try shop.sync("check", "--json")
        #expect(try shop.bytes("desk.sqlite") == before && shop.names("in") == files)
        let run = try shop.sync("run", "--json")
        #expect(try Shop.counts(check, "contacts") == ["read": 42, "created": 2, "updated": 40])
        #expect(try Shop.counts(check, "contacts") == Shop.counts(run, "contacts"))
        #expect(shop.names("in") == [])
    }

    @Test func yesterdaysFileAgainIsNothingNew() throws {
        let shop = try Shop.synced()
        let (before, runs) = (try shop.bytes("desk.sqlite"), shop.names("runs"))
        // The same bytes under today's name.
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(40), age: 60)
        let result = try shop.sync()
        #expect(result.status == 0 && result.error.isEmpty)
        #expect(result.output.hasPrefix("Nothing new: in/contacts-2026-11-21.csv was loaded by run "))
        #expect(result.output.split(separator: "\n").count == 1)
        #expect(try shop.bytes("desk.sqlite") == before && shop.names("runs") == runs)
        #expect(try shop.sync("--json").object()["outcome"] as? String == "skipped")
    }

    @Test func twoFoldersMayHoldFilesOfOneName() throws {
        let shop = try Shop()
        try shop.write("pl/people.csv", "email;last_name\na@acme.pl;Kowalska\n")
        try shop.write("crm/people.csv", "id,email,name\n7,b@acme.pl,Berg\n")
        try shop.write("crm.yaml", Files.crmMapping)
        try shop.job(
            """
              - {file: pl/people.csv, delimiter: ";", map: deskferry/contacts}
              - {file: crm/people.csv, map: crm.yaml}
            """)
        let result = try shop.sync("--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "contacts") == ["read": 2, "created": 2])
        #expect(try shop.run("show", "contacts", "b@acme.pl").output.contains("crm:7"))
        let sources = try result.object()["sources"] as? [[String: Any]] ?? []
        let mappings = sources.flatMap { $0["tables"] as? [[String: Any]] ?? [] }.compactMap {
            $0["mapping"] as? String
        }
        #expect(mappings == ["deskferry/contacts", "crm/contacts"])
    }

    @Test func membersOfAnArchiveAreReadAsItsSourceSays() throws {
        let shop = try Shop()
        try shop.write("pl/people.csv", "email;last_name\na@acme.pl;Kowalska\n")
        try shop.write("crm/people.csv", "id,email,name\n7,b@acme.pl,Berg\n")
        for name in ["pl", "crm"] {
            #expect(try shop.runShell("python3 -m zipfile -c \(name).zip \(name)/people.csv").status == 0)
        }
        try shop.write("crm.yaml", Files.crmMapping)
        try shop.job(
            """
              - {file: pl.zip, delimiter: ";", map: deskferry/contacts, min_rows: 1}
              - {file: crm.zip, map: crm.yaml, min_rows: 1}
            """)
        let result = try shop.sync("--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "contacts") == ["read": 2, "created": 2])
    }

    @Test func whatAPersonHasToDecideSaysWhereInTheJob() throws {
        let shop = try Shop()
        try shop.write("odd.csv", "alpha,beta\n1,2\n")
        try shop.job("  - file: odd.csv\n")
        let result = try shop.sync()
        #expect(result.status == 64 && result.error.contains("are keys of the source: `map:`"))
    }

    @Test func aFileThatFitsTwoSourcesIsReadOnceAndThatIsSaid() throws {
        let shop = try Shop()
        try shop.write("in/contacts.csv", Files.contacts)
        try shop.job("  - file: in/*.csv\n  - file: in/contacts.csv\n")
        let result = try shop.sync("--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "created": 3])
        #expect(try shop.notes(result).contains { $0.contains("in/contacts.csv fits sources 1 and 2") })
    }

    @Test func onlyTheNewestFileIsReadUnlessAllAre() throws {
        let shop = try Shop()
        try shop.write("in/contacts-b.csv", "email,last_name\nb@acme.pl,Old\n", age: 3_600)
        try shop.write("in/contacts-a.csv", "email,last_name\nb@acme.pl,New\n", age: 60)
        try shop.job("  - file: in/contacts-*.csv\n    map: deskferry/contacts\n")
        #expect(try Shop.counts(try shop.sync("--json"), "contacts") == ["read": 1, "created": 1])
        #expect(try shop.run("show", "contacts", "b@acme.pl").output.contains("New"))
        // Of several rows for one record that of the newest file counts.
        try shop.job("  - file: in/contacts-*.csv\n    take: all\n    map: deskferry/contacts\n")
        let all = try shop.sync("--json")
        #expect(try Shop.counts(all, "contacts") == ["read": 2, "unchanged": 1, "skipped": 1])
        #expect(try shop.run("show", "contacts", "b@acme.pl").output.contains("New"))
    }

    @Test func theDatabaseMustBeThereUnlessTheJobMakesIt() throws {
        let shop = try Shop()
        try shop.write("in/contacts.csv", Files.contacts)
        try shop.write("nightly.yaml", "db: desk.sqlite\nsources:\n  - file: in/contacts.csv\n")
        for command in ["run", "check"] {
            let result = try shop.sync(command)
            #expect(result.status == 69 && result.error.contains("`create: true`"))
        }
        #expect(shop.names() == ["in", "nightly.yaml"])
    }

    @Test func whatIsTypedWinsOverTheJobFile() throws {
        let shop = try Shop()
        try shop.write("in/contacts.csv", Files.contacts)
        try shop.job("  - file: in/contacts.csv", "as: job@desk.pl")
        let result = try shop.sync("--db", "typed.sqlite", "--as", "typed@desk.pl", "--json")
        #expect(result.status == 0 && shop.exists("typed.sqlite") && !shop.exists("desk.sqlite"))
        #expect(try result.object()["actor"] as? String == "typed@desk.pl")
    }

    @Test func rejectedRowsEndWithOneAndTheFileIsPutAside() throws {
        let shop = try Shop()
        try shop.write("in/contacts-1.csv", Shop.people(30) + "not an address,Bad,Row,\n")
        try shop.job("  - file: in/contacts-*.csv\n    done: done\n")
        let result = try shop.sync("--json")
        #expect(result.status == 1)
        #expect(try Shop.counts(result, "contacts") == ["read": 31, "created": 30, "rejected": 1])
        #expect(shop.names("done") == ["contacts-1.csv"])
    }

    @Test func aSyncCanBeUndone() throws {
        let shop = try Shop.synced()
        let before = try shop.digest()
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(40, "ski"))
        #expect(try shop.sync("--quiet").status == 0)
        #expect(try shop.digest() != before)
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        #expect(try shop.digest() == before)
    }
}
