import Foundation
import Pipeline
import Testing

/// Lines of shell that are run behind a job.
@Suite struct ShellCommandTests {
    private func run(
        _ line: String, limit: TimeInterval = 60, environment: [String: String] = [:], folder: String = "/"
    ) -> (end: ShellCommand.End, lines: [String]) {
        var lines: [String] = []
        let command = ShellCommand(
            line: line, folder: folder, environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }, limit: limit
        )
        let end = command.run(isInterrupted: { false }) { lines.append($0) }
        return (end, lines)
    }

    @Test func bothOutputsAreHandedOnLineByLine() {
        let result = run("echo one; echo two >&2; printf three")
        #expect(result.end == .exited(0))
        #expect(result.lines == ["one", "two", "three"])
    }

    @Test func muchOutputDoesNotBlock() {
        let result = run("i=0; while [ $i -lt 20000 ]; do echo line $i of many; i=$((i+1)); done")
        #expect(result.end == .exited(0))
        #expect(result.lines.count == 20_000)
    }

    @Test func exitStatusAndSignalAreTold() {
        #expect(run("exit 7").end == .exited(7))
        #expect(run("kill -9 $$").end == .signalled(9))
        #expect(run("no-such-command-here").end == .exited(127))
    }

    @Test func itRunsInTheFolderWithTheEnvironmentAndNoInput() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/a folder's name-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = run("pwd; echo \"$WORD\"; cat", environment: ["WORD": "a 'quoted' \"word\""], folder: folder)
        #expect(result.end == .exited(0))
        #expect(result.lines == [folder, "a 'quoted' \"word\""])
    }

    @Test func aFolderThatIsGoneIsAFailure() {
        #expect(run("true", folder: "/no/such/folder").end == .exited(126))
    }

    @Test func whatDoesNotEndIsEndedWithAllThatItHasStarted() throws {
        let result = run("sleep 600 & echo $!; trap '' TERM; sleep 600; sleep 600", limit: 0.3)
        #expect(result.end == .timedOut)
        let child = try #require(result.lines.first.flatMap { pid_t($0) })
        // Nobody may be left but a process that nobody has waited for yet.
        let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        #expect(state == nil || state?.contains(") Z ") == true)
    }

    @Test func anInterruptionEndsIt() {
        var asked = 0
        let command = ShellCommand(line: "sleep 600", folder: "/", environment: [:], limit: 60)
        let end = command.run(isInterrupted: {
            asked += 1
            return asked > 5
        }) { _ in }
        #expect(end == .interrupted)
    }
}
