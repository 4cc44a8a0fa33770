import Foundation
import HelpDesk
import Pipeline
import Reporting
import Storage
import Tables

/// One line of `samples/presets/INDEX.tsv`: a file with the header of a real export, what it is loaded with, and what must
/// then be in the database.
struct PresetFile: Sendable, CustomStringConvertible {
    let file: String
    let preset: String
    /// What cannot be told from the file.
    let dates: DateOrder?
    /// Files that are loaded in a run of their own before, as it only adds to their records.
    let earlier: [String]
    /// Files that are loaded at once with it: customers before tickets.
    let companions: [String]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appendingPathComponent("samples/presets")
    static let all: [PresetFile] = (try? readIndex()) ?? []

    var description: String { file }
    var path: String { Self.folder.appendingPathComponent(file).path }

    static func named(_ file: String) throws -> PresetFile {
        guard let found = all.first(where: { $0.file == file }) else { throw CocoaError(.fileNoSuchFile) }
        return found
    }

    private static func readIndex() throws -> [PresetFile] {
        try table(folder.appendingPathComponent("INDEX.tsv")).map { cells in
            let companions = cells[7].split(separator: " ").map(String.init)
            let parts = companions.split(separator: "then", omittingEmptySubsequences: false)
            return PresetFile(
                file: cells[0], preset: cells[1], dates: DateOrder(rawValue: cells[6]),
                earlier: parts.dropLast().flatMap(Self.paths), companions: Array(parts.last ?? []))
        }
    }

    /// The rows of a file of tabs, without the header.
    private static func table(_ file: URL) throws -> [[String]] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The table written by hand: entity, key, field, value.
    func expected() throws -> [StoredValue] {
        let url = Self.folder.appendingPathComponent("expected/\((file as NSString).deletingPathExtension).tsv")
        return try Self.table(url).map { cells in
            StoredValue(entity: cells[0], key: cells[1], field: cells[2], value: StoredValue.unescaped(cells[3]))
        }
    }

    /// Everything that has to be loaded at once.
    var sources: [String] { Self.paths(companions + [file]) }

    private static func paths(_ files: some Sequence<String>) -> [String] {
        files.map { folder.appendingPathComponent($0).path }
    }
}

/// A value of a record, by the name that people know the record by.
struct StoredValue: Hashable, Comparable, CustomStringConvertible {
    let entity: String
    let key: String
    let field: String
    let value: String

    var description: String { "\(entity) \(key): \(field) = \(value)" }

    static func < (left: StoredValue, right: StoredValue) -> Bool { left.description < right.description }

    /// Line breaks, tabs and backslashes as a file of tabs can hold them.
    static func unescaped(_ text: String) -> String {
        text.replacing("\\\\", with: "\u{0}").replacing("\\n", with: "\n").replacing("\\t", with: "\t")
            .replacing("\u{0}", with: "\\")
    }
}

/// A new database, filled from the samples of presets.
final class PresetDesk {
    private let folder: URL
    private var database: String { folder.appendingPathComponent("desk.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskferry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func load(_ file: PresetFile) throws -> RunReport {
        if !file.earlier.isEmpty { _ = try load(file.earlier, dates: file.dates) }
        return try load(file.sources, dates: file.dates)
    }

    /// Imports files as the command line would, with the presets and nothing else.
    func load(_ sources: [String], dates: DateOrder? = nil) throws -> RunReport {
        var options = RunOptions()
        options.database = database
        options.sources = sources
        options.reading.dates = dates
        // The values are those of the file, which nobody is made an administrator of.
        options.needsAdministrator = false
        return try ImportRun(try ImportPlanner(options).plan()).run()
    }

    /// Every value of all records of these entities, those of `custom` one by one.
    func values(of entities: Set<String>) throws -> [StoredValue] {
        var values: [StoredValue] = []
        for entity in Catalog.entities where entities.contains(entity.name.rawValue) {
            try Inspection(database).list(ListOptions(entity)) { records in
                values += records.flatMap { self.values($0, entity.name.rawValue) }
            }
        }
        return values
    }

    private func values(_ record: RecordView, _ entity: String) -> [StoredValue] {
        let names = ["number", "name", "email", "phone", "last_name"]
        let key = names.lazy.compactMap { record[$0]?.text }.first ?? "#\(record.id)"
        return record.fields.filter { $0.name != "source" }.flatMap { name, value in
            Self.stored(name, value).map { StoredValue(entity: entity, key: key, field: $0, value: $1) }
        }
    }

    /// As the database holds them: yes is 1, tags are JSON, a record's ids and custom values stand one by one.
    private static func stored(_ name: String, _ value: RecordValue) -> [(String, String)] {
        switch value {
        case .boolean(let isTrue): return [(name, isTrue ? "1" : "0")]
        case .duration(let seconds): return [(name, String(seconds))]
        case .texts(let ids) where name == "external_id": return ids.map { (name, $0) }
        case .texts(let tags):
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            return [(name, String(decoding: (try? encoder.encode(tags)) ?? Data(), as: UTF8.self))]
        case .customValues(let values): return values.map { ("custom.\($0.key)", $0.value) }
        default: return [(name, value.text)]
        }
    }
}
