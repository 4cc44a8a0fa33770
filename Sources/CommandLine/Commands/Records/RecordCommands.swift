import ArgumentParser
import HelpDesk
import Pipeline
import Tables

struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a record, or those of a file.",
        discussion: "Example: deskferry add contacts email=anna@acme.example 'account=Acme Ltd'")

    @OptionGroup var arguments: RecordArguments

    @Argument(help: ArgumentHelp("What the record has.", valueName: "field=value"))
    var words: [String] = []

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let entity = try Parsing.entity(arguments.entity)
            let fields = try arguments.assignments(words, entity)
            let command = try RecordCommand(.add, entity, try arguments.options(global))
            let plan =
                try arguments.files.isEmpty
                ? command.plan(keys: [], assignments: fields) : command.plan(from: arguments.files)
            try arguments.confirmDeletions(plan, confirmation, global)
            try RunExecution(plan: plan, global: global).run()
        }
    }
}

struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change records.",
        discussion: """
            KEY is #id, an email, a number, a name or an external id. FIELD= empties a field; += and -= add to a set and \
            take away from it. Example: deskferry edit contacts anna@acme.example phone= tags+=vip
            """)

    @OptionGroup var arguments: RecordArguments

    @Argument(help: ArgumentHelp("Which records, and what they get.", valueName: "key|field=value"))
    var words: [String] = []

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let entity = try Parsing.entity(arguments.entity)
            let (keys, fields) = try arguments.split(words, entity)
            let command = try RecordCommand(.edit, entity, try arguments.options(global))
            let plan =
                try arguments.files.isEmpty
                ? command.plan(keys: keys, assignments: fields) : command.plan(from: arguments.files)
            try arguments.confirmDeletions(plan, confirmation, global)
            try RunExecution(plan: plan, global: global).run()
        }
    }
}

struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Move records to the recycle bin, with all that hangs on them.")

    @OptionGroup var arguments: RecordArguments

    @Argument(help: ArgumentHelp("#id, external id, email, number or name.", valueName: "key"))
    var keys: [String] = []

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let entity = try Parsing.entity(arguments.entity)
            try arguments.checkSources(keys)
            let command = try RecordCommand(.delete, entity, try arguments.options(global))
            let files = arguments.files
            let plan = try files.isEmpty ? command.plan(keys: keys, assignments: []) : command.plan(from: files)
            if !arguments.dryRun && confirmation.isShown(global) {
                let preview =
                    try files.isEmpty ? command.deletionPreview(keys: keys) : FilePreview(plan).sentences
                try confirmation.ask(preview, global)
            }
            try RunExecution(plan: plan, global: global).run()
        }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Take records out of the recycle bin, with all that was deleted with them.")

    @OptionGroup var arguments: RecordArguments

    @Argument(help: ArgumentHelp("#id, external id, email, number or name.", valueName: "key"))
    var keys: [String] = []

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let entity = try Parsing.entity(arguments.entity)
            try arguments.checkSources(keys)
            let command = try RecordCommand(.restore, entity, try arguments.options(global))
            let plan =
                try arguments.files.isEmpty
                ? command.plan(keys: keys, assignments: []) : command.plan(from: arguments.files)
            try arguments.confirmDeletions(plan, confirmation, global)
            try RunExecution(plan: plan, global: global).run()
        }
    }
}
