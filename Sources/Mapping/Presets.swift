import Foundation
import HelpDesk
import Tables

/// The mappings that come with Deskferry, read from `mappings/<system>/*.yaml`.
package struct Presets: Sendable {
    /// The folder `mappings`; nil where none was found.
    package let folder: String?

    package init(folder: String?) { self.folder = folder }

    /// Looks in `DESKFERRY_HOME`, beside the installed program, above it (a build folder), and in the current directory.
    package static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: String = Self.executable, currentDirectory: String = FileManager.default.currentDirectoryPath
    ) -> Presets {
        let program = URL(fileURLWithPath: executable).deletingLastPathComponent()
        var places = environment["DESKFERRY_HOME"].map { [URL(fileURLWithPath: $0)] } ?? []
        places.append(program.deletingLastPathComponent().appendingPathComponent("share/deskferry"))
        places += ancestors(of: program)
        places.append(URL(fileURLWithPath: currentDirectory))
        let folders = places.map { $0.appendingPathComponent("mappings").path }
        return Presets(folder: folders.first(where: isFolder))
    }

    /// The program that is running, with links followed.
    package static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    /// Every preset, sorted by name.
    package func all() throws(ImportFailure) -> [TableMapping] {
        let texts = try files.map { file throws(ImportFailure) in (file, try Self.read(path(file))) }
        let examined = Parallel.map(texts) { file, text in
            MappingParser.examine(
                text, name: "mappings/\(file)", origin: .preset, folder: PathName.folder(of: path(file)))
        }
        let mistakes = examined.flatMap(\.mistakes)
        guard mistakes.isEmpty else { throw .mappingInvalid(mistakes) }
        return examined.flatMap(\.file.tables).sorted { $0.name < $1.name }
    }

    /// The mapping at a path, or the preset of that name (`zoho-desk/contacts`): one table's, or a file's.
    package func load(_ nameOrPath: String) throws(ImportFailure) -> MappingFile {
        if FileManager.default.fileExists(atPath: nameOrPath), !Self.isFolder(nameOrPath) {
            return try MappingParser.parse(try Self.read(nameOrPath), name: nameOrPath)
        }
        let all = try all()
        let named = all.filter { $0.name == nameOrPath }
        let ofFile = all.filter { $0.file == "mappings/\(nameOrPath).yaml" }
        let tables = named.isEmpty ? ofFile : named
        guard !tables.isEmpty else {
            let names = all.map(\.name)
            let nearest = NearestName.of(nameOrPath, among: names).map { [$0] }
            throw .presetUnknown(nameOrPath, near: nearest ?? names.filter { $0.hasPrefix(nameOrPath.lowercased()) })
        }
        return MappingFile(name: nameOrPath, tables: tables)
    }

    /// What could be read of the mapping at a path, or of the preset of that name, and everything that is wrong with it.
    package func examine(
        _ nameOrPath: String
    ) throws(ImportFailure) -> (file: MappingFile, mistakes: [MappingMistake]) {
        if FileManager.default.fileExists(atPath: nameOrPath), !Self.isFolder(nameOrPath) {
            return MappingParser.examine(try Self.read(nameOrPath), name: nameOrPath)
        }
        return (try load(nameOrPath), [])
    }

    /// Paths below the folder: `zoho-desk/contacts.yaml`.
    private var files: [String] {
        guard let folder, let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
        return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    }

    private func path(_ file: String) -> String { (folder ?? "") + "/" + file }

    private static func read(_ path: String) throws(ImportFailure) -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .mappingUnreadable(path, cause: error.localizedDescription)
        }
    }

    private static func ancestors(of folder: URL) -> [URL] {
        var folders: [URL] = []
        var current = folder.standardizedFileURL
        while current.path != "/" {
            folders.append(current)
            current.deleteLastPathComponent()
        }
        return folders
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
