import Foundation
import HelpDesk
import Mapping
import Reporting
import Storage
import Tables

extension Acceptance {
    /// What must be the same for a checked run to be loaded: mappings, catalog, settings, the state of the database.
    init(_ tables: [BoundTable], _ options: RunOptions, database: String) throws(ImportFailure) {
        self.init(
            mapping: try Self.fingerprint(tables.map { Self.mappingText($0.mapping) }),
            catalog: try Self.fingerprint([Catalog.fingerprint]), settings: Self.settings(options),
            database: Self.state(database))
    }

    private static func mappingText(_ mapping: TableMapping) -> String {
        let folder = Presets.find().folder.map { ($0 as NSString).deletingLastPathComponent }
        let path = mapping.origin == .preset ? "\(folder ?? "")/\(mapping.file)" : mapping.file
        return mapping.name + "\n" + ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
    }

    private static func fingerprint(_ parts: [String]) throws(ImportFailure) -> String {
        try FileDigest.sha256(Array(parts.joined(separator: "\u{1E}").utf8))
    }

    private static func settings(_ options: RunOptions) -> [String: String] {
        var settings: [String: String] = [:]
        settings["encoding"] = options.encoding
        settings["delimiter"] = options.delimiter.map(String.init)
        settings["quote"] = options.quote.map { $0.map(String.init) ?? RunOptions.noQuote }
        settings["dates"] = options.dates?.rawValue
        settings["zone"] = options.zone
        settings["limit"] = options.limit.map(String.init)
        settings["as"] = options.actor
        settings["visible_only"] = options.visibleOnly ? "yes" : nil
        settings["map"] = options.maps.isEmpty ? nil : options.maps.joined(separator: RunOptions.listSeparator)
        settings["skip"] = options.skips.isEmpty ? nil : options.skips.joined(separator: RunOptions.listSeparator)
        settings["sheet"] = options.sheets.isEmpty ? nil : options.sheets.joined(separator: RunOptions.listSeparator)
        return settings
    }

    private static func state(_ database: String) -> [String: String] {
        let size = (try? FileManager.default.attributesOfItem(atPath: database))?[.size] as? Int
        guard let size, let counter = HelpDeskDatabase.changeCounter(of: database) else { return ["state": "absent"] }
        return ["size": String(size), "change_counter": String(counter)]
    }
}
