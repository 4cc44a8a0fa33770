import ArgumentParser
import Foundation
import Pipeline
import Tables

/// Of commands that delete or take away: they show what will happen, and ask.
struct Confirmation: ParsableArguments {
    @Flag(help: "Do it without asking.")
    var yes = false

    /// Whether anybody reads what will happen before it does; looking it up takes time.
    func isShown(_ global: GlobalOptions) -> Bool { !yes || (!global.quiet && !global.json) }

    /// Shows what will happen and waits for a yes; a failure where nobody is there to say it, or says no.
    func ask(_ lines: [String], _ global: GlobalOptions) throws(ImportFailure) {
        let text = lines.map { TerminalLines.clean($0) + "\n" }.joined()
        if yes {
            if isShown(global) { global.terminal.error(text) }
            return
        }
        guard let terminal = try? TerminalLines.reader() else { throw .unconfirmed(lines) }
        terminal.say(text)
        let answer = terminal.ask("Go on? [y/N] ")?.trimmingCharacters(in: .whitespaces).lowercased()
        guard let answer, ["y", "yes"].contains(answer) else { throw .declined() }
    }
}

extension ImportFailure {
    /// Nobody is there to ask.
    static func unconfirmed(_ lines: [String]) -> ImportFailure {
        ImportFailure(
            "confirmation.missing", .usage, "This has to be confirmed, and there is no terminal to ask on.",
            hint: "Say --yes to do it, or --dry-run to see more of what would happen. Nothing was written.",
            details: lines)
    }

    static func declined() -> ImportFailure {
        ImportFailure("confirmation.declined", .usage, "You did not say yes; nothing was written.")
    }
}
