import Foundation
import Tables
import Testing

@testable import Pipeline

/// Files that change between being chosen and being committed.
@Suite struct SyncSelectionTests {
    private func selected(_ folder: URL) throws -> (job: SyncJob, plan: ImportPlan) {
        let file = folder.appending(path: "contacts.csv")
        try Data("email,first_name,last_name,phone\nanna@acme.pl,Anna,Nowak,\n".utf8).write(to: file)
        var job = SyncJob(
            name: "nightly", path: folder.appending(path: "nightly.yaml").path,
            database: folder.appending(path: "desk.sqlite").path)
        job.sources = [SyncSource(pattern: "*.csv", line: 1)]
        var options = RunOptions()
        options.database = job.database
        options.job = job
        options.selection = try SyncChooser.choose(job)
        return (job, try ImportPlanner(options).plan())
    }

    @Test(arguments: [false, true])
    func aFileThatIsWrittenToStopsTheRun(isTouched: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "deskferry-\(UUID().uuidString)")
            // The folder's own name must not be taken for a pattern.
            .appending(path: "in [1]")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        let (job, plan) = try selected(folder)
        if isTouched {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: 5)], ofItemAtPath: folder.path + "/contacts.csv")
        }
        do throws(ImportFailure) {
            let report = try ImportRun(plan).run()
            #expect(!isTouched && report.totals.created == 1)
        } catch {
            #expect(isTouched && error.code == "source.changed" && error.message.contains("contacts.csv"))
            #expect(!FileManager.default.fileExists(atPath: job.database))
        }
    }
}
