import Foundation
import Tables

/// The lock of a writing run: `flock` on `<database>.lock`, which the kernel frees however the process ends.
final class RunLock {
    private var descriptor: Int32
    private let path: String

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Takes the lock, waiting up to `wait` seconds; `holder` is written into it for others to read.
    static func acquire(
        database: String, wait: TimeInterval, holder: String, isInterrupted: () -> Bool
    ) throws(ImportFailure) -> RunLock {
        let path = database + ".lock"
        let deadline = Date().addingTimeInterval(wait)
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw .lockUnwritable(database, errno) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 && isStill(path, descriptor) {
                ftruncate(descriptor, 0)
                _ = holder.withCString { pwrite(descriptor, $0, strlen($0), 0) }
                return RunLock(descriptor: descriptor, path: path)
            }
            close(descriptor)
            guard Date() < deadline else {
                let other = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
                throw .locked(database, holder: other.isEmpty ? "its holder is unknown" : other)
            }
            if isInterrupted() { throw .interrupted() }
            usleep(100_000)
        }
    }

    /// Whether a writing run is on its way: what its journal holds is no leftover.
    static func isHeld(database: String) -> Bool {
        let descriptor = open(database + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    /// Who of other processes holds it; nil where nobody does.
    static func holder(database: String) -> String? {
        guard isHeld(database: database), let holder = try? String(contentsOfFile: database + ".lock", encoding: .utf8),
            !holder.isEmpty, !holder.contains("process \(getpid()),")
        else { return nil }
        return holder
    }

    /// Whether the path still names the file that was opened: its holder may have removed it in between.
    private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
        var opened = stat()
        var named = stat()
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
    }

    /// Lets go; the file is removed while the lock is still held, so nobody finds an empty one.
    func release() {
        guard descriptor >= 0 else { return }
        unlink(path)
        close(descriptor)
        descriptor = -1
    }

    deinit { release() }
}

extension ImportFailure {
    static func lockUnwritable(_ database: String, _ code: Int32) -> ImportFailure {
        ImportFailure(
            "database.unwritable", .unavailable,
            "There is no permission to write in the folder of the database \(database).",
            hint: "Change the permissions of the folder, or name another place with --db.",
            cause: String(cString: strerror(code)))
    }
}
