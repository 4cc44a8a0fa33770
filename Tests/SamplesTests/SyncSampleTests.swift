import Foundation
import Reporting
import Testing

/// The sample of a job: run twice, then taken back.
@Suite struct SyncSampleTests {
    private func sync(_ desk: Desk, _ command: String) throws -> (status: Int32, text: String) {
        let result = try desk.run("sync", command, "samples/sync/nightly.yaml")
        return (result.status, result.text)
    }

    @Test func theJobRunsAndFindsNothingNewTheSecondTime() throws {
        let desk = try Desk()
        let (status, report) = try desk.report(["sync", "run", "samples/sync/nightly.yaml"])
        #expect(status == 0 && report.command == "sync shop-nightly")
        let created = Dictionary(uniqueKeysWithValues: report.entities.map { ($0.entity, $0.counts.created) })
        #expect(created["contacts"] == 8 && created["tickets"] == 5)
        #expect(report.entities.first { $0.entity == "accounts" }?.counts.madeByReference == 4)
        let again = try sync(desk, "run")
        #expect(again.status == 0 && again.text.hasPrefix("Nothing new: in/contacts-2026-11-21.csv, in/tickets"))
        #expect(try sync(desk, "check").text.contains("The job would change nothing."))
        #expect(try desk.run("undo", "last", "--yes").status == 0)
        #expect(try sync(desk, "run").status == 0)
    }
}
