import ArgumentParser
import Pipeline
import Reporting
import Tables

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take a run back, whatever it was.",
        discussion: """
            What the run has made goes to the recycle bin; what it has changed, deleted, moved or merged becomes what it \
            was. An undo is a run itself, and can be undone.
            """)

    @Argument(help: ArgumentHelp("Its id or the beginning of it, last, or a report folder.", valueName: "run"))
    var name: String

    @Flag(help: "Leave records as they are that were changed since.")
    var keepNewer = false

    @Flag(help: "Let records go along to the recycle bin that refer to what goes.")
    var cascade = false

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var confirmation: Confirmation
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let undo = RunUndo(
                name, keepsNewer: keepNewer, cascades: cascade, try arguments.options(global))
            let plan = try undo.plan()
            // Planning an undo reads all that the run has touched: twice, if somebody is to see it before.
            if !arguments.dryRun && confirmation.isShown(global) { try confirmation.ask(try undo.preview(), global) }
            try RunExecution(plan: plan, global: global).run()
        }
    }
}
