import Foundation
import HelpDesk
import Tables

/// What a source's `file:` stands for.
struct SyncPattern {
    private let source: SyncSource
    private let number: Int
    private let folder: String
    /// Done files are not read again.
    private let excluded: String?

    init(_ source: SyncSource, number: Int, job: SyncJob) {
        self.source = source
        self.number = number
        folder = job.folder
        excluded = source.doneFolder.map { $0 + "/" }
    }

    /// The file of that name, the tables in a folder of that name, or whatever fits it as a pattern.
    func files() throws(ImportFailure) -> [SyncFile] {
        var files: [SyncFile] = []
        for path in paths() {
            if Self.isFolder(path) {
                for name in try SourceFinder.tables(in: path) { add(PathName.joined(path, name), true, to: &files) }
            } else {
                add(path, false, to: &files)
            }
        }
        return files
    }

    private func add(_ path: String, _ isWalked: Bool, to files: inout [SyncFile]) {
        if let excluded, URL(fileURLWithPath: path).standardizedFileURL.path.hasPrefix(excluded) { return }
        guard let file = SyncFile(source: number, path: path, name: shown(path), isWalked: isWalked) else { return }
        files.append(file)
    }

    /// Existing files and folders.
    private func paths() -> [String] {
        let named = absolute(source.pattern)
        if FileManager.default.fileExists(atPath: named) { return [named] }
        let pattern =
            source.pattern.hasPrefix("/") ? source.pattern : FilePattern.escaped(folder) + "/" + source.pattern
        return Self.glob(pattern).filter { !Self.isInUse($0) }
    }

    private static func glob(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard Foundation.glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    }

    /// Lock files of spreadsheet programs fit patterns such as `*.xlsx`.
    private static func isInUse(_ path: String) -> Bool { PathName.leaf(of: path).hasPrefix("~$") }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : PathName.joined(folder, path) }

    /// As the job file names it.
    private func shown(_ path: String) -> String {
        source.pattern.hasPrefix("/") || !path.hasPrefix(folder + "/") ? path : String(path.dropFirst(folder.count + 1))
    }

    // MARK: Where nothing fits

    /// What there is instead, the likeliest first.
    func nearMisses() -> [String] {
        let parent = PathName.folder(of: absolute(source.pattern))
        let isPattern = parent.contains { "*?[".contains($0) }
        if isPattern { return [] }
        guard Self.isFolder(parent) else { return ["there is no folder \(parent)"] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: parent) else {
            return ["the folder \(parent) cannot be read"]
        }
        let wanted = PathName.leaf(of: source.pattern)
        let near = names.filter { !$0.hasPrefix(".") }
            .sorted { (Self.likeness($0, wanted), $1) > (Self.likeness($1, wanted), $0) }
        if near.isEmpty { return ["the folder \(parent) is empty"] }
        let shown = near.prefix(Self.shownNames).map { "\"\($0)\"" }.joined(separator: ", ")
        let more = near.count > Self.shownNames ? " and \(near.count - Self.shownNames) more" : ""
        return ["the folder \(parent) holds \(shown)\(more)"]
    }

    private static let shownNames = 5

    /// Characters that both begin with, and that both end with, in any case.
    private static func likeness(_ name: String, _ wanted: String) -> Int {
        let (name, wanted) = (name.lowercased(), wanted.lowercased())
        return name.commonPrefix(with: wanted).count
            + String(name.reversed()).commonPrefix(with: String(wanted.reversed())).count
    }
}
