import Foundation
import Mapping
import Tables

extension ImportFailure {
    static func jobUnreadable(_ path: String, cause: String) -> ImportFailure {
        ImportFailure(
            "job.missing", .missingInput, "The job file \(path) cannot be read.",
            hint: "Check the path; `deskferry sync init FILE…` writes a job file.", cause: cause)
    }

    static func jobMissing(_ path: String) -> ImportFailure {
        ImportFailure(
            "job.missing", .missingInput, "There is no job file \(path).",
            hint: "Check the path; `deskferry sync init FILE…` writes a job file.")
    }

    static func jobInvalid(_ path: String, _ mistakes: [MappingMistake]) -> ImportFailure {
        let count = mistakes.count == 1 ? "a mistake" : "\(mistakes.count) mistakes"
        return ImportFailure(
            "job.invalid", .usage, "The job file \(path) has \(count).",
            hint: "Put right the lines named above; nothing was read.", details: mistakes.map(\.text))
    }

    /// The job does not make its database.
    static func jobDatabaseMissing(_ job: SyncJob) -> ImportFailure {
        ImportFailure(
            "database.missing", .unavailable, "There is no database at \(job.database).",
            hint: "Correct `db:` in \(job.path), or let the job make it with `create: true`. Nothing was written.")
    }

    static func syncSourceMissing(_ job: SyncJob, _ lines: [String]) -> ImportFailure {
        ImportFailure(
            "sync.source_missing", .missingInput, "Files of the job \(job.name) are not there.",
            hint: "Nothing was written. Correct `file:` in \(job.path), or write `optional: true` where a file may be "
                + "missing.",
            details: lines)
    }

    static func syncStale(_ job: SyncJob, _ lines: [String]) -> ImportFailure {
        ImportFailure(
            "sync.stale", .stopped, "The job \(job.name) has got no new file in time.",
            hint: "Nothing was written. See why the export did not come, or allow older files with `max_age:` in "
                + "\(job.path).",
            details: lines)
    }

    static func syncFileChanged(_ names: [String]) -> ImportFailure {
        ImportFailure(
            "source.changed", .badInput,
            "\(names.joined(separator: ", ")) \(names.count == 1 ? "was" : "were") changed while being read.",
            hint: "Nothing was written. The next run reads the complete file; `min_age: 2m` in the job file leaves "
                + "files alone that are still being written.")
    }

    static func syncTooFewRows(_ job: SyncJob, _ lines: [String]) -> ImportFailure {
        ImportFailure(
            "sync.too_few_rows", .stopped, "Files of the job \(job.name) hold too few rows: empty, or cut short.",
            hint: "Nothing was written. Have the export made again; if this is right, change `min_rows:` in "
                + "\(job.path).",
            details: lines)
    }

    static func syncCutShort(_ lines: [String]) -> ImportFailure {
        ImportFailure(
            "sync.cut_short", .stopped, "A file ends in the middle of a row: it was cut short.",
            hint: "Nothing was written. Have the export made again.", details: lines)
    }

    static func syncTooManyChanges(_ job: SyncJob, _ lines: [String]) -> ImportFailure {
        ImportFailure(
            "sync.too_many_changes", .stopped, "The job \(job.name) would change more than it may.",
            hint: "Nothing was written; the report says what would have changed. If this is right, "
                + "change `max_changes:` in \(job.path) for one run.",
            details: lines)
    }
}
