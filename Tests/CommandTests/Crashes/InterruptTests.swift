import Foundation
import Testing

/// Ctrl-C at chosen moments of every command that writes.
@Suite struct InterruptTests {
    @Test(.enabled(if: WatchedDisk.isThere, "needs a C compiler"))
    func theFirstEndsTheRunWithNothingWritten() throws {
        let moments = try KilledCommand.all.get().flatMap { command in command.sample(3).map { (command, $0) } }
        try Concurrently.each(moments) { command, call in try command.interrupt(at: call) }
    }

    @Test(.enabled(if: WatchedDisk.isThere, "needs a C compiler"))
    func theSecondEndsItAtOnce() throws {
        let moments = try KilledCommand.all.get().flatMap { command in command.sample(2).map { (command, $0) } }
        try Concurrently.each(moments) { command, call in try command.interruptTwice(at: call) }
    }

    @Test(.enabled(if: WatchedDisk.isThere, "needs a C compiler"))
    func aCheckEndsToo() throws {
        let shop = try CrashCase.all[0].prepare()
        let check = ["check", "accounts.csv", "contacts.csv", "tickets.csv"]
        let (_, calls) = try WatchedDisk.calls(of: check, in: shop)
        let first = try #require(calls.first { $0.path.hasSuffix("findings.csv") })
        let result = try shop.run(
            check, environment: WatchedDisk.environment(shop.folder, .interrupt, at: first.number))
        #expect(result.status == 130)
        #expect(result.error.contains("nothing was written"))
        #expect(!shop.exists("desk.sqlite"))
    }

    /// The lock that another run holds.
    @Test(arguments: [
        ["import", "contacts.csv", "--force"], ["edit", "contacts", "#1", "phone=1"],
        ["delete", "contacts", "#1", "--yes"], ["undo", "last", "--yes"], ["sync", "nightly.yaml"],
    ])
    func theWaitForTheLockEnds(command: [String]) throws {
        let shop = try Shop.stocked()
        try shop.job("  - {file: contacts.csv, min_rows: 2}", "on_failure: echo $DESKFERRY_EXIT_STATUS > told.txt")
        let lock = open(shop.path("desk.sqlite.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(lock) }
        flock(lock, LOCK_EX)
        let running = try shop.start(command + ["--wait", "10m"])
        while shop.names("runs").allSatisfy({ !$0.hasPrefix(".") }) { usleep(5_000) }
        kill(running.process.processIdentifier, SIGINT)
        let result = try running.wait()
        #expect(result.status == 130)
        #expect(result.error.contains("nothing was written"))
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty)
        // Who has ended a job hears of it all the same.
        if command[0] == "sync" { #expect(try shop.text("told.txt") == "130\n") }
    }
}
