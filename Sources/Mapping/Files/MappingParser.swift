import Foundation
import HelpDesk
import Tables
import Yams

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
        let documents = documents(yaml, log)
        for (index, node) in documents.enumerated() where !isBlank(node) {
            let path = documents.count > 1 ? "document \(index + 1)" : ""
            let place = YAMLPlace(node: node, path: path, log: log)
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

    private static func documents(_ yaml: String, _ log: MistakeLog) -> [Node] {
        do {
            var sequence = try compose_all(yaml: yaml)
            var nodes: [Node] = []
            while let node = sequence.next() { nodes.append(node) }
            if let error = sequence.error { throw error }
            return nodes
        } catch {
            note(error, log)
            return []
        }
    }

    private static func note(_ error: any Error, _ log: MistakeLog) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            log.note(line: mark.line, column: mark.column, path: "", "this is not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let mark = context.mark
            let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
            log.note(line: mark.line, column: mark.column, path: "", "the key \(names) is given twice")
        default:
            log.note(line: 0, column: 0, path: "", "this is not valid YAML: \(error)")
        }
    }

    private static func isBlank(_ node: Node) -> Bool {
        node.scalar?.string.isEmpty == true
    }
}
