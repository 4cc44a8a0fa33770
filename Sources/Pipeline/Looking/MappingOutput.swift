import Foundation
import Mapping
import Tables

/// Writes a mapping to a file.
package enum MappingOutput {
    /// A mapping that somebody has edited must not be lost: a file that is there is not written over.
    package static func write(_ text: String, to path: String) throws(ImportFailure) {
        if FileManager.default.fileExists(atPath: path) {
            throw ImportFailure(
                "output.exists", .usage, "There is a file \(path) already.",
                hint: "Choose another name with -o, or remove the file.")
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch {
            throw ImportFailure(
                "output.unwritable", .unavailable, "The file \(path) cannot be written.",
                hint: "Check the folder and its permissions.", cause: error.localizedDescription)
        }
    }
}

/// The JSON Schema of mapping files.
package enum MappingSchemaText {
    package static func json() -> String { MappingSchema.json }
}
