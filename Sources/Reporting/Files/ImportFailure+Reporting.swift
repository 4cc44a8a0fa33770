import Foundation
import Tables

/// What can go wrong with the files of a report.
extension ImportFailure {
    /// A file or folder of the report could not be made or written; `number` is the system's `errno`.
    static func report(_ action: String, _ path: String, errno number: Int32) -> ImportFailure {
        let cause = String(cString: strerror(number))
        switch number {
        case ENOSPC, EDQUOT: return diskFull(path, cause)
        case EACCES, EPERM, EROFS: return reportReadOnly(path, cause)
        default:
            return ImportFailure(
                "report.unwritable", .unavailable, "The report cannot be written: could not \(action) \"\(path)\".",
                hint: "Name another folder with --report-dir.", cause: cause)
        }
    }

    private static func diskFull(_ path: String, _ cause: String) -> ImportFailure {
        ImportFailure(
            "report.disk_full", .unavailable, "The disk is full: the report could not be written to \"\(path)\".",
            hint: "Free some space, or name a folder on another disk with --report-dir.", cause: cause)
    }

    private static func reportReadOnly(_ path: String, _ cause: String) -> ImportFailure {
        ImportFailure(
            "report.read_only", .unavailable,
            "The report cannot be written: \"\(path)\" is in a folder that you may "
                + "not write to.",
            hint: "Name a folder that you may write to with --report-dir.", cause: cause)
    }

    static func reportExists(_ path: String) -> ImportFailure {
        ImportFailure(
            "report.exists", .unavailable, "There is a report folder \"\(path)\" already.",
            hint: "Start the run again: it gets another id.")
    }
}
