import Foundation
import HelpDesk
import Tables

/// Reads mapping files and checks them against the catalog; all mistakes of a file are found at once.
package enum MappingParser {
    /// Reads the text of a mapping file. `name` is the file as people see it; paths in it count from `folder`, which is
    /// that of `name` if left out.
    package static func parse(
        _ yaml: String, name: String, origin: MappingOrigin = .user, folder: String? = nil
    ) throws(ImportFailure) -> MappingFile {
        let result = examine(yaml, name: name, origin: origin, folder: folder)
        guard result.mistakes.isEmpty else { throw .mappingInvalid(result.mistakes) }
        return result.file
    }

    /// What could be read, and everything that is wrong.
    package static func examine(
        _ yaml: String, name: String, origin: MappingOrigin = .user, folder: String? = nil
    ) -> (file: MappingFile, mistakes: [MappingMistake]) {
        let log = MistakeLog(file: name)
        var tables: [TableMapping] = []
        let documents = YAMLDocuments.read(yaml, log)
        for place in documents where !place.isBlank {
            let parser = TableParser(
                file: name, fallbackName: PathName.stem(of: name), origin: origin,
                folder: folder ?? PathName.folder(of: name))
            if let table = parser.parse(place) { tables.append(table) }
        }
        if tables.isEmpty && log.mistakes.isEmpty {
            log.note(line: 0, column: 0, path: "", "the file holds no mapping")
        }
        return (MappingFile(name: name, tables: tables), log.sorted)
    }
}
