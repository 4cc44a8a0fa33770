import Foundation
import HelpDesk
import Storage
import Tables

extension ImportFailure {
    static func markInFuture(_ mark: SyncMark, of job: SyncJob, now: Date, run: String) -> ImportFailure {
        ImportFailure(
            "sync.clock", .stopped,
            "The source \(mark.key.source) of the job \(job.name) was read up to \(mark.instant) "
                + "(\(mark.key.column)), which is later than this computer's clock: \(Instant.text(now)).",
            hint:
                "Nothing was written. Set the clock right. If it was wrong in run \(run), which has set this mark, take "
                + "that run back: deskferry undo \(run) --db \(job.database)")
    }

    static func timeInFuture(_ window: RowWindow, row: Int, time: Int64) -> ImportFailure {
        let mark =
            window.start == nil ? "there is no mark yet" : "rows from \(MarkBook.text(window.start ?? 0)) on are read"
        return ImportFailure(
            "sync.clock", .stopped,
            "\(window.table), row \(row): \(window.header) is \(MarkBook.text(time)), more than a day later than this "
                + "computer's clock: \(MarkBook.text(window.now)); \(mark).",
            hint:
                "Nothing was written. Set the clock right, or correct the time of that row: a mark there would leave out "
                + "every row until then.")
    }

    static func sinceColumnMissing(_ column: String, _ table: String, known: [String]) -> ImportFailure {
        let nearest = NearestName.of(column, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
        return ImportFailure(
            "sync.column_missing", .usage,
            "\(table) has no column \"\(column)\", by which `since:` of the job tells what is new.\(nearest)",
            hint: "Nothing was written. Correct `since:` in the job file, or look why the column is gone.",
            details: known.isEmpty ? [] : ["Its columns: " + known.filter { !$0.isEmpty }.joined(separator: ", ")])
    }

    static func timedOut(_ limit: TimeInterval) -> ImportFailure {
        ImportFailure(
            "sync.timeout", .stopped,
            "The run was stopped after \(DurationText.text(limit)), the time that it was given (--timeout).",
            hint: "Nothing was written. Allow more time, or look what takes so long.")
    }
}

/// Durations as options write them.
enum DurationText {
    /// `90 s`, `10 min`, `2 h`
    static func text(_ seconds: TimeInterval) -> String {
        let units: [(Double, String)] = [(3_600, "h"), (60, "min")]
        for (size, unit) in units where seconds >= size && seconds.truncatingRemainder(dividingBy: size) == 0 {
            return "\(Int(seconds / size)) \(unit)"
        }
        return "\(seconds.formatted(.number.grouping(.never))) s"
    }
}
