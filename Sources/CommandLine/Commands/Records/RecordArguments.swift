import ArgumentParser
import HelpDesk
import Pipeline
import Reporting
import Tables

/// What the commands for records of any entity have in common: the entity, its records, how they are written.
struct RecordArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("An entity such as contacts or tickets.", valueName: "entity"))
    var entity: String

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("A file with the records instead; - is standard input.", valueName: "file"))
    var files: [String] = []

    @Flag(help: "Only say what would happen.")
    var dryRun = false

    @OptionGroup var run: RunArguments

    func options(_ global: GlobalOptions) throws -> RunOptions {
        try run.options(dryRun ? .check : .load, global)
    }

    /// Of files whose rows may say themselves what is done: shows what they will do, and asks, if some of them delete.
    func confirmDeletions(_ plan: ImportPlan, _ confirmation: Confirmation, _ global: GlobalOptions) throws {
        guard !files.isEmpty, !dryRun, plan.hasActions, plan.mayDelete(), confirmation.isShown(global) else { return }
        let preview = try FilePreview(plan)
        if preview.deletes { try confirmation.ask(preview.sentences, global) }
    }

    /// The words behind the entity, told apart; a failure where there are both words and files.
    func split(_ words: [String], _ entity: Entity) throws(ImportFailure) -> (keys: [String], fields: [FieldAssignment])
    {
        let fields = try assignments(words.filter(FieldAssignment.matches), entity)
        try checkSources(words)
        return (words.filter { !FieldAssignment.matches($0) }, fields)
    }

    /// The words behind the entity, all of which say what a field gets.
    func assignments(_ words: [String], _ entity: Entity) throws(ImportFailure) -> [FieldAssignment] {
        try checkSources(words)
        var fields: [FieldAssignment] = []
        for word in words { fields.append(try FieldAssignment(word, of: entity)) }
        return fields
    }

    /// Records come from the command line or from files.
    func checkSources(_ words: [String]) throws(ImportFailure) {
        if !files.isEmpty && !words.isEmpty { throw .wordsAndFiles(words) }
    }
}

extension ImportFailure {
    static func wordsAndFiles(_ words: [String]) -> ImportFailure {
        ImportFailure(
            "options.contradict", .usage,
            "Records come either from --from or from the command line, which has \(words.joined(separator: ", ")), too.",
            hint: "Leave one of the two out.")
    }
}
