import CXlsxWriter
import Foundation
import Tables

/// What can go wrong with a workbook that is being written.
extension ImportFailure {
    /// `number` is the system's `errno`; 0 where it has said nothing.
    static func unwritable(_ path: String, _ status: lxw_error, errno number: Int32) -> ImportFailure {
        let said = number == 0 ? nil : String(cString: strerror(number))
        switch number {
        case ENOSPC, EDQUOT, EFBIG: return noSpace(path, said)
        default: return unwritable(path, said ?? String(cString: lxw_strerror(status)))
        }
    }

    private static func unwritable(_ path: String, _ cause: String) -> ImportFailure {
        ImportFailure(
            "workbook.unwritable", .unavailable, "The workbook \"\(path)\" could not be written.",
            hint: "Name a folder that you may write to, on a disk with enough space.", cause: cause)
    }

    private static func noSpace(_ path: String, _ cause: String?) -> ImportFailure {
        ImportFailure(
            "workbook.disk_full", .unavailable, "There is no space for the workbook \"\(path)\".",
            hint: "Free some space, or name a folder on another disk.", cause: cause)
    }

    /// The library has said nothing; what it has written is not all that it was given.
    static func notWhole(_ path: String) -> ImportFailure {
        ImportFailure(
            "workbook.not_whole", .unavailable,
            "The workbook \"\(path)\" could not be written whole; most likely there was no space left.",
            hint: "Free some space, or name a folder on another disk.")
    }
}
