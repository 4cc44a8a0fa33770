import ArgumentParser
import HelpDesk
import Pipeline
import Tables

struct AgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents", abstract: "What can be done with agents.", subcommands: [AgentsRemove.self])
}

struct AgentsRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take agents out of the help desk, and hand on what they hold.",
        discussion: """
            The agent is kept as removed, without role, team and department, so that past tickets still show who handled \
            them. Without a choice, open and resolved tickets are listed and nothing is done.
            """)

    @Argument(help: ArgumentHelp("Email or #id.", valueName: "key"))
    var keys: [String]

    @Option(help: ArgumentHelp("Who goes on with open tickets.", valueName: "email"))
    var reassignOpenTo: String?

    @Flag(help: "Leave open tickets without an assignee.")
    var leaveOpen = false

    @Flag(help: "Close resolved tickets.")
    var closeResolved = false

    @Option(
        help: ArgumentHelp(
            "Who gets accounts, contacts, contracts and open tasks; the same as --reassign-open-to unless said otherwise.",
            valueName: "email"))
    var reassignOwnedTo: String?

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var confirmation: Confirmation
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let removal = try AgentRemoval(.agents, choices, try arguments.options(global))
            let (plan, preview) = try removal.plan(keys: keys)
            if !arguments.dryRun { try confirmation.ask(preview, global) }
            try RunExecution(plan: plan, global: global).run()
        }
    }

    private var choices: AgentRemoval.Choices {
        var choices = AgentRemoval.Choices()
        choices.openTo = reassignOpenTo
        choices.leavesOpen = leaveOpen
        choices.closesSettled = closeResolved
        choices.propertyTo = reassignOwnedTo
        return choices
    }
}
