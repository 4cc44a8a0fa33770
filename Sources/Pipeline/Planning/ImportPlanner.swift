import CSV
import Foundation
import HelpDesk
import Mapping
import Reporting
import Storage
import Tables
import Validation

/// From what was typed to a plan: finds the files, reads what they are, binds mappings, orders the passes, and stops
/// before the first row where something must be decided by a person.
package struct ImportPlanner {
    private var options: RunOptions
    /// Fits mappings to the command that a run carries out; nil for imports.
    private let adapting: CommandMappings?
    /// Ends the reading of whole tables; nil where nobody asks for that.
    private let control: RunControl?

    package init(_ options: RunOptions, control: RunControl? = nil) {
        self.init(options, adapting: nil, control: control)
    }

    init(_ options: RunOptions, adapting: CommandMappings?, control: RunControl? = nil) {
        self.options = options
        self.adapting = adapting
        self.control = control
    }

    package func plan() throws(ImportFailure) -> ImportPlan {
        guard let name = options.accept else { return try makePlan() }
        let reports = RunLibrary(database: options.database, reports: options.reportDirectory)
        let check = try reports.file(name)
        var planner = self
        try planner.options.adopt(check)
        let plan = try planner.makePlan()
        let differences = plan.acceptance.differences(from: check.acceptance) + plan.changedSources(since: check.report)
        if !differences.isEmpty { throw .checkDiffers(check.report.run, differences) }
        return plan
    }

    private func makePlan() throws(ImportFailure) -> ImportPlan {
        try checkZones()
        let presets = Presets.find()
        var arguments = try mapArguments(presets)
        var found = try findSources()
        if found.files.isEmpty { throw .noSources() }
        if let adapting { arguments = try adapting.adapt(arguments) }
        let dropped = found.drop { options.reading($0).skips.map { TablePattern($0) } }
        let opener = TableOpener(options: options, arguments: arguments)
        let opened = try opener.open(found)
        try control?.checkInterruption()
        let (wanted, leftOut) = select(opened.tables)
        let lookups = LookupOpener(options: options)
        let surveys = TableSurveys(limit: options.limit, control: control)
        let binder = MappingBinder(
            arguments: arguments, presets: try known(presets), reread: opener.reread, openLookup: lookups.open,
            propose: proposing(surveys, opener))
        let binding = try binder.bind(wanted)
        if binding.bound.isEmpty { throw .nothingToRead() }
        return try plan(
            binding.bound.map { adapting?.adapt($0) ?? $0 }, by: surveys,
            skipped: opened.skipped + binding.skipped.map(SkippedReport.init), leftOut: dropped + leftOut,
            spooled: opened.spooled + [found.spooled].compactMap(\.self))
    }

    private func findSources() throws(ImportFailure) -> FoundSources {
        if let selection = options.selection { return FoundSources(selection) }
        return try SourceFinder.find(options.sources)
    }

    private func checkZones() throws(ImportFailure) {
        if let zone = options.reading.zone { try TimeZoneName.check(zone, field: "--zone") }
    }

    /// What `--map` says, and the sources of a job.
    private func mapArguments(_ presets: Presets) throws(ImportFailure) -> [MapArgument] {
        var arguments: [MapArgument] = []
        for map in options.maps { arguments.append(try MapArgument(parsing: map, presets: presets)) }
        for (index, source) in (options.job?.sources ?? []).enumerated() {
            guard let mapping = source.reading.mapping else { continue }
            var argument = MapArgument(mapping: try presets.load(mapping))
            argument.source = index
            arguments.append(argument)
        }
        return arguments
    }

    private func known(_ presets: Presets) throws(ImportFailure) -> [TableMapping] {
        let all = try presets.all()
        return adapting?.adapt(all) ?? all
    }

    /// A plan of tables that are bound already.
    ///
    /// - Parameter surveys: where they have been read for a proposal.
    func plan(
        _ bound: [BoundTable], by surveys: TableSurveys? = nil, skipped: [SkippedReport] = [], leftOut: [String] = [],
        spooled: [SpooledInput] = []
    ) throws(ImportFailure) -> ImportPlan {
        try checkZones()
        let surveys = surveys ?? TableSurveys(limit: options.limit, control: control)
        let (tables, decided) = try ReadingDecider.decide(bound.map(applyOptions), by: surveys)
        let passes = Self.passes(tables)
        try PassOrder.checkMemberships(passes)
        for pass in passes { _ = try Validator(shape: pass.shape, table: pass.table) }
        let database = HelpDeskDatabase.absolute(options.database)
        return ImportPlan(
            options: options, database: database, tables: tables, decided: decided, skipped: skipped,
            leftOut: leftOut, passes: passes,
            acceptance: try Acceptance(tables, options, decided: decided, database: database),
            shapeFindings: try ShapeWatch.findings(tables, by: surveys), spooled: spooled)
    }

    /// What proposes mappings, if this run may take one; the labels are read when the first table needs them.
    private func proposing(_ surveys: TableSurveys, _ opener: TableOpener) -> MappingBinder.Proposing? {
        // The check of a job says what the job would do.
        guard options.auto || (options.kind == .check && options.job == nil) else { return nil }
        let binder = MappingBinder(presets: [], reread: opener.reread)
        return { table throws(ImportFailure) in
            try TableProposer(surveys).propose(table) { proposed throws(ImportFailure) in
                try binder.bind(proposed, unsure: table).map { applyOptions($0.withoutReadings) }
            }
        }
    }

    private func select(_ tables: [any TableSource]) -> (wanted: [any TableSource], leftOut: [String]) {
        var wanted: [any TableSource] = []
        var leftOut: [String] = []
        for table in tables {
            let reading = options.reading(table.file)
            let only = reading.sheets.map { TablePattern($0) }
            let skip = reading.skips.map { TablePattern($0) }
            let isWanted = only.isEmpty || only.contains { $0.matches(table) }
            if isWanted && !skip.contains(where: { $0.matches(table) }) {
                wanted.append(table)
            } else {
                leftOut.append(table.label)
            }
        }
        return (wanted, leftOut)
    }

    /// `--dates`, `--decimal` and `--zone` hold where the mapping is silent; so does `--invite`.
    private func applyOptions(_ table: BoundTable) -> BoundTable {
        var table = table
        let given = options.reading(table.table.file)
        for record in table.records.indices {
            if options.invites { table.records[record].requestInvitations() }
            for column in table.records[record].shape.columns.indices {
                var reading = table.records[record].shape.columns[column].reading
                if reading.date == nil, let order = given.dates { reading.date = .order(order) }
                reading.decimalMark = reading.decimalMark ?? given.decimal?.asciiValue
                reading.zone = reading.zone ?? given.zone
                table.records[record].shape.columns[column].reading = reading
            }
        }
        return table
    }

    private static func passes(_ tables: [BoundTable]) -> [Pass] {
        let passes = tables.indices.flatMap { table in tables[table].records.map { Pass(table: table, record: $0) } }
        let order = PassOrder(passes)
        // What a row says of a record beside its own is less than what the record's own table says: it comes behind.
        let places = passes.map { (order.place($0), $0.shape.isSide ? 1 : 0) }
        return passes.indices.sorted { (places[$0].0, places[$0].1, $0) < (places[$1].0, places[$1].1, $1) }.map {
            passes[$0]
        }
    }
}

extension BoundTable {
    /// With dates and decimals left open, whatever the first rows say.
    fileprivate var withoutReadings: BoundTable {
        var table = self
        for record in records.indices {
            for column in records[record].shape.columns.indices {
                table.records[record].shape.columns[column].reading.date = nil
                table.records[record].shape.columns[column].reading.decimalMark = nil
            }
        }
        return table
    }
}

extension SkippedReport {
    init(_ skipped: SkippedTable) {
        let table = skipped.table
        self.init(file: table.file.name, sheet: table.sheet, reason: skipped.reason.text(table), hint: skipped.hint)
    }
}
