import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// Records that a job's files no longer have.
@Suite struct MissingRecordTests {
    private static let mapping = Maps.table(
        "contacts", key: "[email]",
        columns: ["email", "last_name", "phone: { from: phone, on_invalid: reject }"])

    /// Contacts p1 … pN but for some; `city` makes other bytes of the same records.
    private func contacts(_ numbers: some Sequence<Int>, but left: Set<Int> = [], tail: String = "") -> String {
        "email,last_name,phone\n"
            + numbers.filter { !left.contains($0) }.map { "p\($0)@b.example,N\($0),+48 22 100 00 \(10 + $0 % 90)\n" }
            .joined() + tail
    }

    private func job(_ policy: Pipeline.MissingPolicy, _ name: String = "nightly", _ desk: Desk? = nil) throws
        -> JobDesk
    {
        var job = try JobDesk(name, desk)
        try job.add("\(name).csv", Self.mapping, policy)
        return job
    }

    // MARK: How many

    @Test func aFileOfNinetySevenPercentLetsTheRestGo() throws {
        let job = try job(.recycle())
        try job.run(["nightly.csv": contacts(1...100)])
        let run = try job.run(["nightly.csv": contacts(1...100, but: [3, 50, 100])])
        #expect(try job.live("contacts", "email").count == 97)
        #expect(run.missing("contacts")?.leaving == 3 && run.missing("contacts")?.held == 100)
        #expect(run.report.deeds == [DeedReport(entity: "contacts", deed: "moved to the recycle bin", count: 3)])
        #expect(
            run.missingLines == [3, 50, 100].map { "contacts p\($0)@b.example recycled 1" })
        #expect(run.isNoted("3 of 100 contacts are missing from the job's files: 3 moved to the recycle bin"))
        #expect(run.counts("contacts").read == 97 && run.counts("contacts").unchanged == 97)
        #expect(try job.desk.lines("SELECT job, record_id FROM deletions ORDER BY id").last == "nightly|100")
    }

    @Test func aFileThatWasCutToAHalfIsStopped() throws {
        let job = try job(.recycle())
        try job.run(["nightly.csv": contacts(1...100)])
        let refusal = try job.refusal(["nightly.csv": contacts(1...50)])
        #expect(refusal.code == "sync.too_many_missing" && refusal.status == .stopped)
        #expect(refusal.message.contains("50 of the 100 contacts of job nightly are missing"))
        #expect(refusal.message.contains("that is 50 %, and max_missing is 5 %"))
        #expect(refusal.details.first == "contact p51@b.example" && refusal.details.last == "and 30 more")
        #expect(refusal.hint?.contains("max_missing: 50%") == true)
    }

    @Test func aCountIsALimitToo() throws {
        var policy = Pipeline.MissingPolicy.recycle(50)
        policy.maxCount = 2
        let job = try job(policy)
        try job.run(["nightly.csv": contacts(1...100)])
        #expect(try job.refusal(["nightly.csv": contacts(4...100)]).code == "sync.too_many_missing")
        try job.run(["nightly.csv": contacts(3...100)])
        #expect(try job.live("contacts", "id").count == 98)
    }

    @Test func whatIsKeptIsNotAskedAbout() throws {
        let job = try job(Pipeline.MissingPolicy())
        try job.run(["nightly.csv": contacts(1...10)])
        let run = try job.run(["nightly.csv": contacts(1...2)])
        #expect(run.report.missing == nil)
        #expect(try job.live("contacts", "id").count == 10)
        #expect(try job.members().isEmpty)
    }

    @Test func whatIsMarkedIsListedRunAfterRun() throws {
        let job = try job(.mark)
        try job.run(["nightly.csv": contacts(1...10)])
        let first = try job.run(["nightly.csv": contacts(3...10)])
        #expect(first.findings.filter { $0.contains("sync.missing") }.count == 2)
        #expect(first.report.exitStatus == 0)
        let second = try job.run(["nightly.csv": contacts(3...11)])
        #expect(
            second.missingLines == [
                "contacts p1@b.example marked 2", "contacts p2@b.example marked 2",
            ])
        #expect(second.messages.contains { $0.contains("in 2 snapshots since run \(first.report.run)") })
        #expect(try job.live("contacts", "id").count == 11)
        let third = try job.run(["nightly.csv": contacts(1...11)])
        #expect(third.missingLines.isEmpty && third.missing("contacts")?.missing == 0)
    }

    // MARK: How often

    @Test func theSameBytesAgainDoNotCount() throws {
        let job = try job(.recycle(after: 2))
        try job.run(["nightly.csv": contacts(1...40)])
        let first = try job.run(["nightly.csv": contacts(2...40)])
        #expect(first.missingLines == ["contacts p1@b.example waits 1"])
        // Something else has changed meanwhile, so the same file is looked at again.
        _ = try job.desk.command(.edit, .contacts, ["p9@b.example"], ["city=Gdynia"])
        let again = try job.run()
        #expect(again.missingLines == ["contacts p1@b.example waits 1"])
        #expect(try job.live("contacts", "id").count == 40)
        let new = try job.run(["nightly.csv": contacts(2...41)])
        #expect(new.missingLines == ["contacts p1@b.example recycled 2"])
        #expect(try job.live("contacts", "id").count == 40)
    }

    @Test func whoComesBackIsCountedFromTheStart() throws {
        let job = try job(.recycle(after: 2))
        try job.run(["nightly.csv": contacts(1...40)])
        try job.run(["nightly.csv": contacts(2...40)])
        try job.run(["nightly.csv": contacts(1...40)])
        let run = try job.run(["nightly.csv": contacts(2...41)])
        #expect(run.missingLines == ["contacts p1@b.example waits 1"])
    }

    // MARK: What counts as seen

    @Test func rowsThatWereRejectedOrSkippedAreNotMissing() throws {
        let job = try job(.recycle(50))
        try job.run(["nightly.csv": contacts(1...10)])
        let bad = "p1@b.example,N1,call me\np3@b.example,N3,\np3@b.example,Again,\n"
        let run = try job.run(["nightly.csv": contacts(4...10, tail: bad)])
        #expect(run.counts("contacts").rejected == 1 && run.counts("contacts").skipped == 1)
        #expect(run.missingLines == ["contacts p2@b.example recycled 1"])
    }

    @Test(arguments: [",Nobody,", "not an address,N2,", "p2@b.example,N2,1,2,3"])
    func ifAKeyCannotBeReadNothingIsMissing(row: String) throws {
        let job = try job(.recycle(50))
        try job.run(["nightly.csv": contacts(1...10)])
        // The last row is one whose key finds no known record.
        let text = contacts(3...10, tail: row.replacing("p2@", with: "new@") + "\n")
        let run = try job.run(["nightly.csv": text])
        #expect(try job.live("contacts", "id").count == 10)
        #expect(run.missing("contacts")?.missing == 0)
        #expect(run.isNoted("Whether contacts are missing was not looked at: row 10 of nightly.csv does not say which"))
        #expect(try job.run(["nightly.csv": contacts(3...10)]).missing("contacts")?.leaving == 2)
    }

    @Test func deletedByPeopleIsNotMissing() throws {
        let job = try job(.recycle())
        try job.run(["nightly.csv": contacts(1...40)])
        _ = try job.desk.command(.delete, .contacts, ["p1@b.example"])
        let run = try job.run(["nightly.csv": contacts(2...40)])
        #expect(run.missing("contacts")?.missing == 0)
        // A row of it makes a new record, as ever.
        let back = try job.run(["nightly.csv": contacts(1...40)])
        #expect(back.counts("contacts").created == 1 && back.counts("contacts").restored == 0)
    }

    // MARK: Several sources, several jobs

    @Test func twoSourcesOfOneEntityAreOneSnapshot() throws {
        var job = try JobDesk()
        try job.add("north.csv", Self.mapping, .recycle())
        try job.add("south.csv", Self.mapping, .recycle(), isOptional: true)
        try job.run(["north.csv": contacts(1...40), "south.csv": contacts(41...80)])
        // One has moved from here to there, one is gone.
        let run = try job.run(["north.csv": contacts(2...40, but: [9]), "south.csv": contacts([1] + Array(41...80))])
        #expect(run.missingLines == ["contacts p9@b.example recycled 1"])
        try FileManager.default.removeItem(atPath: job.desk.folder + "/south.csv")
        let half = try job.run(["north.csv": contacts(10...40)])
        #expect(half.missing("contacts")?.missing == 0)
        #expect(half.isNoted("there is no file south.csv"))
        #expect(try job.live("contacts", "id").count == 79)
    }

    @Test func aRecordThatTwoJobsHaveGoesWithTheLast() throws {
        let first = try job(.recycle(), "first")
        let second = try job(.recycle(), "second", first.desk)
        try first.run(["first.csv": contacts(1...40)])
        try second.run(["second.csv": contacts(30...70)])
        let run = try first.run(["first.csv": contacts(1...39)])
        #expect(run.missingLines == ["contacts p40@b.example left to second 1"])
        #expect(try first.live("contacts", "id").count == 70)
        try second.run(["second.csv": contacts(30...70, but: [40])])
        #expect(try first.live("contacts", "id").count == 69)
    }

    // MARK: Coming back

    @Test func whatTheJobHasRecycledItRestores() throws {
        let job = try job(.recycle())
        try job.run(["nightly.csv": contacts(1...40)])
        try job.run(["nightly.csv": contacts(2...40)])
        let run = try job.run(["nightly.csv": contacts(2...40, tail: "p1@b.example,Renamed,\n")])
        #expect(run.counts("contacts").restored == 1 && run.counts("contacts").created == 0)
        #expect(run.changes == ["contacts p1@b.example last_name: N1 → Renamed"])
        #expect(try job.desk.lines("SELECT id, last_name, deletion_id FROM contacts WHERE id = 1") == ["1|Renamed|–"])
        #expect(try job.desk.lines("SELECT count(*) FROM deletions") == ["0"])
        #expect(try job.run(["nightly.csv": contacts(2...41)]).missing("contacts")?.leaving == 1)
    }

    @Test func takenBackAndRunAgainIsTheSame() throws {
        let job = try job(.recycle())
        try job.run(["nightly.csv": contacts(1...40)])
        let (digest, members) = (try job.desk.digest(), try job.members())
        let run = try job.run(["nightly.csv": contacts(2...41)])
        let after = (try job.desk.digest(), try job.members())
        try job.desk.undo(run)
        #expect(try job.desk.digest() == digest)
        #expect(try job.members() == members)
        let again = try job.run()
        #expect(try job.desk.digest() == after.0)
        #expect(again.missing("contacts")?.leaving == 1)
        try job.desk.undo(again)
        #expect(try job.members() == members)
    }

    @Test func nothingIsWrittenWhereNothingChanged() throws {
        let job = try job(.recycle())
        try job.run(["nightly.csv": contacts(1...40)])
        _ = try job.desk.command(.edit, .contacts, ["p9@b.example"], ["city=Gdynia"])
        let run = try job.run()
        #expect(run.counts("contacts").unchanged == 40)
        #expect(try job.desk.lines("SELECT count(*) FROM journal WHERE run = 3") == ["0"])
    }
}
