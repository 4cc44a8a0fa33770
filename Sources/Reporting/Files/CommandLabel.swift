/// How the records that a command names are known where a file would be: "command", and "command (tickets)" where a
/// command has several tables.
package enum CommandLabel {
    private static let word = "command"

    package static func name(_ part: String? = nil) -> String { part.map { "\(word) (\($0))" } ?? word }

    /// `command, record 1`; nil for files.
    static func place(_ file: String, record: Int) -> String? {
        guard isName(file) else { return nil }
        return record > 0 ? "\(file), record \(record)" : file
    }

    /// Whether this stands where a file would be, and is none.
    package static func isName(_ file: String) -> Bool {
        file == word || (file.hasPrefix(word + " (") && file.hasSuffix(")"))
    }
}
