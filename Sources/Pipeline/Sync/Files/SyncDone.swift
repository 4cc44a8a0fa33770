import Foundation
import Reporting
import Tables

/// Puts files aside that were loaded, behind the commit. What cannot be moved stays, is said, and changes nothing else:
/// the next run reads it again and finds nothing new in it.
enum SyncDone {
    /// Sentences about what could not be moved.
    static func move(_ selection: SyncSelection, of job: SyncJob) -> [String] {
        let read = Set(selection.files.map(\.path))
        // Older ones go along: once the newest is gone, the next run would take them for new.
        let overtaken = selection.overtaken.filter { !read.contains($0.path) }
        return (selection.files + overtaken).compactMap { file in
            guard let folder = job.sources[file.source].doneFolder else { return nil }
            do {
                try move(file, to: folder)
                return nil
            } catch {
                return
                    "\(file.name) was loaded but could not be moved to \(folder): \(reason(error)) It stays where it is."
            }
        }
    }

    private static func reason(_ error: any Error) -> String {
        let text = (error as? MoveError)?.text ?? error.localizedDescription
        return text.hasSuffix(".") ? text : text + "."
    }

    private static func move(_ file: SyncFile, to folder: String) throws {
        guard file.isUnchanged else { throw MoveError(text: "it was written to since") }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let leaf = PathName.leaf(of: file.path)
        for name in [leaf] + (0..<maxAttempts).map({ dated(leaf, file.modified, attempt: $0) }) {
            if try move(file.path, to: PathName.joined(folder, name)) { return }
        }
        throw MoveError(text: "files of its name are there already")
    }

    private static let maxAttempts = 100

    /// `contacts.csv` → `contacts-20261122-031500.csv`, by the time when the file was changed; further ones are counted.
    private static func dated(_ leaf: String, _ date: Date, attempt: Int) -> String {
        let time = Instant.text(date).filter { $0.isNumber || $0 == "T" }.replacing("T", with: "-")
        let suffix = "-" + time + (attempt == 0 ? "" : "-\(attempt + 1)")
        let ending = PathName.ending(of: leaf)
        return PathName.stem(of: leaf) + suffix + (ending.isEmpty ? "" : "." + ending)
    }

    /// Never writes over anything; false where the name is taken.
    private static func move(_ path: String, to target: String) throws -> Bool {
        // A link is made under the new name only if there is nothing yet; rename would write over it.
        if link(path, target) == 0 {
            guard unlink(path) == 0 else { throw MoveError(errno: errno) }
            return true
        }
        switch errno {
        case EEXIST: return false
        case EXDEV, EPERM, EMLINK, ENOTSUP: return try copy(path, to: target)
        default: throw MoveError(errno: errno)
        }
    }

    /// Across file systems, and where there are no links: the file is gone only when its copy is complete.
    private static func copy(_ path: String, to target: String) throws -> Bool {
        // Takes the name, so that nobody else does.
        let placeholder = open(target, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        if placeholder < 0 {
            if errno == EEXIST { return false }
            throw MoveError(errno: errno)
        }
        close(placeholder)
        do {
            try replace(target, with: path)
        } catch {
            unlink(target)
            throw error
        }
        guard unlink(path) == 0 else { throw MoveError(errno: errno) }
        return true
    }

    private static func replace(_ target: String, with path: String) throws {
        let partial = target + ".partial-\(ProcessInfo.processInfo.processIdentifier)"
        defer { unlink(partial) }
        try FileManager.default.copyItem(atPath: path, toPath: partial)
        let descriptor = open(partial, O_RDONLY)
        if descriptor >= 0 {
            fsync(descriptor)
            close(descriptor)
        }
        guard rename(partial, target) == 0 else { throw MoveError(errno: errno) }
    }

    private struct MoveError: Error {
        let text: String

        init(text: String) { self.text = text }
        init(errno number: Int32) { text = String(cString: strerror(number)) }
    }
}
