import Foundation
import Mapping
import Tables

/// A kind of file that is recognised without a mapping of one's own.
package struct PresetEntry: Codable, Sendable, Equatable {
    package var name: String
    package var title: String
    package var entities: [String]
}

/// The presets that come with the program.
package enum PresetListing {
    package static func all() throws(ImportFailure) -> [PresetEntry] {
        try Presets.find().all().map { mapping in
            PresetEntry(
                name: mapping.name, title: mapping.title, entities: mapping.records.map(\.entity.name.rawValue))
        }
    }

    /// The text of the file that holds a preset, as a start for a mapping of one's own.
    package static func text(_ name: String) throws(ImportFailure) -> String {
        let presets = Presets.find()
        let file = try presets.load(name).tables[0].file
        let folder = presets.folder.map { PathName.folder(of: $0) } ?? "."
        return (try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) ?? ""
    }
}

/// What `deskferry.yaml` in the current folder says.
package enum Settings {
    package static func current() throws(ImportFailure) -> [String: String] { try SettingsFile.current() }
}
