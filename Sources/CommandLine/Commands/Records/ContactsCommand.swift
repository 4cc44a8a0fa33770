import ArgumentParser
import HelpDesk
import Pipeline
import Tables

struct ContactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts", abstract: "What can be done with customers.",
        subcommands: [ContactsAssociate.self, ContactsDissociate.self])
}

struct ContactsAssociate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "associate", abstract: "Put contacts under an account; past tickets stay where they are.")

    @Argument(help: ArgumentHelp("#id, external id, email, phone or name.", valueName: "key"))
    var keys: [String]

    @Option(help: ArgumentHelp("The account: its name, number, external id or #id.", valueName: "key"))
    var account: String

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let command = try AssociationCommand(.associate, .contacts, try arguments.options(global))
            try RunExecution(plan: try command.plan(keys: keys, target: account), global: global).run()
        }
    }
}

struct ContactsDissociate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dissociate", abstract: "Take contacts out of their account; past tickets stay where they are.")

    @Argument(help: ArgumentHelp("#id, external id, email, phone or name.", valueName: "key"))
    var keys: [String]

    @Option(help: ArgumentHelp("Only those who belong to this account.", valueName: "key"))
    var account: String?

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let command = try AssociationCommand(.dissociate, .contacts, try arguments.options(global))
            try RunExecution(plan: try command.plan(keys: keys, target: account), global: global).run()
        }
    }
}
