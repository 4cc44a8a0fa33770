import Yams

/// Reads texts of YAML.
package enum YAMLDocuments {
    /// The documents of a text, as far as it is YAML; where it is not, the log says so.
    package static func read(_ yaml: String, _ log: MistakeLog) -> [YAMLPlace] {
        let nodes = nodes(yaml, log)
        return nodes.enumerated().map { index, node in
            YAMLPlace(node: node, path: nodes.count > 1 ? "document \(index + 1)" : "", log: log)
        }
    }

    private static func nodes(_ yaml: String, _ log: MistakeLog) -> [Node] {
        do {
            // Values are taken as texts, so nobody asks whether they look like numbers or dates.
            var sequence = try compose_all(yaml: yaml, .basic)
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
}

extension YAMLPlace {
    /// True for a document in which nothing stands.
    package var isBlank: Bool { node.scalar?.string.isEmpty == true }
}
