import Foundation
import GRDB
import Pipeline
import Reporting
import Tables
import Testing

/// What a load leaves behind, by which the same input is recognised.
@Suite struct RepeatedInputTests {
    private static let people = "email,first_name,last_name\na@b.pl,Jan,Nowak\nc@d.pl,Ola,Lis\n"

    private func find(_ desk: Desk, _ options: RunOptions) throws -> RepeatedInput? {
        try RepeatedInput.find(try ImportPlanner(options).plan())
    }

    @Test func aLoadThatTookEverythingInIsRecognised() throws {
        let desk = try Desk(Maps.tables(Maps.contacts))
        let options = try desk.options(["c.csv": Self.people])
        #expect(try find(desk, options) == nil)
        let run = try desk.run(options, .load)
        let repeated = try #require(try find(desk, options))
        #expect(repeated.loadedBy == run.report.run && repeated.files == options.sources)
        // The next load of it leaves its own mark.
        let second = try desk.run(options, .load)
        #expect(try find(desk, options)?.loadedBy == second.report.run)
    }

    @Test func aLoadOfManyPagesIsRecognised() throws {
        let desk = try Desk(Maps.tables(Maps.contacts))
        let rows = (1...40_000).map { "p\($0)@b.pl,First\($0),A rather long last name of number \($0)" }
        let options = try desk.options(["c.csv": "email,first_name,last_name\n" + rows.joined(separator: "\n") + "\n"])
        for _ in 1...2 {
            _ = try desk.run(options, .load)
            #expect(try find(desk, options) != nil)
        }
    }

    @Test func anotherVersionOfTheProgramLoadsAgain() throws {
        let desk = try Desk(Maps.tables(Maps.contacts))
        var options = try desk.options(["c.csv": Self.people])
        let run = try desk.run(options, .load)
        options.version = "99.0.0"
        #expect(try find(desk, options) == nil)
        let other = try desk.run(options, .load)
        #expect(run.report.version != "99.0.0" && other.report.version == "99.0.0")
        #expect(try find(desk, options) != nil)
    }

    @Test func whatAForeignProgramWritesIsNoticed() throws {
        let desk = try Desk(Maps.tables(Maps.contacts))
        let options = try desk.options(["c.csv": Self.people])
        _ = try desk.run(options, .load)
        try desk.execute("UPDATE contacts SET first_name = 'Jon' WHERE email = 'a@b.pl'")
        #expect(try find(desk, options) == nil)
        #expect(try desk.run(options, .load).counts("contacts").updated == 1)
    }

    @Test func whereRowsWereSkippedTheOrderOfFilesCounts() throws {
        let desk = try Desk(Maps.tables(Maps.contacts))
        let other = "email,first_name,last_name\na@b.pl,Jon,Nowak\n"
        var options = try desk.options(["a.csv": Self.people, "b.csv": other])
        let run = try desk.run(options, .load)
        let totals = run.report.totals
        guard totals.rejected == 0, totals.skipped > 0 else {
            #expect(try find(desk, options) == nil)
            return
        }
        #expect(try find(desk, options) != nil)
        options.sources.reverse()
        #expect(try find(desk, options) == nil)
    }

    @Test func aHistoryFromBeforeIsRead() throws {
        let desk = try Desk(Maps.tables(Maps.contacts))
        let options = try desk.options(["c.csv": Self.people])
        _ = try desk.run(options, .load)
        try desk.execute("ALTER TABLE runs DROP COLUMN input")
        #expect(try find(desk, options) == nil)
        #expect(try RunLibrary(database: desk.database, reports: nil).runs().count == 1)
    }

    @Test func runsWhoseReportCannotBeReadAreListed() throws {
        let desk = try Desk(Maps.tables(Maps.contacts))
        let first = try desk.run(try desk.options(["c.csv": Self.people]), .load)
        try desk.execute("UPDATE runs SET report = '{'")
        let library = RunLibrary(database: desk.database, reports: nil)
        // The folder has the same.
        #expect(try library.runs().map(\.isReadable) == [true])
        try "{".write(toFile: first.folder + "/run.json", atomically: true, encoding: .utf8)
        let listed = try library.runs()
        #expect(listed.map(\.isReadable) == [false])
        #expect(listed[0].id == first.report.run && listed[0].kind == "import" && listed[0].outcome == "committed")
        #expect(throws: ImportFailure.self) { try library.report("last") }
    }

    // MARK: Nothing changed

    /// Pages of the file that hold the history.
    private func historyPages(_ desk: Desk) throws -> Set<Int> {
        let pages = try desk.lines(
            "SELECT pageno FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = 'runs')")
        return Set(pages.compactMap { Int($0) })
    }

    private func pages(_ desk: Desk) throws -> [Data] {
        let file = try Data(contentsOf: URL(fileURLWithPath: desk.database))
        let size = try #require(Int(try desk.lines("PRAGMA page_size")[0]))
        return stride(from: 0, to: file.count, by: size).map { file[$0..<min($0 + size, file.count)] }
    }

    @Test func whatChangesNothingWritesNothingButTheHistory() throws {
        let desk = try Desk(Maps.tables(Maps.contacts, Maps.tickets))
        let options = try desk.options([
            "c.csv": Self.people, "t.csv": "number,subject,contact\n1,A,a@b.pl\n2,B,c@d.pl\n",
        ])
        _ = try desk.run(options, .load)
        let before = try pages(desk)
        let run = try desk.run(options, .load)
        #expect(run.report.totals.unchanged == 4 && run.report.totals.read == 4)
        let after = try pages(desk)
        let history = try historyPages(desk)
        #expect(!history.isEmpty)
        // The first page has the change counter and the size of the file.
        let written = after.indices.filter { $0 >= before.count || before[$0] != after[$0] }.map { $0 + 1 }
        #expect(Set(written).subtracting(history).subtracting([1]).isEmpty, "\(written) \(history)")
        #expect(before[0].dropFirst(100) == after[0].dropFirst(100))
    }
}
