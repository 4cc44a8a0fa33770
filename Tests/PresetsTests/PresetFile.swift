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
        options.dates = dates
        return try ImportRun(try ImportPlanner(options).plan()).run()
    }

    /// Every value of all records of these entities, those of `custom` one by one.
    func values(of entities: Set<String>) throws -> [StoredValue] {
        try Catalog.entities.filter { entities.contains($0.name.rawValue) }.flatMap { entity in
            try Inspection(database).list(entity, search: nil, after: 0, limit: 1_000).flatMap { record in
                values(record, entity.name.rawValue)
            }
        }
    }

    private func values(_ record: RecordView, _ entity: String) -> [StoredValue] {
        let fields = Dictionary(record.fields.map { ($0.name, $0.value) }) { first, _ in first }
        let names = ["number", "name", "email", "phone", "last_name"]
        let key = names.lazy.compactMap { fields[$0] }.first ?? "#\(record.id)"
        return record.fields.flatMap { name, value in
            switch name {
            case "source": [StoredValue]()
            case "custom": Self.flat(value).map { StoredValue(entity: entity, key: key, field: $0, value: $1) }
            default: [StoredValue(entity: entity, key: key, field: name, value: value)]
            }
        }
    }

    /// `custom.region`, `custom._invalid.phone`
    private static func flat(_ json: String) -> [(String, String)] {
        let object = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any] ?? [:]
        return object.flatMap { key, value in
            if let group = value as? [String: Any] { return group.map { ("custom.\(key).\($0)", "\($1)") } }
            return [("custom.\(key)", "\(value)")]
        }
    }
}
