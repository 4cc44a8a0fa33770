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

    /// Reads a table in the way that a mapping wants; nil where it is read so already.
    package typealias Rereading = (any TableSource, ReadOptions) throws(ImportFailure) -> (any TableSource)?

    package init(
        arguments: [MapArgument] = [], presets: [TableMapping], reread: @escaping Rereading = { _, _ in nil }
    ) {
        self.arguments = arguments
        self.presets = presets
        self.reread = reread
    }

    /// Binds all tables, or fails with all that cannot be bound.
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
        if !troubles.isEmpty { throw .tablesNotBound(troubles) }
        return binding
    }

    private enum Outcome {
        case bound(BoundTable)
        case skipped(SkippedTable)
        case trouble(BindingTrouble)
    }

    private func outcome(_ table: any TableSource) throws(ImportFailure) -> Outcome {
        let chooser = MappingChooser(table: table)
        let forced = arguments.filter { $0.pattern?.matches(table) == true }.flatMap(\.mapping.tables)
        if forced.count == 1 { return try bind(chooser.best(forced[0]), table) }
        if forced.isEmpty, let reason = Self.reasonToSkip(table) {
            return .skipped(SkippedTable(table: table, reason: reason))
        }
        let users = arguments.filter { $0.pattern == nil }.flatMap(\.mapping.tables)
        let groups = forced.isEmpty ? [users, presets] : [forced]
        for group in groups {
            let fitting = chooser.fitting(group)
            if fitting.count == 1 { return try bind(fitting[0], table) }
            if fitting.count > 1 { return .trouble(.ambiguous(table, fitting.map(\.mapping))) }
            if let outcome = try outcome(rereading: table, for: group) { return outcome }
        }
        return .trouble(.noMatch(table, nearest: chooser.nearest(groups.flatMap { $0 })))
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
    private static func reasonToSkip(_ table: any TableSource) -> SkippedTable.Reason? {
        guard table.sheet != nil else { return nil }
        let filled = table.header.names.count { !HeaderForm.trimmed($0).isEmpty }
        if table.header.row == 0 || filled == 0 { return .noHeader }
        return filled < 2 ? .fewColumns : nil
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
        return .bound(TableBinder(candidate: candidate, table: source).bind())
    }
}

/// A table that no mapping could be bound to, and why.
package enum BindingTrouble: Sendable {
    /// The nearest mapping, with the headers it misses.
    case noMatch(any TableSource, nearest: (mapping: TableMapping, missing: [String])?)
    case ambiguous(any TableSource, [TableMapping])
    case columnsMissing(any TableSource, TableMapping, [String])
}
