import Foundation
import Testing

/// `sync init` and `sync timer`: from files to a job that comes every night.
@Suite struct SyncInitTests {
    @Test func whatInitWritesRunsAsItIs() throws {
        let shop = try Shop()
        try shop.write("in/contacts-2026-11-20.csv", Shop.people(2), age: 600)
        try shop.write("in/contacts-2026-11-21.csv", Files.contacts)
        try shop.write("in/tickets_20261121T0300Z.csv", Files.tickets)
        let result = try shop.run(
            "sync", "init", "in/contacts-2026-11-20.csv", "in/contacts-2026-11-21.csv", "in/tickets_20261121T0300Z.csv",
            "-o", "nightly.yaml")
        #expect(result.status == 0, "\(result.error)")
        let text = try shop.text("nightly.yaml")
        #expect(text.contains("  - file: \"in/contacts-*.csv\"\n    map: deskferry/contacts\n"))
        #expect(text.contains("  - file: \"in/tickets_*.csv\"\n    map: deskferry/tickets\n"))
        #expect(text.contains("db: desk.sqlite\ncreate: true"))
        let run = try shop.sync("--json")
        #expect(run.status == 0, "\(run.error)")
        #expect(try Shop.counts(run, "contacts") == ["read": 3, "created": 3])
        #expect(try Shop.counts(run, "tickets") == ["read": 3, "created": 3])
    }

    @Test func everyCommentOfADraftMayBecomeALine() throws {
        let shop = try Shop()
        try shop.write("in/contacts-1.csv", Files.contacts)
        #expect(try shop.run("sync", "init", "in/contacts-1.csv", "-o", "nightly.yaml").status == 0)
        let text = try shop.text("nightly.yaml").split(separator: "\n").map { line in
            line.wholeMatch(of: /( *)# ([a-z_]+: .*)/).map { "\($0.1)\($0.2)" } ?? String(line)
        }.filter { !$0.hasPrefix("create: true") || $0.contains("not there") }
        try shop.write("nightly.yaml", text.joined(separator: "\n"))
        let result = try shop.sync("check")
        #expect(result.status != 64, "\(result.error)")
    }

    @Test func initWritesOverNothing() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        try shop.write("job.yaml", "mine")
        #expect(try shop.run("sync", "init", "contacts.csv").status == 64)
        #expect(try shop.text("job.yaml") == "mine")
    }

    @Test func aFileThatNoPresetFitsIsSaidToNeedAMapping() throws {
        let shop = try Shop()
        try shop.write("odd.csv", "alpha,beta\n1,2\n")
        let result = try shop.run("sync", "init", "odd.csv")
        #expect(result.status == 0 && result.error.contains("odd.csv: no preset fits it."))
        #expect(try shop.text("job.yaml").contains("# map: mappings/MAPPING.yaml"))
    }

    // MARK: Timer

    @Test func timerPrintsUnitsThatSystemdTakes() throws {
        let shop = try Shop()
        try shop.write("in my folder/50 % \"off\".yaml", "timeout: 2h\nsources:\n  - file: in/*.csv\n")
        let arguments = ["sync", "timer", "in my folder/50 % \"off\".yaml", "--at", "04:30"]
        let text = try shop.run(arguments)
        #expect(text.status == 0, "\(text.error)")
        #expect(text.output.contains("SuccessExitStatus=1") && text.output.contains("Type=oneshot"))
        #expect(text.output.contains("OnCalendar=*-*-* 04:30:00") && text.output.contains("Persistent=true"))
        #expect(text.output.contains("TimeoutStartSec=7500") && text.output.contains("30 4 * * * "))
        #expect(text.output.contains("ExecStart=/"), "the program by its absolute path")
        #expect(text.output.contains("--db \(shop.path("desk.sqlite"))"))
        try FileManager.default.createDirectory(atPath: shop.path("units"), withIntermediateDirectories: true)
        #expect(try shop.run(arguments + ["-o", "units"]).status == 0)
        let units = shop.names("units")
        #expect(units.count == 2)
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze") else { return }
        let verified = try shop.runShell("systemd-analyze verify units/*.service units/*.timer 2>&1 | grep units/ >&2")
        #expect(verified.error == "", "\(verified.error)")
    }

    @Test func theLineOfTheCrontabRuns() throws {
        let shop = try Shop()
        try shop.write("it's 100 %/in/contacts.csv", Files.contacts)
        try shop.write("it's 100 %/nightly.yaml", "create: true\nsources:\n  - file: in/contacts.csv\n")
        let text = try shop.run("sync", "timer", "it's 100 %/nightly.yaml").output
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("# 0 3 * * * ") })
        // As cron hands it to the shell.
        let command = line.dropFirst("# 0 3 * * * ".count).replacing("\\%", with: "%")
        let result = try shop.runShell("cd / && " + command)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.error)")
        #expect(try shop.run("list", "contacts", "--json").output.contains("anna@acme.pl"))
    }

    @Test func timerWantsATimeOfDay() throws {
        let shop = try Shop()
        try shop.job("  - file: in/*.csv")
        #expect(try shop.run("sync", "timer", "nightly.yaml", "--at", "25:00").status == 64)
    }
}
