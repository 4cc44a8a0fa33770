import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite(.serialized) struct StopTests {
    /// Customers, tickets and some dirt; always the same.
    private func write(rows: Int, to shop: Shop) throws {
        var contacts = "email,first_name,last_name,account\n"
        var tickets = "number,subject,contact,description\n"
        for row in 0..<rows / 2 {
            contacts +=
                row % 100 == 7
                ? "broken \(row),,," : "p\(row)@firma\(row % 997).pl,Imię\(row % 50),Nazwisko\(row),Firma \(row % 997)"
            contacts += "\n"
            tickets += "\(row),Sprawa \(row),p\(row)@firma\(row % 997).pl,\"Opis, \(row)\nwiersz drugi\"\n"
        }
        try shop.write("contacts.csv", contacts)
        try shop.write("tickets.csv", tickets)
    }

    /// Waits until the run has reported the findings of some hundred rows: it is in the middle of the customers.
    private func waitForFindings(_ shop: Shop, while process: Process) {
        while process.isRunning {
            for name in shop.names("runs") where name.hasSuffix(".partial") {
                let path = shop.path("runs/\(name)/findings.csv")
                let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
                if size ?? 0 >= 60_000 { return }
            }
            usleep(2_000)
        }
    }

    /// Waits until the database's file has grown to so many bytes.
    private func waitForGrowth(_ shop: Shop, bytes: Int, while process: Process) {
        while process.isRunning {
            let size = (try? FileManager.default.attributesOfItem(atPath: shop.path("desk.sqlite")))?[.size] as? Int
            if size ?? 0 >= bytes { return }
            usleep(5_000)
        }
    }

    @Test func aKilledLoadLeavesTheDatabaseAsItWas() throws {
        let undisturbed = try Shop()
        try write(rows: 200_000, to: undisturbed)
        #expect(try undisturbed.run("import", "contacts.csv", "tickets.csv", "--quiet").status == 1)
        let digest = try undisturbed.digest()

        let shop = try Shop.stocked()
        for name in ["contacts.csv", "tickets.csv"] { try shop.write("big-" + name, try undisturbed.bytes(name)) }
        let before = try shop.digest()
        let running = try shop.start(["import", "big-contacts.csv", "big-tickets.csv", "--quiet"])
        waitForGrowth(shop, bytes: 5_000_000, while: running.process)
        #expect(running.process.isRunning)
        kill(running.process.processIdentifier, SIGKILL)
        #expect(try running.wait().status == 128 + SIGKILL)

        let refused = try shop.run("digest")
        #expect(refused.status == 69)
        #expect(refused.error.contains("deskferry recover"))
        #expect(try shop.run("check", "contacts.csv").status == 69)
        let recovered = try shop.run("recover")
        #expect(recovered.status == 0)
        #expect(recovered.output.contains("taken back"))
        #expect(try shop.digest() == before)
        #expect(try shop.run("doctor").status == 0)
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty)
        #expect(try shop.run("import", "contacts.csv", "tickets.csv", "--force", "--json").status == 0)

        let fresh = try Shop()
        for name in ["contacts.csv", "tickets.csv"] { try fresh.write(name, try undisturbed.bytes(name)) }
        let killed = try fresh.start(["import", "contacts.csv", "tickets.csv", "--quiet"])
        waitForFindings(fresh, while: killed.process)
        kill(killed.process.processIdentifier, SIGKILL)
        #expect(try killed.wait().status == 128 + SIGKILL)
        // The import that comes next takes back what was left, by itself.
        #expect(try fresh.run("import", "contacts.csv", "tickets.csv", "--quiet").status == 1)
        #expect(try fresh.digest() == digest)
        #expect(fresh.names("runs").filter { $0.hasPrefix(".") }.isEmpty)
    }

    @Test func controlCEndsALoadWithNothingWritten() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        try write(rows: 200_000, to: shop)
        let running = try shop.start(["import", "contacts.csv", "tickets.csv"])
        waitForFindings(shop, while: running.process)
        #expect(running.process.isRunning)
        kill(running.process.processIdentifier, SIGINT)
        let result = try running.wait()
        #expect(result.status == 130)
        #expect(result.error.contains("nothing was written"))
        #expect(try shop.digest() == digest)
        #expect(!shop.exists("desk.sqlite-journal") && !shop.exists("desk.sqlite.lock"))
        #expect(try shop.run("runs", "list").output.split(separator: "\n")[0].contains("failed"))
    }

    @Test func aRunOnItsWayIsBusyAndNotTakenForAnInterruptedOne() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        try write(rows: 200_000, to: shop)
        let running = try shop.start(["import", "contacts.csv", "tickets.csv", "--quiet"])
        waitForGrowth(shop, bytes: 5_000_000, while: running.process)
        kill(running.process.processIdentifier, SIGSTOP)
        let reader = try shop.run("list", "contacts")
        #expect(reader.status == 75)
        #expect(!reader.error.contains("recover"))
        kill(running.process.processIdentifier, SIGCONT)
        #expect(try running.wait().status == 1)
        #expect(try shop.digest() != digest)
    }

    @Test func controlCOnANewDatabaseLeavesNone() throws {
        let shop = try Shop()
        try write(rows: 100_000, to: shop)
        let running = try shop.start(["import", "contacts.csv", "tickets.csv"])
        waitForFindings(shop, while: running.process)
        kill(running.process.processIdentifier, SIGINT)
        #expect(try running.wait().status == 130)
        #expect(!shop.exists("desk.sqlite"))
    }

    // MARK: Limits

    private func dirty(_ shop: Shop) throws {
        try shop.write("contacts.csv", Files.contacts + "one,Ada,Kot,,\ntwo,Ada,Kot,,\n")
    }

    @Test(arguments: ["1", "39%", "0"])
    func tooManyRejectsStopTheRun(limit: String) throws {
        let shop = try Shop.stocked()
        try dirty(shop)
        let digest = try shop.digest()
        let result = try shop.run("import", "contacts.csv", "--max-rejects", limit)
        #expect(result.status == 2)
        #expect(result.error.contains("--max-rejects"))
        #expect(try shop.digest() == digest)
        #expect(try shop.run("check", "contacts.csv", "--max-rejects", limit).status == 2)
    }

    @Test(arguments: ["2", "40%", "100%"])
    func soManyRejectsMayBe(limit: String) throws {
        let shop = try Shop()
        try dirty(shop)
        #expect(try shop.run("import", "contacts.csv", "--max-rejects", limit, "--quiet").status == 1)
    }

    @Test func tooManyRejectsLeaveNoNewDatabase() throws {
        let shop = try Shop()
        try dirty(shop)
        let result = try shop.run("import", "contacts.csv", "--max-rejects", "0", "--json")
        #expect(result.status == 2)
        #expect(try Shop.failure(result) == "rejects.limit")
        #expect(!shop.exists("desk.sqlite"))
    }

    // MARK: The lock

    /// Holds the lock as another run does.
    private func hold(_ shop: Shop) -> Int32 {
        let descriptor = open(shop.path("desk.sqlite.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        _ = "run 20240101-000000-0000, process 1".withCString { pwrite(descriptor, $0, strlen($0), 0) }
        flock(descriptor, LOCK_EX)
        return descriptor
    }

    @Test func anotherRunIsNamed() throws {
        let shop = try Shop.stocked()
        let lock = hold(shop)
        defer { close(lock) }
        let result = try shop.run("import", "contacts.csv", "--wait", "0")
        #expect(result.status == 75)
        #expect(result.error.contains("run 20240101-000000-0000, process 1"))
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 0)
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty)
    }

    @Test func aRunWaitsForTheLock() throws {
        let shop = try Shop.stocked()
        let lock = hold(shop)
        let running = try shop.start(["import", "contacts.csv", "--wait", "60s", "--quiet"])
        usleep(500_000)
        #expect(running.process.isRunning)
        close(lock)
        #expect(try running.wait().status == 0)
    }

    @Test func aLeftOverLockFileStopsNobody() throws {
        let shop = try Shop.stocked()
        try shop.write("desk.sqlite.lock", "run 20240101-000000-0000, process 1")
        #expect(try shop.run("import", "contacts.csv", "--wait", "0", "--quiet").status == 0)
        #expect(!shop.exists("desk.sqlite.lock"))
    }

    @Test func controlCEndsTheWaitForTheLock() throws {
        let shop = try Shop.stocked()
        let lock = hold(shop)
        defer { close(lock) }
        let running = try shop.start(["import", "contacts.csv", "--wait", "20s", "--quiet"])
        usleep(700_000)
        kill(running.process.processIdentifier, SIGINT)
        #expect(try running.wait().status == 130)
    }
}
