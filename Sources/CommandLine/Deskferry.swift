import ArgumentParser
import HelpDesk
import Foundation
import Pipeline
import Tables

/// The program: one file a command, nothing here that a web page would need too.
public struct Deskferry: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "deskferry",
        abstract: "Carries customers and tickets between spreadsheets and a help desk database.",
        discussion: """
            Typical first steps:
              deskferry inspect customers.csv              says what the file is
              deskferry check customers.csv tickets.csv    says what would happen
              deskferry import customers.csv tickets.csv   loads what is good, gives
                                                           the rest back

            The database is --db PATH, DESKFERRY_DB, `db:` in deskferry.yaml, or deskferry.sqlite here.
            """,
        version: ProgramVersion.current,
        subcommands: [
            InspectCommand.self, RowsCommand.self, MapCommand.self, CheckCommand.self, ImportCommand.self,
            PresetsCommand.self, ListCommand.self, ShowCommand.self, AddCommand.self, EditCommand.self,
            DeleteCommand.self, RestoreCommand.self, ContactsCommand.self, AgentsCommand.self,
            OrganizationCommand.self, InvitationsCommand.self, BinCommand.self, DedupeCommand.self, RunsCommand.self,
            UndoCommand.self, SyncCommand.self,
            DigestCommand.self,
            DoctorCommand.self, RecoverCommand.self, ManualCommand.self,
        ])

    public init() {}

    /// Runs what was typed, and ends the program.
    public static func start() -> Never {
        Interrupt.begin()
        let first = Swift.CommandLine.arguments.dropFirst().first
        if let first, let sentence = noCommand(first) {
            Terminal.write(Array("deskferry: \(sentence)\n".utf8), to: STDERR_FILENO)
            exit(withError: ExitCode(ExitStatus.usage.rawValue))
        }
        main()
        exit()
    }

    /// What to say of a word that is no command; nil for commands, options, and nothing at all.
    private static func noCommand(_ word: String) -> String? {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        if word.hasPrefix("-") || word == "help" || names.contains(word) { return nil }
        let nearest = NearestName.of(word, among: names).map { "Did you mean \($0)? " } ?? ""
        return "There is no command \"\(word)\". \(nearest)`deskferry help` shows all."
    }
}
