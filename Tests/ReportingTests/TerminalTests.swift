import Foundation
import Testing

@testable import Reporting

@Suite struct TerminalTests {
    @Test func firstLineIsTheDatabaseAndLastTheOutcome() {
        let lines = TerminalSummary.render(.sample(), width: 100).split(separator: "\n")
        #expect(lines.first == "/srv/desk/deskferry.sqlite: 1,204,331 records")
        #expect(lines.last == "Done: 1,041,493 records created, 4,993 updated; 512 rejected, 7 parked.")
    }

    @Test func aNewDatabaseSaysSo() {
        var report = RunReport.sample(kind: .check, outcome: .checked)
        report.database = DatabaseReport(path: "/x/new.sqlite", isNew: true)
        let text = TerminalSummary.render(report)
        #expect(text.hasPrefix("/x/new.sqlite: new\n"))
        #expect(text.contains("\nNothing was written: this was a check."))
    }

    @Test func columnsOfZerosAreLeftOut() {
        let text = TerminalSummary.render(.sample(), width: 120)
        let head = text.split(separator: "\n").first { $0.hasPrefix("Records") }!
        let words = head.split(separator: " ").map(String.init)
        #expect(words == ["Records", "read", "created", "updated", "unchanged", "rejected", "parked"])
    }

    @Test func problemsComeWithTheirFirstPlace() {
        let text = TerminalSummary.render(.sample(), width: 120)
        #expect(text.contains("500 × reference.unknown  tickets.csv:2\n"))
        #expect(text.contains("No contact with email \"nobody2@firma.example\" is in the database or in these files."))
    }

    @Test func controlCharactersOfTheInputDoNotReachTheTerminal() {
        var report = RunReport.sample()
        report.notes = ["evil \u{1B}[2J name"]
        report.database.path = "/a\u{7}b"
        let text = TerminalSummary.render(report, color: false)
        #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
    }

    @Test func colourIsOnlyThereWhenAskedFor() {
        #expect(TerminalSummary.render(.sample(), color: true).contains("\u{1B}[1m"))
        #expect(!TerminalSummary.render(.sample(), color: false).contains("\u{1B}"))
    }

    @Test func aRunThatDoesNotBalanceSaysSo() {
        var report = RunReport.sample()
        report.entities[0].counts.read += 1
        #expect(!report.balances)
        #expect(TerminalSummary.render(report).contains("do not add up"))
    }

    @Test func whyARunStoppedComesRightAfterTheDatabase() {
        var report = RunReport.sample(outcome: .stopped)
        report.failure = FailureReport(
            .init("run.no_customers", .stopped, "There are tickets, but no customers.", hint: "Import contacts first."))
        let lines = TerminalSummary.render(report).split(separator: "\n")
        #expect(lines[1] == "There are tickets, but no customers." && lines[2] == "Import contacts first.")
        #expect(lines.last == "Nothing was written: the run was stopped.")
    }

    @Test func aSecondRunHasNothingToWrite() {
        var report = RunReport.sample()
        report.entities = [EntityReport(entity: "contacts", counts: EntityCounts(read: 5, unchanged: 5))]
        report.rejects = []
        #expect(report.outcomeSentence == "Nothing had to be written.")
        #expect(report.nextSteps.map(\.text) == ["Nothing is left to do."])
    }

    @Test func widthCountsColumnsNotCharacters() {
        #expect(DisplayWidth.of("客户.csv") == 8)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.of("👩‍💻") == 2)
        #expect(DisplayWidth.cut("客户服务", 5) == "客户…")
        #expect(DisplayWidth.wrap("aa bb cc", 5) == ["aa bb", "cc"])
    }

    @Test func tableWithWideNamesStaysInLine() {
        var report = RunReport.sample()
        report.sources[0].file = "客户.csv"
        let lines = TerminalSummary.render(report, width: 120).split(separator: "\n")
        let place = lines.firstIndex { $0.hasPrefix("Rows") }!
        let ends = lines[place + 1...place + 2].map { line in
            DisplayWidth.of(line[..<line.range(of: "→")!.lowerBound])
        }
        #expect(ends[0] == ends[1])
    }

    @Test func progressShowsShareSpeedAndTimeLeft() {
        let bar = ProgressBar(width: 100)
        let line = bar.line(done: 42, total: 100, rows: 1_234_567, elapsed: 10)
        #expect(line.hasSuffix(" 42 %  1,234,567 rows  123,456 rows/s  14 s left"))
        #expect(line.hasPrefix("[############------------------]"))
        for width in 10...120 {
            let text = ProgressBar(width: width).line(done: 5, total: 9, rows: 99, elapsed: 3)
            #expect(text.count <= max(width, 10))
        }
        #expect(bar.line(done: 5, total: 0, rows: 1, elapsed: 0) == "1 row")
    }

    @Test func numbersAreWrittenForPeople() {
        #expect(NumberText.grouped(-1_234) == "-1,234" && NumberText.grouped(999) == "999")
        #expect(NumberText.bytes(999) == "999 bytes" && NumberText.bytes(1_449_000) == "1.4 MB")
        #expect(NumberText.duration(0.42) == "0.4 s" && NumberText.duration(3_900) == "1 h 5 min")
    }
}
