import Foundation
import Testing

/// Jobs whose files no longer have what they had, run by the real program.
@Suite struct SyncMissingTests {
    private static let mapping = """
        name: crm/contacts
        source: crm
        records:
          - entity: contacts
            key: [email]
            columns:
              email: email
              last_name: last_name
        """

    private func people(_ numbers: some Sequence<Int>) -> String {
        "email,last_name\n" + numbers.map { "p\($0)@b.example,N\($0)\n" }.joined()
    }

    private func shop(_ policy: String) throws -> Shop {
        let shop = try Shop()
        try shop.write("contacts.yaml", Self.mapping)
        try shop.write(
            "nightly.yaml",
            "db: desk.sqlite\ncreate: true\n\(policy)\nsources:\n  - file: in/contacts.csv\n    map: contacts.yaml\n")
        try shop.write("in/contacts.csv", people(1...100))
        let first = try shop.run("sync", "nightly.yaml")
        #expect(first.status == 0, "\(first.output)\(first.error)")
        return shop
    }

    @Test func aHalfFileIsStoppedWithNothingWritten() throws {
        let shop = try shop("missing: recycle")
        let digest = try shop.run("digest").output
        try shop.write("in/contacts.csv", people(1...50))
        for verb in ["check", "run"] {
            let result = try shop.run("sync", verb, "nightly.yaml")
            #expect(result.status == 2)
            #expect((result.output + result.error).contains("50 of the 100 contacts of job nightly are missing"))
        }
        #expect(try shop.run("digest").output == digest)
        #expect(try shop.run("bin").output.contains("contact") == false)
    }

    /// The file is what is wrong, so that is said, and not how many records it lacks.
    @Test func aFileThatIsNotWholeIsNamedBeforeWhatItLacks() throws {
        let shop = try shop("missing: recycle")
        for (text, code) in [("email,last_name\n", "sync.too_few_rows"), (people(1...50) + "p51@b", "sync.cut_short")] {
            try shop.write("in/contacts.csv", text)
            let result = try shop.run("sync", "nightly.yaml", "--json")
            #expect(result.status == 2)
            #expect(try Shop.failure(result) == code, "\(result.output)\(result.error)")
        }
    }

    @Test func missingRecordsAreCountedForPrometheus() throws {
        let shop = try shop("missing: recycle")
        try shop.write("in/contacts.csv", people(1...97))
        #expect(try shop.run("sync", "nightly.yaml", "--metrics-file", "job.prom", "--quiet").status == 0)
        let lines = try shop.text("job.prom").split(separator: "\n")
        let labels = "job=\"nightly\",entity=\"contacts\",state="
        #expect(lines.contains("deskferry_sync_missing{\(labels)\"taken_away\"} 3"))
        #expect(lines.contains("deskferry_sync_missing{\(labels)\"taken_along\"} 0"))
    }

    @Test func whatIsGoneGoesToTheBinAndComesBack() throws {
        let shop = try shop("missing: recycle")
        let digest = try shop.run("digest").output
        try shop.write("in/contacts.csv", people(1...97))
        let check = try shop.run("sync", "check", "nightly.yaml")
        #expect(check.status == 0 && check.output.contains("3 of 100 contacts are missing from the job's files"))
        #expect(try shop.run("digest").output == digest)
        let run = try shop.run("sync", "nightly.yaml")
        #expect(run.status == 0 && run.output.contains("3 moved to the recycle bin (missing.csv)"))
        #expect(run.output.contains("3 records moved to the recycle bin"))
        let after = try shop.run("digest").output
        #expect(after != digest)
        #expect(try shop.run("undo", "last", "--yes").status == 0)
        #expect(try shop.run("digest").output == digest)
        #expect(try shop.run("sync", "nightly.yaml").status == 0)
        #expect(try shop.run("digest").output == after)
        try shop.write("in/contacts.csv", people(1...100))
        #expect(try shop.run("sync", "nightly.yaml").output.contains("restored"))
        #expect(try shop.run("digest").output == digest)
    }

    @Test func marksAreFindingsThatCostNothing() throws {
        let shop = try shop("missing: mark")
        try shop.write("in/contacts.csv", people(2...100))
        let run = try shop.run("sync", "nightly.yaml", "--json")
        #expect(run.status == 0)
        let missing = try #require(try run.object()["missing"] as? [[String: Any]])
        #expect(missing.first?["marked"] as? Int == 1)
        #expect(run.output.contains("sync.missing"))
    }
}
