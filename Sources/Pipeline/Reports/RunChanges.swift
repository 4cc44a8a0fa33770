import Foundation
import Reporting
import Storage
import Tables

/// One changed field of one record, as `runs diff` shows it.
package struct RunChange: Encodable, Sendable, Equatable {
    package var entity: String
    /// The record, by the key that a person knows it by.
    package var key: String
    package var field: String
    /// Nil: there was, or is, no value.
    package var old: String?
    package var new: String?
    /// Where the row stands; nil where that is no longer known.
    package var file: String?
    package var row: Int?

    /// One line: `contacts anna@acme.example phone: 12 → 13`
    package var line: String {
        "\(entity) \(key) \(field): \(old ?? "(empty)") → \(new ?? "(empty)")"
    }
}

/// What a run has changed, field by field: from `changes.csv` or, where that is gone, from the journal.
package struct RunChanges {
    package let run: String
    /// Field changes of the run.
    package let count: Int
    private let database: String
    /// Nil where it is gone.
    private let path: String?

    /// - Throws: what keeps the run from being found.
    package init(_ library: RunLibrary, run name: String) throws(ImportFailure) {
        let (report, folder) = try library.report(name)
        let file = folder + "/" + ChangesWriter.fileName
        run = report.run
        count = report.changes.fields.reduce(0) { $0 + $1.count }
        database = library.database
        path = FileManager.default.fileExists(atPath: file) ? file : nil
    }

    /// Hands over every change, in the order of the run.
    package func each(_ body: (RunChange) throws -> Void) throws {
        if count == 0 { return }
        guard let path else { return try journal().forEach(body) }
        guard let changes = try ChangesReader(path: path) else { throw ImportFailure.runUnreadable(path) }
        while let cells = try changes.next() {
            guard cells.count == ChangesReader.columns else { throw ImportFailure.runUnreadable(path) }
            try body(
                RunChange(
                    entity: cells[0], key: cells[1], field: cells[2], old: cells[3].isEmpty ? nil : cells[3],
                    new: cells[4].isEmpty ? nil : cells[4], file: cells[5], row: Int(cells[6]) ?? 0))
        }
    }

    private func journal() throws(ImportFailure) -> [RunChange] {
        try DatabaseReading.read(database) { session throws(ImportFailure) in
            guard let number = try session.number(ofRun: run) else { throw .changesGone(run) }
            let diff = try RunDiff(session, run: number)
            if diff.isEmpty { throw .changesGone(run) }
            var changes: [RunChange] = []
            try diff.changes { change throws(ImportFailure) in
                changes.append(
                    RunChange(
                        entity: change.entity.rawValue, key: change.key, field: change.field, old: change.old,
                        new: change.new))
            }
            return changes
        }
    }
}
