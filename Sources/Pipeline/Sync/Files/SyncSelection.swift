import Foundation
import Tables

/// The files that one run of a job reads.
package struct SyncSelection: Sendable, Equatable {
    /// In the order of the sources; those of one source with the newest first, for of several rows for a record the
    /// first counts.
    package var files: [SyncFile] = []
    /// Files that a newer one has overtaken: nobody reads them any more.
    package var overtaken: [SyncFile] = []
    /// Optional sources, by their numbers, of which there is no file.
    package var absent: Set<Int> = []
    /// What there is to say of files that are not read, or not as one might think.
    package var notes: [String] = []

    package init() {}
}

/// A file that fits a source, as it was when it was chosen.
package struct SyncFile: Sendable, Equatable {
    /// The number of the source, from 0.
    package var source: Int
    /// Absolute.
    package var path: String
    /// As the job file would name it.
    package var name: String
    package var size: Int
    package var modified: Date
    /// Whether it lies in a folder that the job names, and was not named itself.
    package var isWalked = false

    /// Nil where there is no file.
    init?(source: Int, path: String, name: String, isWalked: Bool) {
        guard let state = FileState(path) else { return nil }
        self.source = source
        self.path = path
        self.name = name
        self.isWalked = isWalked
        (size, modified) = (state.size, state.modified)
    }

    var sourceFile: SourceFile {
        var file = SourceFile(path: path, name: name, size: size)
        file.source = source
        return file
    }

    /// Seconds since it was changed.
    func age(_ now: Date) -> TimeInterval { now.timeIntervalSince(modified) }

    /// Whether nobody has written to it since it was chosen.
    var isUnchanged: Bool { FileState(path).map { $0.size == size && $0.modified == modified } ?? false }

    /// The older one first.
    static func byAge(_ left: SyncFile, _ right: SyncFile) -> Bool {
        (left.modified, left.name) < (right.modified, right.name)
    }
}

/// Size and time of a file.
private struct FileState {
    let size: Int
    let modified: Date

    init?(_ path: String) {
        var state = stat()
        guard stat(path, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { return nil }
        size = Int(state.st_size)
        modified = Date(
            timeIntervalSince1970: Double(state.st_mtim.tv_sec) + Double(state.st_mtim.tv_nsec) / 1_000_000_000)
    }
}
