import Foundation
import Testing

/// What stops a job: nothing is written then, and it is said why. A check is stopped by the same.
@Suite struct SyncGuardTests {
    private func refusal(_ shop: Shop, _ code: String, _ status: Int32 = 2) throws -> String {
        let before = try shop.digest()
        let check = try shop.sync("check", "--json")
        #expect(check.status == status, "\(check.error)")
        #expect(try Shop.failure(check) == code)
        let run = try shop.sync()
        #expect(run.status == status)
        #expect(try shop.digest() == before)
        return run.error
    }

    @Test func anEmptySnapshotStopsTheJob() throws {
        let shop = try Shop.synced()
        try shop.write("in/contacts-2026-11-21.csv", "email,first_name,last_name,phone\n")
        #expect(try refusal(shop, "sync.too_few_rows").contains("in/contacts-2026-11-21.csv has 0 rows; min_rows is 1"))
        try shop.job("  - {file: in/contacts-*.csv, min_rows: 0}\n")
        #expect(try shop.sync("--quiet").status == 0)
        try shop.write("in/contacts-2026-11-22.csv", "")
        #expect(try shop.sync().status == 65)
    }

    @Test func aSnapshotWithTooFewRowsStopsTheJob() throws {
        let shop = try Shop.synced("", source: "    min_rows: 30\n")
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(29))
        #expect(try refusal(shop, "sync.too_few_rows").contains("has 29 rows; min_rows is 30"))
    }

    @Test func aFileCutInTheMiddleOfARowStopsTheJob() throws {
        let shop = try Shop.synced()
        let whole = Shop.people(60)
        try shop.write("in/contacts-2026-11-21.csv", String(whole.dropLast(12)))
        let error = try refusal(shop, "sync.cut_short")
        #expect(error.contains("in/contacts-2026-11-21.csv, row 61: too few cells"))
        // Without its last line end alone it is whole.
        try shop.write("in/contacts-2026-11-21.csv", String(whole.dropLast(1)))
        #expect(try shop.sync("--quiet").status == 0)
    }

    @Test func aFileOfOneRowThatIsCutIsNamedAsSuch() throws {
        let shop = try Shop.synced()
        try shop.write("in/contacts-2026-11-21.csv", String(Shop.people(1).dropLast(12)))
        #expect(try refusal(shop, "sync.cut_short").contains("row 2: too few cells"))
    }

    @Test func aFileCutInTheMiddleOfAQuotedCellStopsTheJob() throws {
        let shop = try Shop.synced()
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(60) + "x@acme.pl,\"Anna")
        #expect(try refusal(shop, "csv.unclosed_quote", 65).contains("in/contacts-2026-11-21.csv"))
    }

    @Test func tooManyRejectsStopTheJob() throws {
        let shop = try Shop.synced()
        let bad = (1...5).map { "bad \($0),Bad,Row,\n" }.joined()
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(40) + bad)
        #expect(try refusal(shop, "rejects.limit").contains("more than max_rejects in the job file allows (10 %)"))
        try shop.job("  - file: in/contacts-*.csv\n", "max_rejects: 5")
        #expect(try shop.sync("--quiet").status == 1)
    }

    @Test func tooManyChangesStopTheJob() throws {
        let shop = try Shop.synced("max_changes: 20%")
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(9, "ski") + Self.tail(from: 10, to: 40))
        let error = try refusal(shop, "sync.too_many_changes")
        #expect(error.contains("contacts: 9 of 40 records would change; max_changes is 20%"))
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(8, "ski") + Self.tail(from: 9, to: 40))
        #expect(try shop.sync("--quiet").status == 0)
        // What the database does not hold yet is not limited.
        try shop.write("in/tickets.csv", "number,subject,contact,status\n1,Printer,p1@acme.pl,open\n")
        try shop.job("  - file: in/tickets.csv\n", "max_changes: 0")
        #expect(try shop.sync("--quiet").status == 0)
    }

    private static func tail(from first: Int, to last: Int) -> String {
        (first...last).map { "p\($0)@acme.pl,Pat,Nowak\($0),\n" }.joined()
    }

    @Test func anotherShapeStopsTheJob() throws {
        let shop = try Shop()
        try shop.write("in/contacts.csv", Shop.people(20))
        let mapping = try shop.run("map", "in/contacts.csv").output
        try shop.write("contacts.yaml", mapping)
        try shop.job("  - {file: in/contacts.csv, map: contacts.yaml}\n")
        #expect(try shop.sync("--quiet").status == 0)
        try shop.write(
            "in/contacts.csv", Shop.people(20).replacing(",\n", with: ",,1\n").replacing("phone", with: "phone,shoe"))
        let error = try refusal(shop, "shape.changed")
        #expect(!error.contains("--strict-shape"))
    }

    // MARK: The job file

    @Test func fiveMistakesAreFiveLines() throws {
        let shop = try Shop.synced()
        let before = try shop.bytes("desk.sqlite")
        try shop.write(
            "nightly.yaml",
            """
            db: desk.sqlite
            max_reject: 10%
            sources:
              - file: in/contacts-*.csv
                take: newset
                min_age: soon
                map: deskferry/contcts
              - take: all

            """)
        let result = try shop.sync()
        #expect(result.status == 64)
        let lines = result.error.split(separator: "\n").map(String.init)
        #expect(lines.first == "deskferry: The job file nightly.yaml has 5 mistakes.")
        #expect(lines.filter { $0.hasPrefix("  nightly.yaml:") }.count == 5)
        #expect(
            result.error.contains(
                "nightly.yaml:2:1: max_reject: the key \"max_reject\" is not known here; did you mean \"max_rejects\"?")
        )
        #expect(result.error.contains("nightly.yaml:5:11: sources[0].take: the value \"newset\""))
        #expect(result.error.contains("nightly.yaml:6:14: sources[0].min_age: a duration belongs here"))
        #expect(result.error.contains("nightly.yaml:7:10: sources[0].map:"))
        #expect(result.error.contains("nightly.yaml:8:5: sources[1]: `file:` is missing"))
        #expect(try shop.bytes("desk.sqlite") == before && shop.names("runs").count == 1)
    }

    @Test func aJobFileThatIsNotThereIsAMissingInput() throws {
        let shop = try Shop()
        let result = try shop.sync()
        #expect(result.status == 66 && result.error.contains("nightly.yaml"))
    }

    @Test func aJobFileThatIsNoYAMLSaysWhere() throws {
        let shop = try Shop()
        try shop.write("nightly.yaml", "db: [\n")
        let result = try shop.sync()
        #expect(result.status == 64 && result.error.contains("nightly.yaml:2:1: this is not valid YAML"))
        try shop.write("nightly.yaml", "")
        #expect(try shop.sync().error.contains("the file holds no job"))
    }
}
