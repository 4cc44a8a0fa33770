import CSQLite
import Glibc
import GRDB
import Tables

extension ImportFailure {
    /// What SQLite's last error on this connection means to a person.
    static func sqlite(_ connection: OpaquePointer, doing: some StringProtocol) -> ImportFailure {
        let text = String(cString: sqlite3_errmsg(connection))
        return sqlite(code: sqlite3_extended_errcode(connection), message: text, doing: String(doing))
    }

    package static func sqlite(_ error: DatabaseError, path: String) -> ImportFailure {
        sqlite(
            code: error.extendedResultCode.rawValue, message: error.message ?? "", doing: "using \(path)", path: path)
    }

    private static func sqlite(code: Int32, message: String, doing: String, path: String? = nil) -> ImportFailure {
        let database = path.map { "the database \($0)" } ?? "the database"
        let cause = "SQLite, \(doing): \(message) (code \(code))"
        switch code & 0xFF {
        case SQLITE_FULL:
            return ImportFailure(
                "database.full", .unavailable,
                "The disk is full, or a file may not grow any more: \(database) could not take all records.",
                hint: "Nothing was written. Make room and run the same command again.", cause: cause)
        case SQLITE_IOERR:
            return ImportFailure(
                "database.io", .unavailable, "The disk did not accept or give back what \(database) needed.",
                hint: "Nothing was written. Check the disk and its free space, then run the same command again.",
                cause: cause)
        case SQLITE_INTERRUPT: return .interrupted()
        case SQLITE_BUSY, SQLITE_LOCKED:
            return ImportFailure(
                "database.busy", .busy, "Another program is using \(database).",
                hint: "Nothing was written. Wait until it is done, or give --wait a longer time.", cause: cause)
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            return ImportFailure(
                "database.corrupt", .unavailable, "SQLite says that \(database) is damaged, or is no database at all.",
                hint: "Restore it from a backup, or name another file with --db.", cause: cause)
        // SQLITE_READONLY_ROLLBACK, a macro that Swift cannot import.
        case SQLITE_READONLY where code == (SQLITE_READONLY | 3 << 8):
            return .interruptedRun(path ?? "the database", cause: cause)
        case SQLITE_CANTOPEN where isOutOfFiles: return .tooManyFiles(path ?? "the database")
        case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM:
            return ImportFailure(
                "database.unwritable", .unavailable, "There is no permission to write \(database) or its folder.",
                hint: "Change the permissions of the folder, or name another place with --db.", cause: cause)
        default:
            return ImportFailure(
                "database.error", .internalError, "SQLite reported an error that Deskferry did not expect.",
                hint: "Nothing was written. Please report this with the line below.", cause: cause)
        }
    }

    /// Whether this process may open no more files; nothing else tells it from a file that may not be opened.
    static var isOutOfFiles: Bool {
        let probe = open("/dev/null", O_RDONLY | O_CLOEXEC)
        if probe < 0 { return errno == EMFILE || errno == ENFILE }
        close(probe)
        return false
    }

    static func tooManyFiles(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.too_many_files", .unavailable,
            "\(path) could not be opened: this process may not have so many files open.",
            hint: "Nothing was written. Allow more with `ulimit -n 256`, and run the same command again.",
            cause: "Too many open files")
    }

    static func interruptedRun(_ path: String, cause: String? = nil) -> ImportFailure {
        ImportFailure(
            "database.interrupted", .unavailable,
            "A run that was interrupted has left \(path) half written; SQLite can take it back.",
            hint: "Run `deskferry recover --db \(path)` (an import does the same by itself).", cause: cause)
    }

    static func notADatabase(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.not_sqlite", .unavailable, "\(path) is not a SQLite database.",
            hint: "Name the help desk database with --db, or a file that is not there yet to create one.")
    }

    static func foreignDatabase(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.foreign", .unavailable, "\(path) is a SQLite database of another program, not of Deskferry.",
            hint: "Name the help desk database with --db, or a file that is not there yet to create one.")
    }

    static func walDatabase(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.wal", .unavailable, "\(path) was switched to write-ahead logging, which Deskferry does not use.",
            hint: "Switch it back: sqlite3 \(path) 'PRAGMA journal_mode=DELETE'")
    }

    static func databaseMissing(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.missing", .unavailable, "There is no database at \(path).",
            hint: "Name it with --db or DESKFERRY_DB, or create one: deskferry import FILE… --db \(path)")
    }

    static func databaseFolderMissing(_ folder: String) -> ImportFailure {
        ImportFailure(
            "database.folder", .unavailable, "The folder \(folder), in which the database would be, does not exist.",
            hint: "Create it, or name another place with --db.")
    }

    static func databaseIsDirectory(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.directory", .unavailable, "\(path) is a folder, not a database.",
            hint: "Name a file with --db, such as \(path)/deskferry.sqlite")
    }

    static func newerSchema(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.schema", .unavailable, "\(path) was written by a newer version of Deskferry.",
            hint: "Use that version, or restore a copy from before.")
    }

    static func locked(_ path: String, holder: String) -> ImportFailure {
        ImportFailure(
            "database.locked", .busy, "Another run is working on \(path): \(holder).",
            hint: "Nothing was written. Wait until it is done, or let this one wait with --wait 10m.")
    }

    /// SQLite's own count of changes is not what was decided.
    static func unbalanced(_ deed: String, decided: Int, written: Int) -> ImportFailure {
        ImportFailure(
            "run.unbalanced", .internalError, "The \(deed) does not add up, so nothing was written.",
            hint: "This is an error of the program. Please report it with the line below.",
            cause: "\(decided) changes were decided, SQLite counts \(written)")
    }

    static func hashCollision() -> ImportFailure {
        ImportFailure(
            "hash.collision", .internalError,
            "Two different keys had the same 64-bit fingerprint, which happens about once in a million runs.",
            hint: "Nothing was written. Run the same command again: the fingerprints are chosen anew each time.")
    }
}
