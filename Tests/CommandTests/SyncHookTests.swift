import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// What comes behind a run of a job: commands, metrics; and the limit of time. The real program.
@Suite struct SyncHookTests {
    private static let good = "email,first_name,last_name\na@b.pl,Jan,Nowak\nc@d.pl,Ewa,Kos\n"
    private static let bad = good + "nobody,Ala,Lis\n"
    /// Each command notes that it was run, and with what.
    private static let hooks = """
        on_success: env | grep ^DESKFERRY_ | sort > success.txt
        on_rejects: env | grep ^DESKFERRY_ | sort > rejects.txt
        on_failure: env | grep ^DESKFERRY_ | sort > failure.txt

        """

    private func shop(_ text: String = Self.good, _ more: String = Self.hooks) throws -> Shop {
        let shop = try Shop()
        try shop.write("job/in.csv", text)
        try shop.write(
            "job/nightly.yaml",
            "db: ../desk.sqlite\ncreate: true\nmax_rejects: 50%\nsources:\n  - file: in.csv\n" + more)
        return shop
    }

    /// What a command has noted, by name without `DESKFERRY_`; nil where it was not run. It is forgotten then.
    private func noted(_ shop: Shop, _ name: String) throws -> [String: String]? {
        guard shop.exists("job/\(name).txt") else { return nil }
        let lines = try shop.text("job/\(name).txt").split(separator: "\n")
        try FileManager.default.removeItem(atPath: shop.path("job/\(name).txt"))
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let parts = line.dropFirst("DESKFERRY_".count).split(separator: "=", maxSplits: 1)
                return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
            })
    }

    private func sync(_ shop: Shop, _ more: String...) throws -> Shop.Result {
        try shop.run(["sync", "job/nightly.yaml"] + more)
    }

    @Test func successIsToldWithAllFigures() throws {
        let shop = try shop()
        #expect(try sync(shop).status == 0)
        let told = try #require(try noted(shop, "success"))
        let run = try #require(shop.names("runs").first)
        let expected = [
            "JOB": "nightly", "JOB_FILE": shop.path("job/nightly.yaml"), "HOOK": "on_success", "OUTCOME": "committed",
            "EXIT_STATUS": "0", "DB": shop.path("desk.sqlite"), "RUN": run, "REPORT": shop.path("runs/\(run)"),
            "REPORT_HTML": shop.path("runs/\(run)/report.html"), "REJECTS": "", "READ": "2", "CREATED": "2",
            "REJECTED": "0", "NEW_FINDINGS": "0", "MESSAGE": "Done: 2 records created.",
        ]
        for (name, value) in expected { #expect(told[name] == value, "\(name)") }
        #expect(try noted(shop, "rejects") == nil && noted(shop, "failure") == nil)
    }

    @Test func rejectsAreToldWhenTheyAreNew() throws {
        let shop = try shop(Self.bad)
        #expect(try sync(shop).status == 1)
        let told = try #require(try noted(shop, "rejects"))
        #expect(told["REJECTED"] == "1" && told["NEW_FINDINGS"] == "1" && told["EXIT_STATUS"] == "1")
        #expect(shop.exists("runs/\(told["RUN"] ?? "")/rejects/in.csv"))
        #expect(told["REJECTS"] == shop.path("runs/\(told["RUN"] ?? "")/rejects"))
        #expect(try noted(shop, "success") != nil)
        // The same ones again are no news.
        #expect(try sync(shop).status == 1)
        #expect(try noted(shop, "rejects") == nil)
        #expect(try noted(shop, "success")?["KNOWN_FINDINGS"] == "1")
        try shop.write("job/in.csv", Self.bad + "nowhere,Ala,Wilk\n")
        #expect(try sync(shop).status == 1)
        #expect(try noted(shop, "rejects")?["NEW_FINDINGS"] == "1")
    }

    @Test func allRejectsAreToldWhereTheJobWantsThat() throws {
        let shop = try shop(Self.bad, "on_rejects: { run: 'echo told >> all.txt', all: true }\n")
        for _ in 1...2 { #expect(try sync(shop).status == 1) }
        #expect(try shop.text("job/all.txt") == "told\ntold\n")
    }

    @Test func guardsMissingFilesAndTheLimitOfTimeAreFailures() throws {
        let shop = try shop(Self.bad)
        #expect(try sync(shop, "--timeout", "0s").status == 2)
        let timeout = try #require(try noted(shop, "failure"))
        #expect(timeout["OUTCOME"] == "stopped" && timeout["EXIT_STATUS"] == "2")
        #expect(timeout["MESSAGE"]?.contains("--timeout") == true)
        #expect(timeout["CREATED"] == "0")
        #expect(!shop.exists("desk.sqlite"))
        try FileManager.default.removeItem(atPath: shop.path("job/in.csv"))
        #expect(try sync(shop).status == 66)
        let missing = try #require(try noted(shop, "failure"))
        #expect(missing["OUTCOME"] == "failed" && missing["EXIT_STATUS"] == "66" && missing["RUN"] == "")
        #expect(try noted(shop, "success") == nil)
    }

    @Test func theHolderOfTheLockIsNamedAndItIsAFailure() throws {
        let shop = try shop()
        #expect(try sync(shop).status == 0)
        try shop.write("job/in.csv", Self.bad)
        let lock = shop.path("desk.sqlite.lock")
        try "run 20260101-000000-0000, process 1, since 2026-01-01T00:00:00Z".write(
            toFile: lock, atomically: true, encoding: .utf8)
        let descriptor = open(lock, O_RDWR | O_CLOEXEC)
        flock(descriptor, LOCK_EX)
        defer { close(descriptor) }
        for limit in [["--wait", "0s"], ["--wait", "10m", "--timeout", "1s"]] {
            let result = try shop.run(["sync", "job/nightly.yaml"] + limit)
            #expect(result.status == 75)
            #expect(result.error.contains("run 20260101-000000-0000, process 1, since 2026-01-01T00:00:00Z"))
            #expect(try noted(shop, "failure")?["EXIT_STATUS"] == "75")
        }
    }

    @Test func aCommandThatFailsIsAWarningOnly() throws {
        let shop = try shop(Self.good, "on_success: 'echo to the log; exit 3'\n")
        let result = try sync(shop)
        #expect(result.status == 0)
        #expect(result.error.contains("to the log\n"))
        #expect(result.error.contains("on_success") && result.error.contains("exit status 3"))
        #expect(!result.output.contains("to the log"))
    }

    /// A pipe that nobody reads, and a disk that is full.
    @Test(arguments: [(">&4 2>&4", 1), (">&4", 1), ("> /dev/full", 1)])
    func whoeverReadsTheOutputHooksAndMetricsCome(output: String, status: Int32) throws {
        let shop = try shop(Self.bad, Self.hooks + "metrics_file: job.prom\n")
        let result = try shop.runShell(
            "mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; exec '\(Shop.program)' sync job/nightly.yaml \(output)")
        #expect(result.status == status, "\(result.error)")
        #expect(try noted(shop, "success")?["CREATED"] == "2")
        #expect(try noted(shop, "rejects") != nil)
        #expect(try shop.text("job/job.prom").contains("deskferry_sync_success{job=\"nightly\"} 1\n"))
    }

    @Test func anOutputThatCannotBeWrittenIsNoSuccess() throws {
        let shop = try shop()
        let result = try shop.runShell("'\(Shop.program)' sync job/nightly.yaml > /dev/full")
        #expect(result.status == 69)
        #expect(try noted(shop, "success") != nil)
    }

    @Test func aCheckRunsNothing() throws {
        let shop = try shop(Self.bad, Self.hooks + "metrics_file: job.prom\n")
        #expect(try shop.run("sync", "check", "job/nightly.yaml").status == 1)
        #expect(shop.names("job") == ["in.csv", "nightly.yaml"])
    }

    @Test func aMistakeOfTheJobFileRunsNothing() throws {
        let shop = try shop(Self.good, Self.hooks + "no_such_key: 1\n")
        #expect(try sync(shop).status == 64)
        #expect(try noted(shop, "failure") == nil)
    }

    @Test func theSameInputAgainIsASuccess() throws {
        let shop = try shop()
        #expect(try sync(shop).status == 0)
        _ = try noted(shop, "success")
        #expect(try sync(shop).status == 0)
        let told = try #require(try noted(shop, "success"))
        #expect(told["OUTCOME"] == "skipped" && told["RUN"] == "" && told["READ"] == "0")
        #expect(told["MESSAGE"]?.hasPrefix("Nothing new") == true)
    }

    @Test func metricsCountFromTheJobFileOrFromHere() throws {
        let shop = try shop(Self.good, "metrics_file: job.prom\n")
        #expect(try sync(shop).status == 0)
        #expect(try shop.text("job/job.prom").contains("deskferry_sync_success{job=\"nightly\"} 1\n"))
        #expect(try sync(shop, "--metrics-file", "here.prom").status == 0)
        try shop.write("job/in.csv", Self.bad)
        #expect(try sync(shop, "--metrics-file", "here.prom", "--timeout", "0s").status == 2)
        let text = try shop.text("here.prom")
        #expect(text.contains("deskferry_sync_exit_status{job=\"nightly\"} 2\n"))
        #expect(text.contains("deskferry_sync_last_success_timestamp_seconds{job=\"nightly\"} "))
        let failing = try sync(shop, "--metrics-file", "none/here.prom")
        #expect(failing.status == 1)
        #expect(failing.error.contains("The metrics could not be written to"))
    }
}
