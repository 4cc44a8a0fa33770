import ArgumentParser
import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables

struct InvitationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitations", abstract: "Invitations of customers: listed, and handed over to be sent.",
        subcommands: [InvitationsList.self, InvitationsExport.self], defaultSubcommand: InvitationsList.self)
}

struct InvitationsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List who is invited, and how far that is.")

    @Option(help: ArgumentHelp("Only these: requested, sent or accepted.", valueName: "state"))
    var state: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let desk = try InvitationDesk(.contacts, try global.database())
            let people = try desk.people(state)
            if global.json { return Terminal.write(try RecordOutput.json(people), to: STDOUT_FILENO) }
            global.terminal.print(
                people.isEmpty
                    ? "No invitations."
                    : RecordText.table(people, .contacts, columns: desk.columns, width: global.terminal.width))
        }
    }
}

struct InvitationsExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write requested invitations to a file, and mark them as sent.",
        discussion:
            "The file has email, name, account and language, for whatever sends the mails; Deskferry sends none.")

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file: CSV, or XLSX if its name ends so.", valueName: "file"))
    var output: String

    @Flag(help: "Those that were sent before as well.")
    var again = false

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let desk = try InvitationDesk(.contacts, try global.database())
            let people = try desk.waiting(again: again)
            if people.isEmpty { return reportNone() }
            let plan = try desk.handOver(people, to: output, try arguments.options(global))
            if !arguments.dryRun { try desk.write(people, to: output) }
            do {
                try RunExecution(plan: plan, global: global).run()
            } catch {
                if !arguments.dryRun && !Self.isDone(error) { unlink(output) }
                throw error
            }
        }
    }

    /// The run was carried out, though not for all.
    private static func isDone(_ error: any Error) -> Bool {
        (error as? ExitCode)?.rawValue == ExitStatus.someRejected.rawValue
    }

    private func reportNone() {
        if global.json { return Terminal.write(Array("{}\n".utf8), to: STDOUT_FILENO) }
        if !global.quiet { global.terminal.print("No invitations are requested; nothing was written.") }
    }
}
