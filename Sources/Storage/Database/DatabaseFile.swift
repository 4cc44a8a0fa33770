import Foundation
import Tables

/// What can be told of a database file without SQLite.
enum DatabaseFile {
    enum State { case absent, database }

    private static let headerBytes = 100

    /// Looks at the file and its header; anything but a Deskferry database or nothing is a failure.
    static func inspect(_ path: String) throws(ImportFailure) -> State {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            try checkFolder(path)
            return .absent
        }
        if isDirectory.boolValue { throw .databaseIsDirectory(path) }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ImportFailure.isOutOfFiles ? .tooManyFiles(path) : .unreadable(path)
        }
        defer { try? handle.close() }
        let header = [UInt8]((try? handle.read(upToCount: headerBytes)) ?? Data())
        if header.isEmpty { return .absent }
        guard header.count == headerBytes, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .notADatabase(path)
        }
        if word(header, 68) != UInt32(bitPattern: MachineryMigrations.applicationID) { throw .foreignDatabase(path) }
        if header[18] == 2 || header[19] == 2 { throw .walDatabase(path) }
        return .database
    }

    private static func checkFolder(_ path: String) throws(ImportFailure) {
        let folder = PathName.folder(of: path)
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw .databaseFolderMissing(folder)
        }
    }

    /// A journal that must be rolled back before anyone may read.
    static func hasHotJournal(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-journal")
        guard let size = attributes?[.size] as? Int, size > 0,
            let handle = FileHandle(forReadingAtPath: path + "-journal")
        else { return false }
        defer { try? handle.close() }
        let first = try? handle.read(upToCount: 1)
        return first?.first != 0
    }

    /// A new database of which nothing was written yet but its journal.
    static func isUnborn(_ path: String) -> Bool {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        return size == 0 && FileManager.default.fileExists(atPath: path + "-journal")
    }

    static func changeCounter(_ path: String) -> UInt32? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        let header = [UInt8]((try? handle.read(upToCount: headerBytes)) ?? Data())
        return header.count == headerBytes ? word(header, 24) : nil
    }

    private static func word(_ header: [UInt8], _ offset: Int) -> UInt32 {
        header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension ImportFailure {
    static func unreadable(_ path: String) -> ImportFailure {
        ImportFailure(
            "database.unreadable", .unavailable, "There is no permission to read \(path).",
            hint: "Change its permissions, or name another database with --db.")
    }
}
