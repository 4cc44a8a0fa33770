import Foundation
import Mapping
import Tables

/// The files of a run, before anybody has looked into them.
struct FoundSources {
    var files: [SourceFile] = []
    /// Keeps the copy of standard input.
    var spooled: SpooledInput?
    /// Paths that nobody typed: they lie in a folder that was typed.
    private var walked: Set<String> = []

    init() {}

    /// The files that a job has chosen.
    init(_ selection: SyncSelection) {
        files = selection.files.map(\.sourceFile)
        walked = Set(selection.files.filter(\.isWalked).map(\.path))
    }

    mutating func come(fromFolder paths: [String]) { walked.formUnion(paths) }

    mutating func drop(_ patterns: [TablePattern]) -> [String] { drop { _ in patterns } }

    /// Leaves out files that match one of their patterns, before anybody looks into them; their names.
    mutating func drop(_ patterns: (SourceFile) -> [TablePattern]) -> [String] {
        let dropped = files.filter { file in patterns(file).contains { $0.matches(file: file.name, sheet: nil) } }
        files.removeAll(where: dropped.contains)
        return dropped.map(\.name)
    }

    /// Whether the file itself was named, so that it has to be a table.
    func isNamed(_ file: SourceFile) -> Bool { !walked.contains(file.path) }
}

/// Turns what was typed into files: folders are walked, standard input is spooled.
struct SourceFinder {
    /// Files in the order typed, those of a folder by name; all that are missing are named at once.
    static func find(_ sources: [String]) throws(ImportFailure) -> FoundSources {
        var found = FoundSources()
        var missing: [String] = []
        for source in sources {
            if source == "-" {
                if found.spooled == nil { found.spooled = try SpooledInput.spool() }
                found.files.append(found.spooled!.file)
            } else if try !find(source, &found) {
                missing.append(source)
            }
        }
        if !missing.isEmpty { throw .sourcesMissing(missing) }
        found.files = unique(found.files)
        return found
    }

    /// False where there is nothing at the path.
    private static func find(_ source: String, _ found: inout FoundSources) throws(ImportFailure) -> Bool {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isDirectory) else { return false }
        guard isDirectory.boolValue else {
            found.files.append(file(source, name: source))
            return true
        }
        let names = try tables(in: source)
        if names.isEmpty { throw .folderEmpty(source) }
        found.files += names.map { file("\(source)/\($0)", name: "\(source)/\($0)".replacing("//", with: "/")) }
        found.come(fromFolder: names.map { "\(source)/\($0)" })
        return true
    }

    static func tables(in folder: String) throws(ImportFailure) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { throw .folderUnreadable(folder) }
        var names: [String] = []
        for case let name as String in walk {
            let leaf = PathName.leaf(of: name)
            if leaf.hasPrefix(".") || leaf == "runs" {
                walk.skipDescendants()
            } else if TableNames.isTable(leaf) || TableNames.isArchive(leaf) {
                names.append(name)
            }
        }
        return names.sorted()
    }

    private static func file(_ path: String, name: String) -> SourceFile {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        return SourceFile(path: path, name: name, size: size ?? 0)
    }

    private static func unique(_ files: [SourceFile]) -> [SourceFile] {
        var seen: Set<String> = []
        return files.filter { seen.insert(URL(fileURLWithPath: $0.path).standardizedFileURL.path).inserted }
    }
}
