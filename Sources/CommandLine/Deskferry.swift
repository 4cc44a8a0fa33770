import ArgumentParser
import Pipeline

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
            PresetsCommand.self, ListCommand.self, ShowCommand.self, DedupeCommand.self, RunsCommand.self,
            DigestCommand.self,
            DoctorCommand.self, RecoverCommand.self, ManualCommand.self,
        ])

    public init() {}
}
