import Foundation
import Mapping
import Reporting
import Tables

/// A job file for some files, as a start: it runs as it is where all of them are recognised.
package struct SyncJobDraft {
    /// Tables of one kind of file.
    private struct Source {
        var pattern: String
        /// Files that were named, and fit the pattern.
        var files: [String]
        /// Presets by table; nil: none fits.
        var presets: [(table: String, preset: String?)] = []
    }

    private let database: String
    private let makesDatabase: Bool
    private let actor: String?
    private var sources: [Source] = []

    /// - Parameters:
    ///   - options: the files, the database and the actor.
    ///   - folder: where the job file will be; paths in it count from there.
    package init(_ options: RunOptions, folder: String) throws(ImportFailure) {
        database = Self.relative(options.database, to: folder)
        makesDatabase = !FileManager.default.fileExists(atPath: options.database)
        actor = options.actor
        let opened = try SourceTables(options)
        let binder = MappingBinder(presets: try Presets.find().all(), reread: opened.opener.reread)
        for file in try SourceFinder.find(options.sources).files {
            let path = Self.relative(file.path, to: folder)
            var source = Source(pattern: FilePattern.guess(path), files: [path])
            for table in opened.tables where table.file.name == file.name || table.file.name.hasPrefix(file.name + "/")
            {
                source.presets.append((table.label, (try? binder.bind([table]))?.bound.first?.mapping.name))
            }
            add(source)
        }
    }

    private mutating func add(_ source: Source) {
        if let known = sources.firstIndex(where: { $0.pattern == source.pattern }) {
            sources[known].files += source.files
        } else {
            sources.append(source)
        }
    }

    /// What has to be completed before the job can run, a line a file.
    package var gaps: [String] {
        sources.filter { $0.presets.allSatisfy { $0.preset == nil } }.map { source in
            "\(source.files[0]): no preset fits it. Write a mapping (deskferry map \(source.files[0]) -o FILE.yaml) and "
                + "name it in the job with `map:`."
        }
    }

    // MARK: The text

    package var text: String {
        let schema = SyncJobSchema.path.map { ["# yaml-language-server: $schema=\($0)"] } ?? []
        let head =
            schema + [
                "# A sync job of Deskferry: files that come again and again. Paths count from the folder of this file.",
                "# `deskferry sync check` with this file says what it would do; everything that may stand here: docs/sync.md.",
                "",
                "db: \(YAMLText.scalar(database))",
                makesDatabase ? "create: true  # it is not there yet" : "# create: true",
                actor.map { "as: \(YAMLText.scalar($0))" }
                    ?? "# as: sync@desk.example  # the agent in whose name it is done",
                "", "sources:",
            ]
        return (head + sources.flatMap(lines) + Self.foot).joined(separator: "\n") + "\n"
    }

    private func lines(_ source: Source) -> [String] {
        let known = source.presets.filter { $0.preset != nil }
        let about = known.map { "  # \(YAMLText.comment($0.table)) is read as \($0.preset ?? "")." }
        let others = source.files.dropFirst().map { "  # \(YAMLText.comment($0)) fits the pattern, too." }
        return about + others + ["  - file: \(YAMLText.scalar(source.pattern))", mapping(source)] + [
            "    # take: all  # of several files that fit, the newest alone is read unless this stands here",
            "    # min_age: 2m  # leave files alone that may still be written",
            "    # max_age: 26h  # stop, and tell, if the file did not come",
            "    # min_rows: 100  # stop if a file holds fewer rows",
            "    # done: done/  # where to move files that were loaded",
            "    # missing: recycle  # what becomes of records that the files no longer have: keep, mark or recycle",
            "",
        ]
    }

    private func mapping(_ source: Source) -> String {
        let presets = Set(source.presets.map(\.preset))
        if presets.count == 1, let only = presets.first, let only { return "    map: \(YAMLText.scalar(only))" }
        if presets.contains(where: { $0 != nil }) {
            return "    # map: mappings/MAPPING.yaml  # unless said otherwise, whatever preset fits each table"
        }
        return "    # map: mappings/MAPPING.yaml  # no preset fits: deskferry map writes a mapping to correct"
    }

    private static let foot = [
        "# max_rejects: 10%  # stop, with nothing written, above this share of rows (this is the default)",
        "# max_changes: 20%  # or above this share of what the database holds",
        "# timeout: 2h", "# on_failure: ./tell.sh  # a command to run when it could not go on",
    ]

    /// From the folder where that is short, else absolute.
    private static func relative(_ path: String, to folder: String) -> String {
        let path = URL(fileURLWithPath: path).standardizedFileURL.path
        let folder = URL(fileURLWithPath: folder).standardizedFileURL.path
        if path.hasPrefix(folder + "/") { return String(path.dropFirst(folder.count + 1)) }
        let parent = PathName.folder(of: folder)
        return parent.count > 1 && path.hasPrefix(parent + "/") ? "../" + path.dropFirst(parent.count + 1) : path
    }
}
