import Foundation
import Testing

/// What the real program does when the disk does not: a clear sentence, the documented exit code, nothing lost.
@Suite struct DiskTroubleTests {
    /// Some moments of every command, from the first file it makes to the last page of the commit.
    @Test(
        .enabled(if: WatchedDisk.isThere, "needs a C compiler"),
        arguments: [WatchedDisk.Deed.full, .broken])
    func aDiskThatStopsTakingLosesNothing(deed: WatchedDisk.Deed) throws {
        let moments = try KilledCommand.all.get().flatMap { command in command.sample(3).map { (command, $0) } }
        try Concurrently.each(moments) { command, call in try command.fail(deed, at: call) }
    }

    /// With very few files that may be open at once, a run ends with a sentence or does its work.
    @Test func tooFewOpenFiles() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        var ends: Set<Int32> = []
        for limit in 5...14 {
            let result = try shop.runShell("ulimit -n \(limit); exec '\(Shop.program)' import contacts.csv --force")
            ends.insert(result.status)
            if result.status != 0 {
                // The file that could not be opened may be one that is read.
                #expect([66, 69].contains(result.status), "\(limit): \(result.error)")
                #expect(result.error.contains("(Too many open files)"), "\(limit): \(result.error)")
                #expect(!result.error.contains("permission"), "\(limit): \(result.error)")
            }
        }
        // Taking a folder away takes a file, too; the next run that gets so far does it.
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty)
        #expect(ends.contains(0) && ends.contains(69))
        #expect(try shop.digest() == digest)
        #expect(try shop.run("doctor").status == 0)
    }

    // MARK: Locked by another program

    /// Holds the bytes of the file that SQLite locks, as another program that uses SQLite does.
    private final class OtherProgram {
        enum Holds { case shared, reserved, exclusive }

        private let descriptor: Int32

        init(_ shop: Shop, _ holds: Holds) {
            descriptor = open(shop.path("desk.sqlite"), O_RDWR | O_CLOEXEC)
            let pending: off_t = 0x4000_0000
            switch holds {
            case .shared: lock(F_RDLCK, pending + 2, 510)
            case .reserved: lock(F_WRLCK, pending + 1, 1)
            case .exclusive: lock(F_WRLCK, pending, 512)
            }
        }

        private func lock(_ type: Int32, _ start: off_t, _ length: off_t) {
            var range = flock()
            range.l_type = Int16(type)
            range.l_whence = Int16(SEEK_SET)
            (range.l_start, range.l_len) = (start, length)
            let setLockOfDescription: Int32 = 37  // F_OFD_SETLK, a macro that Swift does not import
            #expect(fcntl(descriptor, setLockOfDescription, &range) == 0)
        }

        deinit { close(descriptor) }
    }

    @Test func aReaderHoldsAWriterUp() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        let other = OtherProgram(shop, .shared)
        for command in [["import", "contacts.csv", "--force"], ["delete", "contacts", "#1", "--yes"]] {
            let result = try shop.run(command + ["--wait", "0"])
            #expect(result.status == 75, "\(result.error)")
            #expect(result.error.contains("Another program is using the database"))
        }
        #expect(try shop.digest() == digest)
        #expect(try shop.run("check", "contacts.csv", "--force", "--quiet").status == 0)
        withExtendedLifetime(other) {}
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty)
    }

    @Test func aWriterHoldsEverybodyUp() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        do {
            let other = OtherProgram(shop, .reserved)
            #expect(try shop.run("import", "contacts.csv", "--force", "--wait", "0").status == 75)
            #expect(try shop.digest() == digest)
            withExtendedLifetime(other) {}
        }
        do {
            let other = OtherProgram(shop, .exclusive)
            let result = try shop.run("import", "contacts.csv", "--force", "--wait", "0")
            #expect(result.status == 75)
            #expect(result.error.contains("Another program is using the database"))
            withExtendedLifetime(other) {}
        }
        #expect(try shop.digest() == digest)
        #expect(try shop.run("import", "contacts.csv", "--force", "--quiet").status == 0)
    }

    @Test func aRunInTheWayIsNamed() throws {
        let shop = try Shop.stocked()
        try shop.write("desk.sqlite.lock", "run 20261122-031500-7f3a, process 1, since 2026-11-22T03:15:00Z")
        let lock = open(shop.path("desk.sqlite.lock"), O_RDWR | O_CLOEXEC)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let other = OtherProgram(shop, .exclusive)
        for command in [["edit", "contacts", "#1", "phone="], ["undo", "last", "--yes"]] {
            let result = try shop.run(command + ["--wait", "0"])
            #expect(result.status == 75)
            #expect(result.error.contains("run 20261122-031500-7f3a, process 1, since"), "\(result.error)")
        }
        withExtendedLifetime(other) {}
    }

    @Test func controlCEndsTheWaitForAnotherProgram() throws {
        let shop = try Shop.stocked()
        let other = OtherProgram(shop, .shared)
        let running = try shop.start(["import", "contacts.csv", "--force", "--wait", "10m"])
        // It waits once it has made its folder.
        while shop.names("runs").allSatisfy({ !$0.hasPrefix(".") }) { usleep(5_000) }
        kill(running.process.processIdentifier, SIGINT)
        let result = try running.wait()
        #expect(result.status == 130)
        #expect(result.error.contains("nothing was written"))
        withExtendedLifetime(other) {}
    }

    // MARK: Read only

    /// As somebody who may not: root may write everything.
    private func runAsNobody(_ shop: Shop, _ arguments: String) throws -> Shop.Result {
        let prefix = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
        return try shop.runShell("exec \(prefix)'\(Shop.program)' \(arguments)")
    }

    @Test func aReadOnlyDatabase() throws {
        let shop = try Shop.stocked()
        let bytes = try shop.bytes("desk.sqlite")
        _ = try shop.runShell("chmod 777 . && chmod -R a+rX . && chmod 444 desk.sqlite && mkdir -m 777 reports")
        guard try runAsNobody(shop, "--version").status == 0 else { return }
        for command in ["import contacts.csv --force", "edit contacts '#1' phone=1", "undo last --yes"] {
            let result = try runAsNobody(shop, command + " --report-dir reports")
            #expect(result.status == 69, "\(command): \(result.error)")
            #expect(result.error.contains("no permission to write"), "\(command): \(result.error)")
        }
        #expect(try runAsNobody(shop, "check contacts.csv --force --report-dir reports --quiet").status == 0)
        #expect(try shop.bytes("desk.sqlite") == bytes)
        #expect(!shop.exists("desk.sqlite.lock") && !shop.exists("desk.sqlite-journal"))
        #expect(shop.names("reports").filter { $0.hasPrefix(".") }.isEmpty)
    }

    @Test func aReadOnlyFolder() throws {
        let shop = try Shop.stocked()
        let bytes = try shop.bytes("desk.sqlite")
        _ = try shop.runShell("mkdir -m 777 reports; chmod -R a+rX . && chmod 666 desk.sqlite && chmod 555 .")
        defer { _ = try? shop.runShell("chmod 755 .") }
        guard try runAsNobody(shop, "--version").status == 0 else { return }
        let result = try runAsNobody(shop, "import contacts.csv --force --report-dir reports")
        #expect(result.status == 69)
        #expect(result.error.contains("no permission to write in the folder of the database"), "\(result.error)")
        #expect(try runAsNobody(shop, "list contacts --quiet").status == 0)
        #expect(try shop.bytes("desk.sqlite") == bytes)
        #expect(shop.names("reports").filter { $0.hasPrefix(".") }.isEmpty)
    }
}
