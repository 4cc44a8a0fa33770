import Foundation
import Tables
import Testing

/// `samples/onboarding` has an example of every finding that CSV files can yield with nothing but the presets, and
/// `samples/onboarding.xlsx` of those that workbooks can.
@Suite struct OnboardingTests {
    private static let folder = "samples/onboarding"

    private func expected() throws -> [Place] {
        try Place.read(Program.root.appendingPathComponent(Self.folder + "/EXPECTED.csv").path)
    }

    @Test func checkYieldsWhatIsExpectedAndNothingElse() throws {
        let desk = try Desk()
        let (status, report) = try desk.report(["check", Self.folder])
        #expect(status == 1)
        let found = try Place.read(try #require(report.reportFolder) + "/findings.csv")
        let expected = try expected()
        #expect(Place.surplus(of: found, over: expected) == [], "found, but not in EXPECTED.csv")
        #expect(Place.surplus(of: expected, over: found) == [], "in EXPECTED.csv, but not found")
        #expect(!FileManager.default.fileExists(atPath: desk.database))
    }

    @Test func everyCodeIsYieldedHereOrForAReasonElsewhere() throws {
        let here = Set(try (expected() + OnboardingWorkbookTests.expected()).map(\.code))
        let elsewhere = Set(Elsewhere.reasons.keys.map(\.rawValue))
        let all = Set(FindingCode.allCases.map(\.rawValue))
        #expect(here.intersection(elsewhere).sorted() == [], "yielded here after all: take the reason out")
        #expect(all.subtracting(here).subtracting(elsewhere).sorted() == [], "add a row to the sample, or a reason")
        #expect(here.union(elsewhere).subtracting(all).sorted() == [], "no such code")
    }

    @Test func importTwiceLoadsOnceAndFindsTheSameRejects() throws {
        let desk = try Desk()
        let (_, first) = try desk.report(["import", Self.folder])
        let digest = try desk.run("digest").text
        let (status, second) = try desk.report(["import", Self.folder])
        #expect(status == 1)
        #expect(first.totals.created == 861)
        #expect((second.totals.created, second.totals.updated, second.totals.unchanged) == (0, 0, 861))
        #expect(first.totals.rejected == second.totals.rejected && first.totals.parked == second.totals.parked)
        #expect(try desk.run("digest").text == digest)
    }

    @Test func theFoldersFirstRejectsLoadOnceTheyAreCorrected() throws {
        let desk = try Desk()
        let (_, first) = try desk.report(["import", Self.folder])
        let rejects = try #require(first.reportFolder) + "/rejects/"
        let contacts = first.rejects.first { $0.path.hasSuffix("contacts.csv") }
        let path = rejects + (try #require(contacts).path as NSString).lastPathComponent
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("ola@firma"))
        try text.replacing("ola@firma", with: "ola@firma.example").write(
            toFile: path, atomically: true, encoding: .utf8)
        let (_, second) = try desk.report(["import", path])
        #expect(second.totals.created == 1)
        #expect(try desk.show("contacts", "ola@firma.example")["email"] == "ola@firma.example")
    }

    @Test func readmeShowsWhatItsFirstCommandPrints() throws {
        let desk = try Desk()
        let printed = try desk.run("import", Self.folder).text.split(separator: "\n")
        let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
        let shown = Set(readme.split(separator: "\n"))
        let missing = printed.filter { !$0.contains(desk.folder.lastPathComponent) && !shown.contains($0) }
        #expect(missing == [])
    }

    /// A folder that is not there would stop the very first command that a new user types.
    @Test func readmesFirstCommandNamesADatabaseInTheCurrentFolder() throws {
        let readme = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
        let command = try #require(readme.split(separator: "\n").first { $0.hasPrefix("scripts/deskferry import") })
        let words = command.split(separator: " ").map(String.init)
        #expect(words.last == "demo.sqlite" && words.contains(Self.folder))
    }
}
