import ArgumentParser
import Foundation

/// The man page, made from the same help texts; `scripts/install` puts it in place.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the man page.", shouldDisplay: false)

    func run() throws {
        var page = ".TH DESKFERRY 1\n.SH NAME\ndeskferry \\- " + Self.roff(Deskferry.configuration.abstract) + "\n"
        page += section("SYNOPSIS AND COMMANDS", Deskferry.helpMessage(columns: 76))
        for command in Deskferry.configuration.subcommands where command.configuration.shouldDisplay {
            let name = command.configuration.commandName ?? ""
            page += section("deskferry " + name, Deskferry.helpMessage(for: command, columns: 76))
        }
        page += section("EXIT STATUS", Self.exitStatus)
        Terminal.write(Array(page.utf8), to: STDOUT_FILENO)
    }

    private func section(_ title: String, _ text: String) -> String {
        ".SH \"\(title.uppercased())\"\n.nf\n\(Self.roff(text))\n.fi\n"
    }

    /// Text that roff takes as it stands.
    private static func roff(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : $0 }.joined(separator: "\n")
    }

    private static let exitStatus = """
          0  everything loaded, or would be
          1  done, some rows are or would be rejected or parked
          2  stopped by a limit or guard, nothing written
         64  usage, configuration or mapping; or something must be decided first
         65  an input is not a readable table
         66  an input is missing
         69  the database is unavailable, damaged, or left by an interrupted run
         70  internal error, or a run that does not balance
         75  another run holds the lock
         77  the actor may not do this
        130  interrupted, nothing written
        """
}
