import Foundation
import HelpDesk
import Mapping
import Reporting
import Storage
import Tables

extension Acceptance {
    /// What must be the same for a checked run to be loaded: mappings, the files they look things up in, catalog,
    /// settings, what the values decided, the state of the database.
    init(
        _ tables: [BoundTable], _ options: RunOptions, decided: [[DecisionReport]], database: String
    ) throws(ImportFailure) {
        var settings = Self.settings(options, tables)
        settings["decisions"] = Self.decisions(tables, decided)
        self.init(
            mapping: try Self.fingerprint(tables.map { Self.mappingText($0.mapping) }),
            catalog: try Self.fingerprint([Catalog.fingerprint]), settings: settings,
            database: Self.state(database), lookups: try Self.digests(of: tables.flatMap(\.lookupFiles)))
    }

    private static func digests(of files: [String]) throws(ImportFailure) -> [String: String] {
        var digests: [String: String] = [:]
        for file in Set(files) { digests[file] = try FileDigest.sha256(file) }
        return digests
    }

    /// One fingerprint of what a mapping says.
    static func digest(_ mapping: TableMapping) throws(ImportFailure) -> String {
        try fingerprint([mappingText(mapping)])
    }

    private static func mappingText(_ mapping: TableMapping) -> String {
        if case .proposed(let text) = mapping.origin { return text }
        let folder = Presets.find().folder.map { PathName.folder(of: $0) }
        let path = mapping.origin == .preset ? "\(folder ?? "")/\(mapping.file)" : mapping.file
        return mapping.name + "\n" + ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
    }

    private static func fingerprint(_ parts: [String]) throws(ImportFailure) -> String {
        try FileDigest.sha256(Array(parts.joined(separator: "\u{1E}").utf8))
    }

    private static func settings(_ options: RunOptions, _ tables: [BoundTable]) -> [String: String] {
        var settings: [String: String] = [:]
        settings["encoding"] = options.reading.encoding
        settings["delimiter"] = options.reading.delimiter.map(String.init)
        settings["quote"] = options.reading.quote.map { $0.map(String.init) ?? RunOptions.noQuote }
        settings["dates"] = options.reading.dates?.rawValue
        settings["decimal"] = options.reading.decimal.map(String.init)
        settings["zone"] = options.reading.zone
        settings["limit"] = options.limit.map(String.init)
        settings["as"] = options.actor
        settings["first_admin"] = options.firstAdministrator
        settings["invite"] = options.invites ? "yes" : nil
        settings["max"] = options.limits.raised
        settings["visible_only"] = options.visibleOnly ? "yes" : nil
        settings["map"] = options.maps.isEmpty ? nil : options.maps.joined(separator: RunOptions.listSeparator)
        settings["skip"] =
            options.reading.skips.isEmpty ? nil : options.reading.skips.joined(separator: RunOptions.listSeparator)
        settings["sheet"] =
            options.reading.sheets.isEmpty ? nil : options.reading.sheets.joined(separator: RunOptions.listSeparator)
        settings["job"] = options.job.map { "\($0.name) \($0.way)" }
        settings["auto"] = tables.contains { $0.proposal != nil } ? "yes" : nil
        return settings
    }

    /// What the values have decided, which an accepted load has to decide in the same way; nil where there was nothing.
    private static func decisions(_ tables: [BoundTable], _ decided: [[DecisionReport]]) -> String? {
        let lines = zip(tables, decided).flatMap { table, decided in
            decided.filter { $0.origin == "detected" }.map {
                "\(table.table.label) \($0.column) \($0.field) \($0.value)"
            }
        }
        return lines.isEmpty ? nil : lines.joined(separator: RunOptions.listSeparator)
    }

    private static func state(_ database: String) -> [String: String] {
        let size = (try? FileManager.default.attributesOfItem(atPath: database))?[.size] as? Int
        guard let size, let counter = HelpDeskDatabase.changeCounter(of: database) else { return ["state": "absent"] }
        return ["size": String(size), "change_counter": String(counter)]
    }
}
