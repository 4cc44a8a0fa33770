import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// Growing sources: only what is new is read, and nothing is lost by it.
@Suite struct SinceTests {
    private static let mapping = """
        name: growing
        source: crm
        unmapped: ignore
        records:
          - entity: contacts
            key: [email]
            columns:
              email: Email
              last_name: Name
        """

    private func desk(_ mapping: String = Self.mapping) throws -> Desk { try Desk(mapping) }

    private static let header = "Email,Name,Modified Time\n"
    private static let first =
        header + "a@b.pl,Nowak,2026-01-01T10:00:00Z\nc@d.pl,Kos,2026-01-02T10:00:00Z\n"

    @Test func theFirstRunReadsAllAndSetsTheMark() throws {
        let desk = try desk()
        let run = try desk.sync(Self.first)
        #expect(run.counts("contacts").created == 2)
        #expect(try desk.marks() == ["in*.csv|contacts|Modified Time|2026-01-02T10:00:00Z|1"])
        #expect(run.report.marks?.first?.from == nil)
    }

    @Test func whatIsOlderIsLeftOutAndCounted() throws {
        let desk = try desk()
        try desk.sync(Self.first)
        let run = try desk.sync(
            Self.first + "\ne@f.pl,Lis,2026-01-02T09:30:00Z\ng@h.pl,Wilk,2026-01-03 12:00:00\n", overlap: 3_600)
        let table = try #require(run.report.sources.first?.tables.first)
        #expect(table.rows == 3)
        #expect(table.blankRows == 1)
        #expect(table.older == 1)
        #expect(run.counts("contacts") == EntityCounts(read: 3, created: 2, unchanged: 1))
        #expect(run.report.notes.contains { $0.hasPrefix("1 row of in*.csv is older than 2026-01-02T09:00:00Z") })
        #expect(try desk.marks() == ["in*.csv|contacts|Modified Time|2026-01-03T12:00:00Z|2"])
    }

    @Test func aFileWithNothingNewLeavesTheMarkAlone() throws {
        let desk = try desk()
        try desk.sync(Self.first)
        let run = try desk.sync(Self.header + "a@b.pl,Nowak,2026-01-01T10:00:00Z\n")
        #expect(run.report.rows == 0)
        #expect(run.report.sources[0].tables[0].older == 1)
        #expect(try desk.marks() == ["in*.csv|contacts|Modified Time|2026-01-02T10:00:00Z|1"])
    }

    @Test func theMarkNeverPassesARowThatIsTurnedAway() throws {
        let desk = try desk()
        let bad = Self.header + "nobody,Nowak,2026-01-01T10:00:00Z\nc@d.pl,Kos,2026-01-02T10:00:00Z\n"
        let run = try desk.sync(bad)
        #expect(run.counts("contacts").rejected == 1)
        #expect(try desk.marks().first?.contains("2026-01-01T10:00:00Z") == true)
        #expect(run.report.marks?.first?.heldBy?.hasSuffix("in.csv, row 2") == true)
        // Again: it is read once more; corrected, it lets the mark go.
        #expect(try desk.sync(bad).counts("contacts") == EntityCounts(read: 2, unchanged: 1, rejected: 1))
        #expect(try desk.sync(bad.replacing("nobody", with: "a@b.pl")).counts("contacts").created == 1)
        #expect(try desk.marks().first?.contains("2026-01-02T10:00:00Z") == true)
    }

    @Test func aRowThatWaitsKeepsTheMarkAsWell() throws {
        let desk = try desk(
            """
            name: growing
            source: crm
            unmapped: ignore
            records:
              - entity: contacts
                key: [email]
                columns: { email: Email, last_name: Name, phone: { from: Phone, on_invalid: reject } }
              - entity: tickets
                key: [number]
                columns:
                  number: No
                  subject: Subject
                  contact: { from: Email, refers_to: contacts.email }
            """)
        let header = "No,Subject,Email,Name,Phone,Modified Time\n"
        let last = "2,Two,c@d.pl,Kos,+48 22 1234567,2026-01-02T10:00:00Z\n"
        let run = try desk.sync(header + "1,One,a@b.pl,Nowak,1,2026-01-01T10:00:00Z\n" + last)
        #expect(run.counts("tickets") == EntityCounts(read: 2, created: 1, parked: 1))
        #expect(try desk.marks() == ["in*.csv|tickets|Modified Time|2026-01-01T10:00:00Z|1"])
        let next = try desk.sync(header + "1,One,a@b.pl,Nowak,+48 22 7654321,2026-01-01T10:00:00Z\n" + last)
        #expect(next.counts("tickets").created == 1)
        #expect(try desk.marks() == ["in*.csv|tickets|Modified Time|2026-01-02T10:00:00Z|2"])
    }

    @Test func aRowWhoseTimeCannotBeReadIsAlwaysRead() throws {
        let desk = try desk()
        try desk.sync(Self.first)
        let run = try desk.sync(
            Self.header + "a@b.pl,Nowak,2026-01-01T10:00:00Z\nx@y.pl,Ryś,yesterday\nz@y.pl,Żak,\n")
        #expect(run.counts("contacts") == EntityCounts(read: 2, created: 2))
        #expect(run.report.marks?.first?.undated == 2)
        #expect(run.report.sources[0].tables[0].older == 1)
    }

    @Test func timesAreReadAsTheMappingReadsThem() throws {
        let desk = try desk(
            """
            name: growing
            source: crm
            unmapped: ignore
            records:
              - entity: tickets
                key: [number]
                columns:
                  number: No
                  subject: Subject
                  contact: { from: Email, refers_to: contacts.email, on_missing: create }
                  created_at: { from: Modified Time, date: "dd.MM.yyyy HH:mm", zone: Europe/Warsaw }
            """)
        let header = "No,Subject,Email,Modified Time\n"
        try desk.sync(header + "1,One,a@b.pl,01.07.2026 12:00\n")
        #expect(try desk.marks() == ["in*.csv|tickets|Modified Time|2026-07-01T10:00:00Z|1"])
        // The hour that came twice: nobody knows which one is meant, so the row is read.
        let run = try desk.sync(
            header + "1,One,a@b.pl,01.07.2026 11:59\n2,Two,a@b.pl,01.07.2026 12:00\n3,Three,a@b.pl,26.10.2025 02:30\n")
        #expect(run.counts("tickets").created == 2)
        #expect(run.report.sources[0].tables[0].older == 1)
        #expect(run.report.marks?.first?.undated == 1)
    }

    @Test func aMarkInTheFutureStopsTheJob() throws {
        let desk = try desk()
        let run = try desk.sync(Self.first)
        try desk.execute("UPDATE sync_marks SET mark = '2199-01-01T00:00:00Z'")
        let digest = try desk.digest()
        let failure = try #require(throws: ImportFailure.self) { try desk.sync(Self.first + "n@b.pl,N,2026-01-05\n") }
        #expect(failure.code == "sync.clock" && failure.status == .stopped)
        #expect(failure.message.contains("2199-01-01T00:00:00Z") && failure.message.contains("in*.csv"))
        #expect(failure.hint?.contains("undo \(run.report.run)") == true)
        #expect(try desk.digest() == digest)
    }

    @Test func dataFromTheFutureStopsTheJobAndNamesItsRow() throws {
        let desk = try desk()
        try desk.sync(Self.first)
        let digest = try desk.digest()
        let failure = try #require(throws: ImportFailure.self) {
            try desk.sync(Self.first + "x@y.pl,Ryś,2099-01-01T10:00:00Z\n")
        }
        #expect(failure.code == "sync.clock" && failure.status == .stopped)
        #expect(failure.message.contains("in.csv, row 4: Modified Time is 2099-01-01T10:00:00Z"))
        #expect(try desk.digest() == digest)
        #expect(try desk.marks().first?.contains("2026-01-02T10:00:00Z") == true)
    }

    @Test func aTimeOfTomorrowIsNotTheMark() throws {
        let desk = try desk()
        let soon = Date(timeIntervalSinceNow: 6 * 3_600).ISO8601Format()
        try desk.sync(Self.header + "a@b.pl,Nowak,\(soon)\n")
        let mark = try #require(try desk.lines("SELECT mark FROM sync_marks").first)
        #expect(try Date(mark, strategy: .iso8601) <= Date())
        #expect(
            try desk.sync(Self.header + "a@b.pl,Nowak,\(soon)\nc@d.pl,Kos,\(soon)\n").counts("contacts").created == 1)
    }

    @Test func undoPutsTheMarkBack() throws {
        let desk = try desk()
        try desk.sync(Self.first)
        let before = try desk.marks()
        let more = Self.first + "e@f.pl,Lis,2026-01-03T10:00:00Z\n"
        let run = try desk.sync(more)
        let digest = try desk.digest()
        #expect(try desk.marks() != before)
        let undo = try desk.undo(run)
        #expect(try desk.marks() == before)
        try desk.undo(undo)
        #expect(try desk.digest() == digest)
        #expect(try desk.marks().first?.contains("2026-01-03T10:00:00Z") == true)
    }

    @Test func aCheckSaysTheSameAndMovesNothing() throws {
        let desk = try desk()
        try desk.sync(Self.first)
        let before = try desk.marks()
        let more = Self.first + "e@f.pl,Lis,2026-01-03T10:00:00Z\n"
        let check = try desk.sync(more, kind: .check)
        #expect(try desk.marks() == before)
        let load = try desk.sync(more)
        #expect(check.report.marks == load.report.marks)
        #expect(check.report.entities == load.report.entities)
    }

    @Test func aColumnThatIsNotThereIsNamed() throws {
        let desk = try desk()
        let failure = try #require(throws: ImportFailure.self) { try desk.sync("Email,Name,Modified\na@b.pl,N,\n") }
        #expect(failure.code == "sync.column_missing")
        #expect(failure.message.contains("\"Modified Time\"") && failure.message.contains("in.csv"))
    }

    @Test func anotherJobHasItsOwnMark() throws {
        let desk = try desk()
        try desk.sync(Self.first)
        #expect(try desk.sync(Self.first, job: "other").counts("contacts").unchanged == 2)
        #expect(try desk.marks().count == 2)
    }
}

extension Desk {
    /// A job on the files `in*.csv`.
    func job(since: String?, overlap: TimeInterval = 0, name: String = "nightly") throws -> SyncJob {
        var job = SyncJob(name: name, path: folder + "/nightly.yaml", database: database)
        var source = SyncSource(pattern: "in*.csv", line: 1)
        source.since = since.map { SyncWindow(column: $0, overlap: overlap) }
        if let mapping { source.reading.mapping = try write("mapping.yaml", mapping) }
        job.sources = [source]
        job.creates = true
        job.maxRejects = .percent(100)
        return job
    }

    /// A run of the job on one file.
    @discardableResult
    func sync(
        _ text: String, overlap: TimeInterval = 0, since: String? = "Modified Time", kind: RunReport.Kind = .load,
        job name: String = "nightly"
    ) throws -> Run {
        try write("in.csv", text)
        let outcome = SyncRun(try job(since: since, overlap: overlap, name: name), kind).run()
        if let failure = outcome.failure { throw failure }
        let report = try #require(outcome.report)
        #expect(report.balances)
        return Run(report: report, folder: report.reportFolder ?? "")
    }

    func marks() throws -> [String] {
        try lines("SELECT source, entity, column_name, mark, run FROM sync_marks ORDER BY id")
    }
}
