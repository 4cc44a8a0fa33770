import Foundation
import Tables
import Yams

/// `deskferry.yaml` in the current folder: defaults for options, by their long names.
package enum SettingsFile {
    package static let name = "deskferry.yaml"

    /// The settings as texts; empty where there is no file.
    package static func current() throws(ImportFailure) -> [String: String] {
        guard let text = try? String(contentsOfFile: name, encoding: .utf8) else { return [:] }
        do {
            guard let mapping = try compose(yaml: text)?.mapping else { return [:] }
            return Dictionary(
                mapping.compactMap { pair in pair.key.string.flatMap { key in pair.value.string.map { (key, $0) } } },
                uniquingKeysWith: { first, _ in first })
        } catch {
            throw ImportFailure(
                "settings.invalid", .usage, "\(name) in this folder is not valid YAML.",
                hint: "It holds lines such as: db: /srv/helpdesk.sqlite", cause: "\(error)")
        }
    }
}
