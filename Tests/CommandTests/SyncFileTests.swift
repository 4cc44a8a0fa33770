import Foundation
import Testing

/// Which files a job reads, which it leaves, and what becomes of them.
@Suite struct SyncFileTests {
    /// The failure, and that the records are what they were.
    private func refusal(_ shop: Shop, _ status: Int32, _ code: String) throws -> String {
        let before = try shop.digest()
        let check = try shop.sync("check", "--json")
        #expect(check.status == status, "\(check.error)")
        #expect(try Shop.failure(check) == code)
        let run = try shop.sync("run")
        #expect(run.status == status)
        #expect(try shop.digest() == before)
        return run.error
    }

    @Test func aPatternThatMatchesNothingIsNamedWithWhatThereIs() throws {
        let shop = try Shop.synced()
        try shop.write("in/kontakty-2026-11-21.csv", Files.contacts)
        try shop.job("  - file: in/contacts-2027*.csv\n  - file: inn/*.csv\n")
        let error = try refusal(shop, 66, "sync.source_missing")
        #expect(error.contains("line 5: in/contacts-2027*.csv fits no file"))
        #expect(error.contains("holds \"contacts-2026-11-20.csv\", \"kontakty-2026-11-21.csv\""))
        #expect(error.contains("line 6: inn/*.csv fits no file"))
        #expect(error.contains("there is no folder \(shop.path("inn"))"))
    }

    @Test func anOptionalSourceMayBeMissing() throws {
        let shop = try Shop.synced()
        try shop.job("  - file: in/contacts-*.csv\n  - {file: in/tickets-*.csv, optional: true}\n")
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(41))
        let result = try shop.sync("--json")
        #expect(result.status == 0)
        #expect(try shop.notes(result) == ["No file fits in/tickets-*.csv, which is optional."])
        try shop.job("  - {file: in/tickets-*.csv, optional: true}\n")
        let idle = try shop.sync()
        #expect(idle.status == 0 && idle.output.contains("Nothing new: no file of the job nightly is there."))
    }

    @Test func aYoungFileIsLeftForTheNextRun() throws {
        let shop = try Shop.synced("", source: "    min_age: 10m\n    done: done\n")
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(41), age: 3_600)
        try shop.write("in/contacts-2026-11-22.csv", Shop.people(42))
        let result = try shop.sync("--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 41, "created": 1, "unchanged": 40])
        #expect(try shop.notes(result).contains { $0.hasPrefix("in/contacts-2026-11-22.csv was changed 0.") })
        #expect(shop.names("in") == ["contacts-2026-11-22.csv"])
        let error = try refusal(shop, 66, "sync.source_missing")
        #expect(error.contains("in/contacts-2026-11-22.csv was changed") && error.contains("min_age: 10 min"))
    }

    @Test func aFileThatDidNotComeMakesTheJobStale() throws {
        let shop = try Shop.synced("", source: "    max_age: 26h\n")
        try shop.age("in/contacts-2026-11-20.csv", 30 * 3_600)
        let error = try refusal(shop, 2, "sync.stale")
        #expect(error.contains("in/contacts-2026-11-20.csv was changed at"))
        #expect(error.contains("30 h 0 min ago; max_age is 26 h 0 min"))
    }

    /// Stops that come from the files stand in the history, with a report; those of a check do not.
    @Test func aStopBeforeTheFirstRowIsRemembered() throws {
        let shop = try Shop.synced("on_failure: echo $DESKFERRY_RUN > told.txt", source: "    max_age: 26h\n")
        func newest() throws -> [String: Any] {
            let runs = try #require(try shop.run("runs", "list", "--json").json() as? [[String: Any]])
            #expect(Set(runs.compactMap { $0["id"] as? String }) == Set(shop.names("runs")))
            return try #require(runs.first)
        }
        try shop.age("in/contacts-2026-11-20.csv", 30 * 3_600)
        _ = try refusal(shop, 2, "sync.stale")
        #expect(shop.names("runs").count == 2)
        let stale = try newest()
        let id = try #require(stale["id"] as? String)
        #expect(stale["kind"] as? String == "sync nightly" && stale["outcome"] as? String == "stopped")
        #expect(try shop.text("told.txt") == "\(id)\n")
        #expect(try shop.run("runs", "show", id).output.contains("The job nightly has got no new file in time."))
        #expect(try shop.text("runs/\(id)/report.html").contains("in/contacts-2026-11-20.csv was changed at"))
        try FileManager.default.removeItem(atPath: shop.path("in/contacts-2026-11-20.csv"))
        _ = try refusal(shop, 66, "sync.source_missing")
        let missing = try newest()
        #expect(missing["outcome"] as? String == "failed" && missing["exit_status"] as? Int == 66)
        try shop.write("in/contacts-2026-11-22.csv", "e-mail address,name of the person\na@b.pl,Jan\n")
        _ = try refusal(shop, 64, "mapping.no_match")
        #expect(try newest()["exit_status"] as? Int == 64)
        #expect(shop.names("runs").count == 4)
        // What is wrong with the job file is for its author.
        try shop.job("  - {file: in/contacts-*.csv, map: none.yaml}")
        #expect(try shop.sync().status == 64)
        #expect(shop.names("runs").count == 4)
    }

    /// A run whose report could not be written down is told like any other.
    @Test func aStopIsToldEvenIfItCannotBeRemembered() throws {
        let shop = try Shop.synced()
        try FileManager.default.removeItem(atPath: shop.path("in/contacts-2026-11-20.csv"))
        let lock = open(shop.path("desk.sqlite.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(lock) }
        flock(lock, LOCK_EX)
        let result = try shop.sync("--wait", "0s", "--json")
        #expect(result.status == 66)
        #expect(try Shop.failure(result) == "sync.source_missing")
        #expect(shop.names("runs").count == 1)
    }

    // MARK: Done files

    @Test func doneFilesAreMovedAndNeverWriteOverOthers() throws {
        let shop = try Shop.synced("", source: "    done: done\n")
        #expect(shop.names("in") == [] && shop.names("done") == ["contacts-2026-11-20.csv"])
        let first = try shop.text("done/contacts-2026-11-20.csv")
        for count in [41, 42] {
            try shop.write("in/contacts-2026-11-20.csv", Shop.people(count), age: 600)
            #expect(try shop.sync("--quiet").status == 0)
        }
        let names = shop.names("done")
        #expect(names.count == 3)
        #expect(try shop.text("done/contacts-2026-11-20.csv") == first)
        #expect(names.dropFirst().contains { $0.wholeMatch(of: /contacts-2026-11-20-\d{8}-\d{6}.csv/) != nil })
    }

    @Test func doneFilesMayGoToAnotherFileSystem() throws {
        let other = "/dev/shm/deskferry-\(UUID().uuidString)"
        guard (try? FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)) != nil
        else { return }
        defer { try? FileManager.default.removeItem(atPath: other) }
        let shop = try Shop()
        for count in [3, 4] {
            try shop.write("in/contacts.csv", Shop.people(count), age: 600)
            try shop.job("  - file: in/contacts.csv\n    done: \(other)\n")
            #expect(try shop.sync("--quiet").status == 0)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: other)
        #expect(names.count == 2 && shop.names("in") == [])
        #expect(try String(contentsOfFile: other + "/contacts.csv", encoding: .utf8) == Shop.people(3))
    }

    @Test func filesThatANewerOneHasOvertakenGoAlong() throws {
        let shop = try Shop()
        try shop.write("in/contacts-1.csv", Shop.people(10), age: 7_200)
        try shop.write("in/contacts-2.csv", Shop.people(12), age: 3_600)
        try shop.job("  - file: in/contacts-*.csv\n    done: done\n")
        #expect(try Shop.counts(try shop.sync("--json"), "contacts") == ["read": 12, "created": 12])
        #expect(shop.names("done") == ["contacts-1.csv", "contacts-2.csv"])
    }

    @Test func doneFilesBelowTheFolderAreNotReadAgain() throws {
        let shop = try Shop()
        try shop.write("in/contacts.csv", Files.contacts)
        try shop.job("  - file: in\n    take: all\n    done: in/done\n")
        #expect(try shop.sync("--quiet").status == 0)
        #expect(shop.names("in") == ["done"])
        #expect(try shop.sync().status == 66)
    }

    @Test func aFileThatCannotBeMovedIsSaidAndChangesNothingElse() throws {
        let shop = try Shop()
        try shop.write("in/contacts.csv", Files.contacts)
        try shop.write("done", "in the way")
        try shop.job("  - file: in/contacts.csv\n    done: done\n")
        let result = try shop.sync("--json")
        #expect(result.status == 0)
        #expect(try shop.notes(result).contains { $0.hasPrefix("in/contacts.csv was loaded but could not be moved") })
        #expect(shop.names("in") == ["contacts.csv"])
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "created": 3])
    }

    @Test func aStoppedRunLeavesItsFilesWhereTheyAre() throws {
        let shop = try Shop.synced("", source: "    done: done\n    min_rows: 30\n")
        try shop.write("in/contacts-2026-11-21.csv", Shop.people(3))
        #expect(try shop.sync("--quiet").status == 2)
        #expect(shop.names("in") == ["contacts-2026-11-21.csv"])
    }
}
