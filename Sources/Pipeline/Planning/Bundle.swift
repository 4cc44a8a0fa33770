import Glibc
import Spreadsheets
import Tables

/// A ZIP archive of tables: one file a module, as help desks export them.
///
/// Members that are tables are unpacked into temporary files without a name, which the system removes with the last
/// reader, however the run ends. No name from the archive is ever used as a path.
struct Bundle {
    private(set) var members: [SpooledInput] = []
    /// Archives in the archive, which nobody looks into.
    private(set) var nested: [String] = []

    init(_ file: SourceFile, limits: WorkbookLimits) throws(ImportFailure) {
        let archive = try ZipArchive(file: file, limits: limits)
        Self.allowManyFiles()
        for entry in archive.entries.sorted(by: { $0.name < $1.name }) where Self.isMeant(entry) {
            let name = "\(file.name)/\(Self.shown(entry.name))"
            if TableNames.isArchive(entry.name) {
                nested.append(name)
            } else if TableNames.isTable(entry.name) {
                members.append(try SpooledInput.spool(try archive.open(entry), name: name, of: file.source))
            }
        }
    }

    /// Not folders, and not what macOS puts beside each file.
    private static func isMeant(_ entry: ZipEntry) -> Bool {
        !entry.isFolder
            && !entry.name.split(separator: "/").contains { $0 == "__MACOSX" || $0.hasPrefix(".") && $0 != ".." }
    }

    /// The member's name without what could mislead a reader or lead out of a folder.
    private static func shown(_ name: String) -> String {
        let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
        return String(parts.joined(separator: "/").unicodeScalars.map { $0.properties.isControl ? "_" : Character($0) })
    }

    /// Each member keeps a descriptor open.
    private static func allowManyFiles() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool { generalCategory == .control || generalCategory == .format }
}
