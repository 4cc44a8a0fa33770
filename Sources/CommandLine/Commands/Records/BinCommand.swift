import ArgumentParser
import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables

struct BinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bin", abstract: "The recycle bin.", subcommands: [BinList.self, BinPurge.self])
}

struct BinList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what was deleted and can be restored, newest first.")

    @Argument(help: ArgumentHelp("Only deletions of records of this entity.", valueName: "entity"))
    var entity: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let entity = try self.entity.map { text throws(ImportFailure) in try Parsing.entity(text) }
            let entries = try RecycleBin(try global.database()).list(entity)
            if global.json { return Terminal.write(try ReportJSON.encode(entries), to: STDOUT_FILENO) }
            if entries.isEmpty {
                return global.terminal.print(
                    entity.map { "No deletion in the recycle bin began with \($0.name)." }
                        ?? "The recycle bin is empty.")
            }
            for entry in entries { global.terminal.print(TerminalLines.clean(line(entry))) }
        }
    }

    private func line(_ entry: RecycleBin.Entry) -> String {
        "\(entry.at)  \(entry.entity) #\(entry.id) \(entry.name): \(entry.contents)"
            + (entry.run.map { "  (run \($0))" } ?? "")
    }
}

struct BinPurge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Remove what is in the recycle bin for good.")

    @Option(help: ArgumentHelp("Only what was deleted longer ago, such as 60d.", valueName: "duration"))
    var olderThan: String?

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var confirmation: Confirmation
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let (plan, preview) = try RecycleBin(try global.database()).purge(
                olderThan: try olderThan.map(Parsing.duration), try arguments.options(global))
            if !arguments.dryRun { try confirmation.ask(preview, global) }
            try RunExecution(plan: plan, global: global).run()
        }
    }
}
