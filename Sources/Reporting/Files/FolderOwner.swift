import Foundation
import Tables

/// Marks a partial folder as being worked in: a lock on a file in it, which the kernel frees however the process ends.
/// A process number would not do: after a restart, or in a container, the next run may well have the same one.
final class FolderOwner: Sendable {
    static let fileName = ".process"

    private let descriptor: Int32

    /// Makes the folder's file and locks it; nil where somebody has cleared the folder away in the meantime.
    init?(of folder: String) throws(ImportFailure) {
        let path = folder + "/" + Self.fileName
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if descriptor < 0 {
            if errno == ENOENT { return nil }
            throw .report("create", path, errno: errno)
        }
        // Who clears up holds the lock while it does, and removes the file with the folder.
        var opened = stat()
        guard flock(descriptor, LOCK_EX) == 0, fstat(descriptor, &opened) == 0, opened.st_nlink > 0 else { return nil }
        let text = "\(getpid())\n"
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit { close(descriptor) }

    /// Takes a folder over that nobody works in; nil where somebody does.
    init?(takingOver folder: String) {
        descriptor = open(folder + "/" + Self.fileName, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }
}
