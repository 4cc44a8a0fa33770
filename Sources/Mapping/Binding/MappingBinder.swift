import HelpDesk
import Tables

/// Decides which mapping reads which table, and binds its columns.
///
/// In this order: mappings given for the table by a pattern; the user's other mappings, by `recognise`; presets, by
/// `recognise`. Of several that fit, the one that understands most of the file wins; then the one that the file's
/// name speaks for; else the run stops and asks. A table that a mapping wants read in another way – another encoding or
/// delimiter – is read again so, and then bound.
package struct MappingBinder {
    private let arguments: [MapArgument]
    private let presets: [TableMapping]
    private let reread: Rereading
    private let openLookup: LookupOpening
    private let words: ValueWords
    private let propose: Proposing?

    /// Proposes a mapping for a table that no mapping fits; nil where nothing is recognised.
    package typealias Proposing = (any TableSource) throws(ImportFailure) -> ProposedMapping?

    /// Reads a table in the way that a mapping wants; nil where it is read so already.
    package typealias Rereading = (any TableSource, ReadOptions) throws(ImportFailure) -> (any TableSource)?

    /// - Parameters:
    ///   - words: what columns of picklists may hold besides what the picklist itself knows.
    ///   - propose: asked for tables that no mapping fits; nil: such tables stop the run. A proposal is taken only if it
    ///     is sure of every column.
    package init(
        arguments: [MapArgument] = [], presets: [TableMapping], words: ValueWords = .installed,
        reread: @escaping Rereading = { _, _ in nil },
        openLookup: @escaping LookupOpening = { path throws(ImportFailure) in throw .lookupUnavailable(path) },
        propose: Proposing? = nil
    ) {
        self.arguments = arguments
        self.presets = presets
        self.words = words
        self.reread = reread
        self.openLookup = openLookup
        self.propose = propose
    }

    /// Binds all tables, or fails with all that cannot be bound. A sheet that no mapping knows is skipped if another one
    /// of its workbook is bound.
    package func bind(_ tables: [any TableSource]) throws(ImportFailure) -> Binding {
        var binding = Binding(bound: [], skipped: [])
        var troubles: [BindingTrouble] = []
        for table in tables {
            switch try outcome(table) {
            case .bound(let bound): binding.bound.append(bound)
            case .skipped(let skipped): binding.skipped.append(skipped)
            case .trouble(let trouble): troubles.append(trouble)
            }
        }
        troubles = try takeProposals(troubles, into: &binding)
        let read = Set(binding.bound.map(\.table.file.path))
        for trouble in troubles {
            if let skipped = skipped(trouble, read) { binding.skipped.append(skipped) }
        }
        troubles = troubles.filter { skipped($0, read) == nil } + unread(binding.skipped, read, troubles)
        if !troubles.isEmpty { throw .tablesNotBound(troubles) }
        binding.bound = try LookupBinder(open: openLookup).prepare(binding.bound)
        return binding
    }

    /// Binds tables that would stop the run by what is proposed for them; returns the troubles that are left.
    private func takeProposals(
        _ troubles: [BindingTrouble], into binding: inout Binding
    ) throws(ImportFailure) -> [BindingTrouble] {
        guard let propose else { return troubles }
        let read = Set(binding.bound.map(\.table.file.path))
        var left: [BindingTrouble] = []
        for trouble in troubles {
            guard case .noMatch(let table, let nearest) = trouble, skipped(trouble, read) == nil, !isForced(table)
            else {
                left.append(trouble)
                continue
            }
            let proposed = try propose(table)
            if let bound = try proposed.flatMap({ proposed throws(ImportFailure) in try bind(proposed, table) }) {
                binding.bound.append(bound)
            } else {
                left.append(proposed.map { .unsure(table, $0, nearest: nearest) } ?? trouble)
            }
        }
        return left
    }

    private func isForced(_ table: any TableSource) -> Bool {
        arguments.contains { $0.names(table.file, sheet: table.sheet) }
    }

    /// Nil where the proposal is not sure enough.
    private func bind(_ proposed: ProposedMapping, _ table: any TableSource) throws(ImportFailure) -> BoundTable? {
        proposed.isSure ? try bind(proposed, unsure: table) : nil
    }

    /// A table bound by what is proposed for it, however sure that is; nil where something is missing.
    package func bind(_ proposed: ProposedMapping, unsure table: any TableSource) throws(ImportFailure) -> BoundTable? {
        guard let mapping = proposed.mapping().mapping else { return nil }
        let candidate = MappingChooser(table: table).best(mapping)
        guard candidate.fits, case .bound(var bound) = try bind(candidate, table) else { return nil }
        bound.proposal = proposed
        return bound
    }

    /// Nil where the table has to be bound: a file of its own, a sheet that a pattern names, one whose mapping is known.
    private func skipped(_ trouble: BindingTrouble, _ read: Set<String>) -> SkippedTable? {
        guard let (table, nearest) = trouble.unmatched, let sheet = table.sheet, read.contains(table.file.path),
            !arguments.contains(where: { $0.pattern?.namesSheet(sheet, of: table.file.name) == true })
        else { return nil }
        return SkippedTable(table: table, reason: .noMatch(nearest: nearest))
    }

    /// Workbooks of which no sheet is a table at all.
    private func unread(
        _ skipped: [SkippedTable], _ read: Set<String>, _ troubles: [BindingTrouble]
    ) -> [BindingTrouble] {
        let named = read.union(troubles.map(\.table.file.path))
        let files = Dictionary(grouping: skipped, by: \.table.file.path).filter { !named.contains($0.key) }
        return files.sorted { $0.key < $1.key }.map { .noTable($0.value) }
    }

    private enum Outcome {
        case bound(BoundTable)
        case skipped(SkippedTable)
        case trouble(BindingTrouble)
    }

    private func outcome(_ table: any TableSource) throws(ImportFailure) -> Outcome {
        let chooser = MappingChooser(table: table)
        let forced = arguments.filter { $0.names(table.file, sheet: table.sheet) }.flatMap(\.mapping.tables)
            .filter(chooser.isForSheet)
        if forced.count == 1 { return try bind(chooser.best(forced[0]), forced: table) }
        let users = arguments.filter(\.isGeneral).flatMap(\.mapping.tables)
        let groups = forced.isEmpty ? [users, presets] : [forced]
        for group in groups {
            let fitting = chooser.fitting(group)
            if fitting.count == 1 { return try bind(fitting[0], table) }
            if fitting.count > 1 { return .trouble(.ambiguous(table, fitting.map(\.mapping))) }
            if let outcome = try outcome(rereading: table, for: group) { return outcome }
        }
        let mappings = groups.flatMap { $0 }
        if forced.isEmpty, let reason = Self.reasonToSkip(table, chooser, mappings) {
            return .skipped(SkippedTable(table: table, reason: reason))
        }
        return .trouble(.noMatch(table, nearest: chooser.nearest(mappings)))
    }

    /// Tries mappings that fit only when the table is read as they want; nil where none does.
    private func outcome(
        rereading table: any TableSource, for mappings: [TableMapping]
    ) throws(ImportFailure) -> Outcome? {
        var fitting: [(candidate: Candidate, table: any TableSource)] = []
        for mapping in mappings {
            // A file that cannot be read as a mapping wants is not of its kind.
            guard let other = try? reread(table, mapping.read) else { continue }
            for candidate in MappingChooser(table: other).fitting([mapping]) { fitting.append((candidate, other)) }
        }
        if fitting.count > 1 { return .trouble(.ambiguous(table, fitting.map(\.candidate.mapping))) }
        guard let only = fitting.first else { return nil }
        return try bindAsRead(only.candidate, only.table)
    }

    /// Sheets of a workbook are often notes and lookup lists; a file of its own was meant to be read.
    private static func reasonToSkip(
        _ table: any TableSource, _ chooser: MappingChooser, _ mappings: [TableMapping]
    ) -> SkippedTable.Reason? {
        guard table.sheet != nil else { return nil }
        let filled = table.header.names.count { !HeaderForm.trimmed($0).isEmpty }
        if table.header.row == 0 { return .noRows }
        if filled == 0 { return .noHeader }
        return filled < 2 && chooser.isForeign(to: mappings) ? .fewColumns : nil
    }

    /// A mapping given for a workbook reads the sheets that it fits; one given for a file or a sheet has to fit it.
    private func bind(_ candidate: Candidate, forced table: any TableSource) throws(ImportFailure) -> Outcome {
        let isForSheet = table.sheet.map { sheet in
            arguments.contains { $0.pattern?.namesSheet(sheet, of: table.file.name) == true }
        }
        guard isForSheet == false, !candidate.fits else { return try bind(candidate, table) }
        return .trouble(.noMatch(table, nearest: (candidate.mapping, candidate.wanting)))
    }

    private func bind(_ candidate: Candidate, _ table: any TableSource) throws(ImportFailure) -> Outcome {
        guard let other = try reread(table, candidate.mapping.read) else { return try bindAsRead(candidate, table) }
        return try bindAsRead(MappingChooser(table: other).best(candidate.mapping), other)
    }

    private func bindAsRead(_ candidate: Candidate, _ table: any TableSource) throws(ImportFailure) -> Outcome {
        let lacking = candidate.lacking
        guard lacking.isEmpty else { return .trouble(.columnsMissing(table, candidate.mapping, lacking)) }
        let isAsRead = candidate.headerRow == table.header.row && candidate.dataRow == table.header.dataRow
        let source = isAsRead ? table : try table.withHeader(row: candidate.headerRow, dataRow: candidate.dataRow)
        // A table may be wider than the row that names its columns.
        let asRead = isAsRead ? candidate : Candidate(candidate.mapping, source, at: candidate.place)
        return .bound(TableBinder(candidate: asRead, table: source, words: words).bind())
    }
}

/// A table that no mapping could be bound to, and why.
package enum BindingTrouble: Sendable {
    /// The nearest mapping, with the headers it misses.
    case noMatch(any TableSource, nearest: (mapping: TableMapping, missing: [String])?)
    case ambiguous(any TableSource, [TableMapping])
    case columnsMissing(any TableSource, TableMapping, [String])
    /// The same; what was proposed for it is not sure enough.
    case unsure(any TableSource, ProposedMapping, nearest: (mapping: TableMapping, missing: [String])?)
    /// A workbook whose sheets are all none.
    case noTable([SkippedTable])

    /// The table where no mapping fits it.
    var unmatched: (table: any TableSource, nearest: (mapping: TableMapping, missing: [String])?)? {
        switch self {
        case .noMatch(let table, let nearest), .unsure(let table, _, let nearest): (table, nearest)
        case .ambiguous, .columnsMissing, .noTable: nil
        }
    }

    /// The table that it is about, or the first of them.
    var table: any TableSource {
        switch self {
        case .noMatch(let table, _), .ambiguous(let table, _), .columnsMissing(let table, _, _),
            .unsure(let table, _, _):
            table
        case .noTable(let skipped): skipped[0].table
        }
    }
}
