import HelpDesk
import Tables

/// Decides which mapping reads which table, and binds its columns.
///
/// In this order: mappings given for the table by a pattern; the user's other mappings, by `recognise`; presets, by
/// `recognise`. Of several that fit, the one that understands most of the file wins; then the one that the file's
/// name speaks for; else the run stops and asks.
package struct MappingBinder {
    private let arguments: [MapArgument]
    private let presets: [TableMapping]

    package init(arguments: [MapArgument] = [], presets: [TableMapping]) {
        self.arguments = arguments
        self.presets = presets
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
        }
        return .trouble(.noMatch(table, nearest: chooser.nearest(groups.flatMap { $0 })))
    }

    /// Sheets of a workbook are often notes and lookup lists; a file of its own was meant to be read.
    private static func reasonToSkip(_ table: any TableSource) -> SkippedTable.Reason? {
        guard table.sheet != nil else { return nil }
        let filled = table.header.names.count { !HeaderForm.trimmed($0).isEmpty }
        if table.header.row == 0 || filled == 0 { return .noHeader }
        return filled < 2 ? .fewColumns : nil
    }

    private func bind(_ candidate: Candidate, _ table: any TableSource) throws(ImportFailure) -> Outcome {
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
