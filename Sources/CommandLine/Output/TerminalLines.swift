import Foundation
import Tables

/// Questions and answers on the terminal; both on standard error and standard input, for standard output may be taken.
struct TerminalLines {
    /// Asks, and returns what was typed; nil at the end of the input.
    let ask: (String) -> String?
    let say: (String) -> Void

    /// A failure where nobody sits at a terminal.
    static func reader() throws(ImportFailure) -> TerminalLines {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            throw ImportFailure(
                "terminal.missing", .usage, "--interactive asks questions, and there is no terminal to ask on.",
                hint: "Leave it out: the mapping then has the guesses as comments.")
        }
        let say = { (text: String) in Terminal.write(Array(text.utf8), to: STDERR_FILENO) }
        let ask = { (question: String) -> String? in
            say(question)
            return readLine()
        }
        return TerminalLines(ask: ask, say: say)
    }

    /// Without control characters, which could steer the terminal.
    static func clean(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "�" : Character($0) })
    }
}
