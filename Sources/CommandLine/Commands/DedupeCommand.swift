import ArgumentParser
import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables

struct DedupeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedupe", abstract: "Find records that are likely to be the same, and merge them.",
        discussion: """
            find writes a file for a person to decide upon; merge does what was decided:
              deskferry dedupe find contacts
              deskferry dedupe merge duplicates-contacts.csv
            """,
        subcommands: [DedupeFind.self, DedupeMerge.self])
}

struct DedupeFind: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Find likely duplicates and write them to a file with a column for decisions.")

    @Argument(help: ArgumentHelp("What to look at: contacts, accounts or tickets.", valueName: "entity"))
    var entity: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The file to write, CSV or (ending in .xlsx) a workbook; - is standard output. duplicates-ENTITY.csv "
                + "otherwise.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("How sure it must be that records are the same, 1 to 99; otherwise 60.", valueName: "n"))
    var minScore: Int?

    @Option(help: ArgumentHelp("So many groups at most, the surest first.", valueName: "n"))
    var limit: Int?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let entity = try DedupeArguments.entity(entity)
            if let minScore, !(1...99).contains(minScore) {
                throw ValidationError("\(minScore) is no score. Use a number from 1 to 99.")
            }
            let limit = try limit.map(Parsing.positive)
            let review = DuplicateReview(
                database: try global.database(), entity: entity, minScore: minScore, limit: limit)
            try show(try review.run(), to: output ?? "duplicates-\(entity.name).csv")
        }
    }

    private func show(_ result: DuplicateReview.Result, to file: String) throws {
        let isPrinted = file == FileOutput.standardOutput
        let isWritten = !isPrinted && result.groups > 0
        if isWritten { try ReviewOutput.write(result.table, to: file) }
        if global.json {
            return Terminal.write(
                try ReportJSON.encode(DuplicateJSON(result, isWritten ? file : nil)), to: STDOUT_FILENO)
        }
        if isPrinted { Terminal.write(result.table.csv, to: STDOUT_FILENO) }
        guard !global.quiet else { return }
        let text = DuplicateText.summary(result, file: isWritten ? file : nil)
        isPrinted ? global.terminal.error(text) : global.terminal.print(text)
    }
}

struct DedupeMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Merge the records that a review says are the same.",
        discussion: """
            Of each group, the records whose decision is merge become one: the one marked in _survivor stays, the others \
            go to the recycle bin, and all that referred to them refers to the one that stays.
            """)

    @Argument(help: ArgumentHelp("The file of dedupe find, with decisions.", valueName: "file"))
    var file: String

    @OptionGroup var arguments: WriteArguments
    @OptionGroup var confirmation: Confirmation
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let control = RunControl()
            let options = try arguments.options(global)
            if !arguments.dryRun { try Recovery.prepare(options.database) }
            let run = try MergeRun(file, options, control: control)
            if !arguments.dryRun && confirmation.isShown(global) { try confirm(try run.preview()) }
            Interrupt.watch(control)
            let report = try run.run()
            if global.json {
                Terminal.write(try report.json(), to: STDOUT_FILENO)
            } else if !global.quiet {
                let terminal = global.terminal
                terminal.print(TerminalSummary.render(report, width: terminal.width, color: terminal.usesColor))
            }
            if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
        }
    }

    /// Asks, unless there is nothing to merge: then the report alone says why.
    private func confirm(_ preview: MergePreview) throws {
        if preview.groups > 0 { try confirmation.ask([DuplicateText.preview(preview)], global) }
    }
}

enum DedupeArguments {
    /// The entity, by its name or singular; one whose duplicates can be found.
    static func entity(_ name: String) throws -> Entity {
        let known = DuplicateReview.entities
        if let entity = known.first(where: { $0.name.rawValue == name || $0.singular == name }) { return entity }
        throw ValidationError(
            "Duplicates of \"\(name)\" cannot be found. Use \(known.map(\.name.rawValue).joined(separator: ", ")).")
    }
}

/// What `dedupe find --json` prints.
private struct DuplicateJSON: Encodable {
    struct Group: Encodable {
        let score: Int
        let records: [Record]
    }

    struct Record: Encodable {
        let id: UInt32
        let like: UInt32
        let alike: [String]
        let survivor: Bool
        let values: [String: String]
    }

    let entity: String
    let compared: Int
    let file: String?
    let groups: [Group]
    let notes: [String]

    init(_ result: DuplicateReview.Result, _ file: String?) {
        entity = result.table.entity.name.rawValue
        compared = result.records
        self.file = file
        notes = result.notes
        let shown = result.table.shown
        groups = Dictionary(grouping: result.table.rows, by: \.group).sorted { $0.key < $1.key }.map { _, rows in
            Group(
                score: rows[0].score,
                records: rows.map { row in
                    let values = zip(shown, row.values).filter { !$0.1.isEmpty }
                    return Record(
                        id: row.id, like: row.other, alike: row.alike, survivor: row.isSurvivor,
                        values: Dictionary(uniqueKeysWithValues: values.map { ($0.0, $0.1) }))
                })
        }
    }
}
