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
        name: .shortAndLong,
        help: ArgumentHelp(
            "The file: CSV, or XLSX if its name ends so; - is standard output.", valueName: "file"))
    var output: String

    @Flag(help: "Those that were sent before as well.")
    var again = false

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            if isPrinted && global.json { throw ImportFailure.outputTwice() }
            let desk = try InvitationDesk(.contacts, try global.database())
            let people = try desk.waiting(again: again)
            sayWhoIsLeftOut(try desk.unreachable())
            if people.isEmpty { return reportNone() }
            let plan = try desk.handOver(people, to: output, try arguments.options(global))
            if !arguments.dryRun { try desk.write(people, to: output) }
            do {
                try RunExecution(plan: plan, global: global, printsToError: isPrinted).run()
            } catch {
                if !arguments.dryRun && !isPrinted && !Self.isDone(error) { unlink(output) }
                throw error
            }
        }
    }

    private var isPrinted: Bool { output == FileOutput.standardOutput }

    private static let namesShown = 10

    /// They stay requested until somebody gives them an address, or takes the request back.
    private func sayWhoIsLeftOut(_ names: [String]) {
        if names.isEmpty || global.quiet { return }
        let more = names.count > Self.namesShown ? " and \(names.count - Self.namesShown) more" : ""
        global.terminal.error(
            TerminalLines.clean(
                "Left out, for want of an email address: "
                    + "\(names.prefix(Self.namesShown).joined(separator: ", "))\(more)."
            )
                + "\n")
    }

    /// The run was carried out, though not for all.
    private static func isDone(_ error: any Error) -> Bool {
        (error as? ExitCode)?.rawValue == ExitStatus.someRejected.rawValue
    }

    private func reportNone() {
        if global.json { return Terminal.write(Array("{}\n".utf8), to: STDOUT_FILENO) }
        let text = "No invitations are requested; nothing was written.\n"
        if !global.quiet { isPrinted ? global.terminal.error(text) : global.terminal.print(text) }
    }
}

extension ImportFailure {
    fileprivate static func outputTwice() -> ImportFailure {
        ImportFailure(
            "options.contradict", .usage, "With --json and -o - two things would be written to standard output.",
            hint: "Name a file with -o, or leave --json out. Nothing was written.")
    }
}
