import Foundation
import Pipeline
import Reporting
import Testing

/// Findings of a job are new, or known since a run.
@Suite struct FindingAgeTests {
    private static let header = "email,first_name,last_name,phone\n"
    private static let bad = header + "a@b.pl,Jan,Nowak,+48 22 1234567\nnobody,Ewa,Kos,\n"

    private func ages(_ run: Run) -> [String] { run.cells("findings.csv", ["code", "row", "since"]) }

    private func sync(_ desk: Desk, _ text: String, kind: RunReport.Kind = .load) throws -> Run {
        try desk.sync(text, since: nil, kind: kind)
    }

    @Test func aFindingIsNewOnceAndThenKnownSinceItsFirstRun() throws {
        let desk = try Desk()
        let first = try sync(desk, Self.bad)
        #expect(first.report.findings.new == first.report.findings.errors + first.report.findings.warnings)
        #expect(first.report.findings.new ?? 0 > 0)
        #expect(first.report.findings.known == 0)
        #expect(Set(ages(first).map { $0.hasSuffix("|new") }) == [true])
        for _ in 1...2 {
            let again = try sync(desk, Self.bad)
            #expect(again.report.findings.new == 0)
            #expect(again.report.findings.known == first.report.findings.new)
            #expect(again.report.findings.knownSince == first.report.run)
            #expect(ages(again).allSatisfy { $0.hasSuffix("|" + first.report.run) })
        }
        let summary = TerminalSummary.render(try sync(desk, Self.bad).report)
        #expect(summary.contains(" new, ") && summary.contains("known") && summary.contains(first.report.run))
    }

    @Test func rowNumbersAndValuesDoNotCountButKeysDo() throws {
        let desk = try Desk()
        let first = try sync(desk, Self.header + "a@b.pl,Jan,Nowak,12\n")
        let moved = try sync(desk, Self.header + "c@d.pl,Ewa,Kos,+48 22 1234567\na@b.pl,Jan,Nowak,13\n")
        #expect(first.report.findings.new ?? 0 > 0)
        #expect(moved.report.findings.new == 0)
        let other = try sync(desk, Self.header + "e@f.pl,Jan,Nowak,12\n")
        #expect(other.report.findings.known == 0)
    }

    @Test func aGapMakesAFindingNewAgain() throws {
        let desk = try Desk()
        _ = try sync(desk, Self.bad)
        _ = try sync(desk, Self.header + "a@b.pl,Jan,Nowak,+48 22 1234567\n")
        #expect(try desk.lines("SELECT count(*) FROM sync_findings") == ["0"])
        let again = try sync(desk, Self.bad)
        #expect(again.report.findings.known == 0)
        #expect(again.report.findings.new ?? 0 > 0)
    }

    @Test func oldAndNewOnesAreToldApartInOneRun() throws {
        let desk = try Desk()
        let first = try sync(desk, Self.bad)
        let second = try sync(desk, Self.bad + "nowhere,Ala,Lis,\n")
        let third = try sync(desk, Self.bad + "nowhere,Ala,Lis,\nnoone,Ala,Wilk,\n")
        let since = third.cells("findings.csv", ["row", "since"])
        #expect(since.contains("3|" + first.report.run))
        #expect(since.contains("4|" + second.report.run))
        #expect(since.contains("5|new"))
        #expect(third.report.findings.newErrors == third.report.findings.groups.reduce(0) { $0 + ($1.new ?? 0) })
    }

    @Test func aCheckComparesAndRemembersNothing() throws {
        let desk = try Desk()
        _ = try sync(desk, Self.bad)
        let before = try desk.lines("SELECT job, run, hex(fingerprints) FROM sync_findings")
        let check = try sync(desk, Self.bad + "nowhere,Ala,Lis,\n", kind: .check)
        #expect(check.report.findings.new ?? 0 > 0 && check.report.findings.known ?? 0 > 0)
        #expect(try desk.lines("SELECT job, run, hex(fingerprints) FROM sync_findings") == before)
    }

    @Test func undoForgetsWhatTheRunHasSeen() throws {
        let desk = try Desk()
        _ = try sync(desk, Self.bad)
        let before = try desk.lines("SELECT job, run, hex(fingerprints) FROM sync_findings")
        let run = try sync(desk, Self.header + "new@b.pl,Ala,Lis,\nnowhere,Ala,Lis,\n")
        #expect(try desk.lines("SELECT job, run, hex(fingerprints) FROM sync_findings") != before)
        try desk.undo(run)
        #expect(try desk.lines("SELECT job, run, hex(fingerprints) FROM sync_findings") == before)
    }

    @Test func runsWithoutAJobCompareNothing() throws {
        let desk = try Desk()
        let run = try desk.loadOnly(["contacts.csv": Self.bad])
        #expect(run.report.findings.new == nil)
        #expect(run.report.findings.ageSentence == nil)
        #expect(run.cells("findings.csv", ["since"]).allSatisfy { $0 == "–" })
    }
}

extension Run {
    /// Some cells of each line of a file of the report folder, joined by a bar; a dash where there is no such column.
    func cells(_ name: String, _ columns: [String]) -> [String] {
        guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else { return [] }
        let rows = SimpleCSV.rows(text.replacing("\u{FEFF}", with: ""))
        guard let header = rows.first else { return [] }
        return rows.dropFirst().map { row in
            columns.map { name in header.firstIndex(of: name).map { row[$0] } ?? "–" }.joined(separator: "|")
        }
    }
}
