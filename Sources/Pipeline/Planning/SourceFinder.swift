import Foundation
import Tables

/// Turns what was typed into files: folders are walked, standard input is spooled.
struct SourceFinder {
    private static let endings = [".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"]

    /// Files in the order typed, those of a folder by name; all that are missing are named at once.
    static func find(_ sources: [String]) throws(ImportFailure) -> (files: [SourceFile], spooled: SpooledInput?) {
        var files: [SourceFile] = []
        var missing: [String] = []
        var spooled: SpooledInput?
        for source in sources {
            if source == "-" {
                if spooled == nil { spooled = try SpooledInput.spool() }
                files.append(spooled!.file)
            } else if let found = try find(source) {
                files += found
            } else {
                missing.append(source)
            }
        }
        if !missing.isEmpty { throw .sourcesMissing(missing) }
        return (unique(files), spooled)
    }

    /// Nil where there is nothing at the path.
    private static func find(_ source: String) throws(ImportFailure) -> [SourceFile]? {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isDirectory) else { return nil }
        guard isDirectory.boolValue else { return [file(source, name: source)] }
        let names = try tables(in: source)
        if names.isEmpty { throw .folderEmpty(source) }
        return names.map { file("\(source)/\($0)", name: "\(source)/\($0)".replacing("//", with: "/")) }
    }

    private static func tables(in folder: String) throws(ImportFailure) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { throw .folderUnreadable(folder) }
        var names: [String] = []
        for case let name as String in walk {
            let leaf = (name as NSString).lastPathComponent
            if leaf.hasPrefix(".") || leaf == "runs" {
                walk.skipDescendants()
            } else if isTable(leaf) {
                names.append(name)
            }
        }
        return names.sorted()
    }

    /// Deskferry's own list of what to expect of a sample folder is no table.
    private static func isTable(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower != "expected.csv" && endings.contains { lower.hasSuffix($0) }
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
