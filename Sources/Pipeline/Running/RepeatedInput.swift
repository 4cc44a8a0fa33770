import Foundation
import Reporting
import Storage
import Tables

/// The same input again: nothing has to be done where the last run has loaded it and nothing was written since.
package struct RepeatedInput: Encodable, Sendable, Equatable {
    package let outcome = "skipped"
    package let exitStatus: Int32 = 0
    /// The run that has loaded it.
    package let loadedBy: String
    /// When that was, ISO 8601 in UTC.
    package let loadedAt: String
    /// Absolute.
    package let database: String
    package let files: [String]

    private enum CodingKeys: CodingKey { case outcome, exitStatus, loadedBy, loadedAt, database, files }

    /// What the plan would load again; nil where it has to run.
    ///
    /// Only the last run counts: every run writes into the history, so behind it nobody but a foreign program can have
    /// changed the database, and that shows in the change counter. Files are digested only if their sizes fit.
    ///
    /// - Parameter control: is asked before each of them whether to go on.
    package static func find(_ plan: ImportPlan, _ control: RunControl? = nil) throws(ImportFailure) -> RepeatedInput? {
        guard plan.canRepeat, !plan.options.force, plan.options.accept == nil, let last = lastRun(plan),
            last.input.sizes == LoadedInput.sizes(plan), try last.input.way == LoadedInput.way(plan)
        else { return nil }
        var digests: [String: String] = [:]
        let input = try LoadedInput(plan, counter: last.input.counter) { file throws(ImportFailure) in
            if let known = file.sha256 ?? digests[file.path] { return known }
            try control?.checkInterruption()
            let digest = try FileDigest.sha256(file.path)
            digests[file.path] = digest
            return digest
        }
        guard let input, last.input.isSame(input) else { return nil }
        return RepeatedInput(
            loadedBy: last.id, loadedAt: last.finishedAt, database: plan.database,
            files: plan.tables.map(\.table.file.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    /// The last run, if it has left an input behind and the database is still as it was then. What keeps the database
    /// from being read is left for the run to tell.
    private static func lastRun(_ plan: ImportPlan) -> (id: String, finishedAt: String, input: LoadedInput)? {
        let found = try? DatabaseReading.read(plan.database) { session throws(ImportFailure) in
            (try session.lastRun(), session.changeCounter())
        }
        guard let found, let run = found.0, let input = run.input.flatMap(LoadedInput.init(json:)),
            input.counter == found.1
        else { return nil }
        return (run.id, run.finishedAt, input)
    }

    /// The line that is printed.
    package var sentence: String {
        let subject = files.count == 1 ? files[0] : NumberText.count(files.count, "file")
        let verb = files.count == 1 ? "was" : "were"
        let time = loadedAt.replacing("T", with: " ").replacing("Z", with: " UTC")
        return
            "Nothing to do: \(subject) \(verb) loaded by run \(loadedBy) at \(time), and \(database) has not changed "
            + "since. --force compares all the same."
    }
}
