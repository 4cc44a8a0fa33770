import Foundation
import Reporting
import Storage
import Tables

/// Makes room: removes report folders of old runs, and from the history what is not the line of a run.
package struct RunPruning {
    private let runLibrary: RunLibrary
    /// Runs with ids before this one are old.
    private let firstKept: String
    private let before: Date

    /// - Parameter seconds: how old a run has to be.
    package init(_ runLibrary: RunLibrary, olderThan seconds: TimeInterval) {
        self.runLibrary = runLibrary
        before = Date(timeIntervalSinceNow: -seconds)
        firstKept = RunIdentifier.make(before)
    }

    /// What there is to remove, and what is old and stays.
    package struct Prospect: Encodable, Sendable {
        /// Runs of which only the line in the history stays.
        package var runs: [String] = []
        /// Report folders that go; those of checks leave nothing behind.
        package var folders: [String] = []
        /// Old runs that stay as they are, with the reason.
        package var kept: [String: String] = [:]
        /// Rows in these folders that were rejected and have not come in since.
        package var openRows = 0
        /// ISO 8601 in UTC.
        package var before = ""

        package var isEmpty: Bool { runs.isEmpty && folders.isEmpty }

        /// The same in sentences.
        package var sentences: [String] {
            if isEmpty { return ["No run before \(before) has anything to remove."] + keptSentences }
            var lines = [
                "Of runs before \(before), \(NumberText.count(folders.count, "report folder")) will be removed, and the "
                    + "details of \(NumberText.count(runs.count, "run")) in the history. Their lines stay; they cannot "
                    + "be taken back any more."
            ]
            if openRows > 0 {
                let verbs = openRows == 1 ? ("was", "has") : ("were", "have")
                lines.append(
                    "\(NumberText.count(openRows, "row")) in them \(verbs.0) rejected and \(verbs.1) not come in since."
                )
            }
            return lines + keptSentences
        }

        private var keptSentences: [String] { kept.sorted { $0.key < $1.key }.map { "\($0.key) stays: \($0.value)." } }
    }

    /// Fails where the agent may not do it: pruning takes away what an undo needs, so it takes the right to undo.
    package func checkRight(_ email: String?) throws(ImportFailure) {
        try RightCheck(.undo, deed: "prune runs").check(email, in: runLibrary.database)
    }

    package func prospect() throws(ImportFailure) -> Prospect {
        var prospect = Prospect()
        prospect.before = Instant.text(before)
        let found = try runLibrary.found()
        let newest = Set([found.first?.id, found.first { $0.record != nil }?.id].compactMap(\.self))
        let open = try RejectsList(runLibrary).open()
        let waiting = Set(open.filter { $0.parked > 0 }.map(\.run))
        for (run, report) in try runLibrary.read(found.filter { $0.id < firstKept && RunIdentifier.matches($0.id) }) {
            if newest.contains(run.id) {
                prospect.kept[run.id] = "it is the last run"
            } else if waiting.contains(run.id) {
                prospect.kept[run.id] = "rows of it still wait"
            } else if run.record != nil && report == nil {
                prospect.kept[run.id] = "its report cannot be read"
            } else {
                if run.record != nil && report?.pruned == nil { prospect.runs.append(run.id) }
                if let folder = run.folder, PathName.leaf(of: folder) == run.id { prospect.folders.append(folder) }
            }
        }
        let going = Set(prospect.runs)
        prospect.openRows = open.filter { going.contains($0.run) }.reduce(0) { $0 + $1.rejected }
        return prospect
    }

    /// Removes it. The history comes first: a folder that a crash has left is found again by its name.
    ///
    /// - Parameter wait: seconds to wait for another run.
    package func carryOut(_ prospect: Prospect, wait: TimeInterval) throws(ImportFailure) {
        if !prospect.runs.isEmpty { try prune(prospect.runs, wait: wait) }
        for folder in prospect.folders {
            do {
                try FileManager.default.removeItem(atPath: folder)
            } catch {
                throw .folderNotRemoved(folder, error)
            }
        }
    }

    private func prune(_ ids: [String], wait: TimeInterval) throws(ImportFailure) {
        let wanted = Set(ids)
        let runs = try runLibrary.read(try runLibrary.found().filter { wanted.contains($0.id) })
        let now = Date()
        let opened = try HelpDeskDatabase.open(runLibrary.database, .write(wait: wait), holder: "runs prune")
        defer { opened.close() }
        try opened.transaction { session throws(ImportFailure) in
            for (run, report) in runs {
                guard let number = run.record?.number, let slim = report?.slim(now).text else { continue }
                try session.prune(number, report: slim)
            }
            try Self.carryInput(session)
            return true
        }
    }

    /// Pruning changes no record, so what the last run has loaded need not be loaded again for it.
    private static func carryInput(_ session: StoreSession) throws(ImportFailure) {
        guard let last = try session.lastRun(), var input = last.input.flatMap(LoadedInput.init(json:)),
            let counter = session.changeCounter(), input.counter == counter
        else { return }
        input.counter = counter &+ 1
        if let json = input.json { try session.setInput(json, ofRun: last.number) }
    }
}

extension RunReport {
    /// What the line of a run needs: who, when, what, which files, counts.
    fileprivate func slim(_ now: Date) -> RunReport {
        var slim = self
        slim.sources = sources.map { SourceReport(file: $0.file, size: $0.size, sha256: $0.sha256) }
        slim.findings.groups = []
        for field in slim.changes.fields.indices { slim.changes.fields[field].samples = [] }
        slim.reportFolder = nil
        slim.ledger = nil
        slim.skipped = []
        slim.unmapped = []
        slim.rejects = []
        slim.notes = []
        slim.pruned = now
        return slim
    }

    fileprivate var text: String? { (try? json()).map { String(decoding: $0, as: UTF8.self) } }
}

extension ImportFailure {
    fileprivate static func folderNotRemoved(_ path: String, _ error: any Error) -> ImportFailure {
        ImportFailure(
            "report.unremovable", .unavailable, "The report folder \(path) could not be removed.",
            hint: "Look at its permissions and prune again; what was removed before stays so.", cause: "\(error)")
    }
}
