import Foundation
import Reporting
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
    package var file: String
    package var row: Int

    /// One line: `contacts anna@acme.example phone: 12 → 13`
    package var line: String {
        "\(entity) \(key) \(field): \(old ?? "(empty)") → \(new ?? "(empty)")"
    }
}

/// What a run has changed, field by field.
package struct RunChanges {
    package let run: String
    /// Field changes of the run.
    package let count: Int
    /// Only the first changes of each field are known: the report folder is gone.
    package let isSampled: Bool
    private let path: String?
    private let samples: [RunChange]

    /// - Throws: what keeps the run from being found.
    package init(_ library: RunLibrary, run name: String) throws(ImportFailure) {
        let (report, folder) = try library.report(name)
        let file = folder + "/" + ChangesWriter.fileName
        run = report.run
        count = report.changes.fields.reduce(0) { $0 + $1.count }
        path = FileManager.default.fileExists(atPath: file) ? file : nil
        samples = report.changes.fields.flatMap { field in
            field.samples.map {
                RunChange(
                    entity: field.entity, key: $0.key, field: field.field, old: $0.old, new: $0.new, file: $0.file,
                    row: $0.row)
            }
        }
        isSampled = path == nil && count > 0
    }

    /// Hands over every change that is known, in the order of the run.
    package func each(_ body: (RunChange) throws -> Void) throws {
        guard let path else { return try samples.forEach(body) }
        guard let changes = try ChangesReader(path: path) else { throw ImportFailure.runUnreadable(path) }
        while let cells = try changes.next() {
            guard cells.count == ChangesReader.columns else { throw ImportFailure.runUnreadable(path) }
            try body(
                RunChange(
                    entity: cells[0], key: cells[1], field: cells[2], old: cells[3].isEmpty ? nil : cells[3],
                    new: cells[4].isEmpty ? nil : cells[4], file: cells[5], row: Int(cells[6]) ?? 0))
        }
    }
}
