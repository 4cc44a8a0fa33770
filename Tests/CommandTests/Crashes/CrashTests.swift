import Foundation
import Testing

/// The real program, ended by SIGKILL at every kind of moment of its work. What comes next finds everything as it was
/// before, or everything done; and running the command again gives what an undisturbed run gives.
@Suite struct CrashTests {
    /// So many moments of each command.
    private static let inCommit = 16, elsewhere = 13

    @Test(.enabled(if: WatchedDisk.isThere, "needs a C compiler"))
    func aKillAtAnyMomentLosesNothing() throws {
        let cases = try KilledCommand.all.get()
        var moments: [(command: KilledCommand, call: Int)] = []
        var commits = 0
        for command in cases {
            let inside = WatchedDisk.sample(command.committing, Self.inCommit)
            let outside = command.outside(Self.elsewhere)
            commits += inside.count
            moments += (inside + outside).map { (command, $0) }
        }
        #expect(moments.count >= 200)
        // Between the first write to the database's file and the end of the commit.
        #expect(commits >= 100)
        try Concurrently.each(moments) { moment in try moment.command.kill(at: moment.call) }
    }

    /// What was interrupted is said, and left for those who may write.
    @Test(.enabled(if: WatchedDisk.isThere, "needs a C compiler"))
    func aCheckOfAJobTakesNothingBack() throws {
        let shop = try CrashCase.sync.prepare()
        let (_, calls) = try WatchedDisk.calls(of: CrashCase.sync.command, in: try shop.copy())
        let killed = try shop.run(
            CrashCase.sync.command,
            environment: WatchedDisk.environment(shop.folder, .kill, at: try calls.committing.upperBound)
                .merging(CrashCase.environment) { $1 })
        #expect(killed.status == 128 + SIGKILL)
        let halfWritten = try shop.bytes("desk.sqlite")
        let check = try shop.run("sync", "check", "nightly.yaml", "--json", environment: CrashCase.environment)
        #expect(check.status == 69)
        #expect(try Shop.failure(check) == "database.interrupted")
        #expect(try shop.bytes("desk.sqlite") == halfWritten && shop.exists("desk.sqlite-journal"))
        #expect(try shop.run(CrashCase.sync.command, environment: CrashCase.environment).status <= 1)
        #expect(try shop.run("doctor", "--quiet").status == 0)
    }

    /// What a load writes before it commits: more pages than SQLite's cache holds.
    @Test(.enabled(if: WatchedDisk.isThere, "needs a C compiler"))
    func aKilledBigLoadLosesNothing() throws {
        let command = try KilledCommand(
            CrashCase("big load", after: [["import", "contacts.csv", "--quiet"]], "import", "big.csv", "--quiet")
        ) { shop in
            let text = String(repeating: "Opis ", count: 1_600)
            try shop.write(
                "big.csv",
                "number,subject,contact,description\n"
                    + (0..<1_200).map { "B\($0),Sprawa,p\($0 % 40)@firma.pl,\(text)\($0)\n" }.joined())
        }
        #expect(command.committing.count > 2_000)
        try Concurrently.each(WatchedDisk.sample(command.committing, 10)) { call in try command.kill(at: call) }
    }
}

/// Does something many times, several at once; the first error is thrown at the end.
enum Concurrently {
    static func each<Element: Sendable>(_ elements: [Element], _ body: @Sendable (Element) throws -> Void) throws {
        let lock = NSLock()
        nonisolated(unsafe) var next = 0
        nonisolated(unsafe) var failure: (any Error)?
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount + 1) { _ in
            while true {
                let element: Element? = lock.withLock {
                    guard failure == nil, next < elements.count else { return nil }
                    defer { next += 1 }
                    return elements[next]
                }
                guard let element else { return }
                do { try body(element) } catch { lock.withLock { failure = error } }
            }
        }
        if let failure { throw failure }
    }
}
