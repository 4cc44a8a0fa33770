import Foundation
import Tables

/// The folder of one run's report: `runs/.<id>.partial/` while the run is on its way, `runs/<id>/` afterwards.
///
/// In order: `create`, write the files, `sync`, commit the database, `publish`. After a crash between the last two the
/// next start finds the folder by `leftovers` and finishes or discards it, by what the database's history says.
package struct ReportFolder: Sendable {
    /// The folder of all reports.
    package let parent: String
    /// The run's id.
    package let id: String
    /// Keeps others from clearing the partial folder away.
    private let owner: FolderOwner?

    package var partialPath: String { parent + "/." + id + ".partial" }
    package var finalPath: String { parent + "/" + id }

    /// The default folder of all reports: `runs` beside the database.
    package static func defaultParent(database path: String) -> String {
        PathName.joined(PathName.folder(of: path), "runs")
    }

    /// Makes the partial folder, and the folder of all reports if need be.
    package static func create(in parent: String, id: String) throws(ImportFailure) -> ReportFolder {
        let folder = ReportFolder(parent: parent, id: id, owner: nil)
        try makeFolders(parent)
        if access(folder.finalPath, F_OK) == 0 { throw .reportExists(folder.finalPath) }
        while true {
            if mkdir(folder.partialPath, 0o755) != 0 {
                let number = errno
                throw number == EEXIST
                    ? .reportExists(folder.partialPath)
                    : .report("make the folder", folder.partialPath, errno: number)
            }
            if let owner = try FolderOwner(of: folder.partialPath) {
                return ReportFolder(parent: parent, id: id, owner: owner)
            }
        }
    }

    /// The path of a file in the partial folder; `name` is relative, as `rejects/contacts.csv`.
    package func path(_ name: String) -> String { partialPath + "/" + name }

    /// Makes a folder inside the partial folder.
    package func makeSubfolder(_ name: String) throws(ImportFailure) {
        try Self.makeFolders(path(name))
    }

    /// Writes a whole file into the partial folder.
    package func write(_ bytes: [UInt8], to name: String) throws(ImportFailure) {
        let file = try OutputFile(creating: path(name))
        try file.write(bytes)
        try file.flush()
    }

    /// Brings every file and folder to the disk, so that the commit may follow.
    package func sync() throws(ImportFailure) {
        for name in Self.contents(of: partialPath) { try Self.sync(path(name)) }
        try Self.sync(partialPath)
        try Self.sync(parent)
    }

    /// Gives the folder its final name.
    package func publish() throws(ImportFailure) {
        unlink(path(FolderOwner.fileName))
        // Without its file it is anybody's: who clears up at this very moment gives it the same name.
        if rename(partialPath, finalPath) != 0 && (errno != ENOENT || access(finalPath, F_OK) != 0) {
            throw .report("rename", partialPath, errno: errno)
        }
        try Self.sync(parent)
    }

    /// Removes the partial folder and all that is in it.
    package func discard() {
        try? FileManager.default.removeItem(atPath: partialPath)
    }

    /// Partial folders left in `parent` by runs that were interrupted; those that are still on their way are not in it.
    package static func leftovers(in parent: String) -> [ReportFolder] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.sorted().compactMap { name in
            guard name.hasPrefix("."), name.hasSuffix(".partial"), name.count > 9 else { return nil }
            guard let owner = FolderOwner(takingOver: parent + "/" + name) else { return nil }
            return ReportFolder(parent: parent, id: String(name.dropFirst().dropLast(8)), owner: owner)
        }
    }
}

extension ReportFolder {
    private static func makeFolders(_ path: String) throws(ImportFailure) {
        if mkdir(path, 0o755) == 0 { return }
        let number = errno
        switch number {
        case EEXIST where isFolder(path): return
        case EEXIST: throw .report("make the folder", path, errno: ENOTDIR)
        case ENOENT:
            let parent = PathName.folder(of: path)
            guard !parent.isEmpty, parent != path else { throw .report("make the folder", path, errno: number) }
            try makeFolders(parent)
            guard mkdir(path, 0o755) == 0 else { throw .report("make the folder", path, errno: errno) }
        default: throw .report("make the folder", path, errno: number)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Files and folders below `path`, relative, folders after what they hold.
    private static func contents(of path: String) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted(by: >)
    }

    private static func sync(_ path: String) throws(ImportFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .report("open", path, errno: errno) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 && errno != EINVAL { throw .report("sync", path, errno: errno) }
    }
}
