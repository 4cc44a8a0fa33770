/// One thing that is wrong with a mapping or job file: where, what, and what would be right.
package struct MappingMistake: Sendable, Equatable {
    /// The name of the file.
    package var file: String
    /// From 1; 0 where the file as a whole is meant.
    package var line: Int
    package var column: Int
    /// The keys that lead there: `records[1].columns.email.on_invalid`.
    package var path: String
    /// One sentence without a full stop.
    package var message: String
    /// The name that was probably meant, or what to write instead.
    package var suggestion: String?

    /// `contacts.yaml:12:7: records[0].columns.emial: contacts have no field "emial"; did you mean "email"?`
    package var text: String {
        let place = line == 0 ? file : "\(file):\(line):\(column)"
        let remedy = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
        return "\(place): \(path.isEmpty ? "" : path + ": ")\(message)\(remedy)"
    }
}

/// Collects the mistakes of one file; one per reading, used by one thread.
package final class MistakeLog {
    let file: String
    package private(set) var mistakes: [MappingMistake] = []

    package init(file: String) { self.file = file }

    package func note(line: Int, column: Int, path: String, _ message: String, suggestion: String? = nil) {
        mistakes.append(
            MappingMistake(
                file: file, line: line, column: column, path: path, message: message, suggestion: suggestion))
    }

    /// In the order of the file.
    package var sorted: [MappingMistake] {
        mistakes.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}
