import ArgumentParser
import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables

struct OrganizationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "The company that runs the help desk.",
        subcommands: [
            OrganizationShow.self, OrganizationEdit.self, OrganizationCandidates.self,
            OrganizationSetPrimaryContact.self,
        ], defaultSubcommand: OrganizationShow.self)
}

struct OrganizationShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show the organization.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let database = try global.database()
            let id = try OrganizationDesk(.organization, database).id()
            let words =
                [Entity.organization.name.rawValue, "#\(id)", "--db", database] + (global.json ? ["--json"] : [])
            try ShowCommand.parse(words).run()
        }
    }
}

struct OrganizationEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Describe the organization, or change what is said of it.")

    @Argument(help: ArgumentHelp("What it gets; FIELD= empties a field.", valueName: "field=value"))
    var words: [String]

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let desk = OrganizationDesk(.organization, try global.database())
            try RunExecution(plan: try desk.edit(words, try arguments.options(global)), global: global).run()
        }
    }
}

struct OrganizationCandidates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates", abstract: "List the agents who can become the primary contact.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let candidates = try OrganizationDesk(.organization, try global.database()).candidates()
            if global.json {
                return Terminal.write(
                    try ReportJSON.encode(candidates.map(Candidate.init)), to: STDOUT_FILENO)
            }
            global.terminal.print(
                candidates.isEmpty
                    ? "There is no active administrator." : candidates.map(\.name).joined(separator: "\n"))
        }
    }
}

private struct Candidate: Encodable {
    let id: UInt32
    let name: String

    init(_ match: RecordMatch) {
        id = match.id
        name = match.label
    }
}

struct OrganizationSetPrimaryContact: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-primary-contact", abstract: "Choose whom the organization is reached through.")

    @Argument(help: ArgumentHelp("An active administrator.", valueName: "email"))
    var email: String

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var confirmation: Confirmation
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let desk = OrganizationDesk(.organization, try global.database())
            guard let (plan, preview) = try desk.setPrimaryContact(email, try arguments.options(global)) else {
                return reportNothing()
            }
            if !arguments.dryRun { try confirmation.ask(preview, global) }
            try RunExecution(plan: plan, global: global).run()
        }
    }

    private func reportNothing() {
        if global.json { return Terminal.write(Array("{}\n".utf8), to: STDOUT_FILENO) }
        if !global.quiet { global.terminal.print("\(email) is the primary contact already; nothing was written.") }
    }
}
