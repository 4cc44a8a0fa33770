import ArgumentParser
import HelpDesk
import Pipeline
import Reporting
import Tables

enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json
}

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List records.",
        discussion: """
            Examples:
              deskferry list tickets --where 'status = open and created_at >= -7d'
              deskferry list contacts --where 'account.name ~ "acme"' --columns id,email,account
              deskferry list contacts --group-by account
            """)

    @Argument(help: EntityArgument.help)
    var entity: EntityArgument

    @Option(
        name: .customLong("where"), help: ArgumentHelp("Only records that this is true of.", valueName: "condition"))
    var condition: String?

    @Option(help: ArgumentHelp("Only records with this text in any field.", valueName: "text"))
    var search: String?

    @Option(help: ArgumentHelp("Only records whose name, email or number begins so.", valueName: "text"))
    var startsWith: String?

    @OptionGroup var members: MemberArguments

    @Option(help: ArgumentHelp("Only records that this contact may see.", valueName: "email"))
    var visibleTo: String?

    @Flag(help: "Records in the recycle bin instead.")
    var deleted = false

    @Option(help: ArgumentHelp("What to show of each record, with commas between.", valueName: "fields"))
    var columns: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Sort by these fields; -field sorts downwards.", valueName: "fields"))
    var order: String?

    @Option(help: ArgumentHelp("Show records that have the same value together.", valueName: "field"))
    var groupBy: String?

    @Flag(help: "Only say how many there are.")
    var count = false

    @Option(help: ArgumentHelp("So many records at most.", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("Continue behind the record with this id.", valueName: "id"))
    var after = RecordNumber()

    @Option(help: "text, csv or json.")
    var format: ListFormat?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let inspection = Inspection(try global.database())
            let options = try options()
            if count {
                try printCount(try inspection.count(options))
            } else if groupBy != nil {
                try printGroups(try inspection.groups(options))
            } else {
                try printRecords(inspection, options)
            }
        }
    }

    private var chosen: ListFormat { format ?? (global.json ? .json : .text) }

    private func options() throws -> ListOptions {
        var options = ListOptions(entity.entity)
        options.condition = condition
        options.search = search
        options.startsWith = startsWith
        options.belongs = members.given
        options.visibleTo = visibleTo
        options.isBinned = deleted
        options.columns = columns
        options.order = order
        options.group = groupBy
        options.limit = try Parsing.positive(limit)
        options.after = after.id
        return options
    }

    private var columnNames: [String] { columns.map(PathListParser.names) ?? [] }

    private func printCount(_ count: Int) throws {
        if chosen == .json { return Terminal.write(try RecordOutput.json(count: count), to: 1) }
        global.terminal.print(String(count))
    }

    private func printGroups(_ found: Inspection.Groups) throws {
        let groups = found.groups
        switch chosen {
        case .json: Terminal.write(try RecordOutput.json(groups), to: 1)
        case .csv: throw ValidationError("Groups have no place in a CSV file. Use --order instead of --group-by.")
        case .text where groups.isEmpty: global.terminal.print("No \(entity.entity.name).")
        case .text:
            global.terminal.print(
                RecordText.groups(
                    groups, entity.entity, by: groupBy ?? "", columns: columnNames, width: global.terminal.width))
        }
        if !found.isComplete {
            note(RecordText.cut(found.shown, entity.entity, groups: groups.count, of: found.count))
        }
    }

    private func printRecords(_ inspection: Inspection, _ options: ListOptions) throws {
        if chosen == .csv { return try printCSV(inspection, options) }
        var records: [RecordView] = []
        let end = try inspection.list(options) { records += $0 }
        if chosen == .json {
            Terminal.write(try RecordOutput.json(records), to: 1)
            return try note(end, inspection, options)
        }
        guard !records.isEmpty else { return global.terminal.print("No \(entity.entity.name).") }
        global.terminal.print(
            RecordText.table(records, entity.entity, columns: columnNames, width: global.terminal.width))
        switch end {
        case .complete: break
        case .more(let id): global.terminal.print("More: --after \(id)")
        case .cut: global.terminal.print("Perhaps more: raise --limit")
        }
    }

    private func printCSV(_ inspection: Inspection, _ options: ListOptions) throws {
        let names = columns == nil ? ["id"] + entity.entity.viewPaths.map(\.name) : columnNames
        Terminal.write(RecordOutput.csvHeader(names), to: 1)
        let end = try inspection.list(options) { Terminal.write(RecordOutput.csv($0, columns: names), to: 1) }
        try note(end, inspection, options)
    }

    /// Says how much is missing where nobody sees it: what a program reads has no place for it.
    private func note(_ end: Inspection.ListEnd, _ inspection: Inspection, _ options: ListOptions) throws {
        if end.isComplete || global.quiet { return }
        let total = try inspection.count(options)
        var next: UInt32?
        if case .more(let id) = end { next = id }
        if total > limit { note(RecordText.cut(limit, of: total, entity.entity, next, behind: after.id)) }
    }

    /// On standard error, for standard output may be a file.
    private func note(_ line: String) {
        if !global.quiet { global.terminal.error(line + "\n") }
    }
}
