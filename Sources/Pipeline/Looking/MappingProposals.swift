import Foundation
import Mapping
import Reporting
import Tables

/// Proposes mappings for all tables of some files, and writes them as YAML.
package struct MappingProposals: Sendable {
    /// What was found out about one table.
    package struct Item: Sendable {
        package var proposed: ProposedMapping
        /// The preset that fits the table as it is.
        package var preset: String?

        package var label: String { proposed.table.label }
    }

    package private(set) var items: [Item]
    /// Keep the temporary files of what was read.
    private let spooled: [SpooledInput]

    /// Reads every table once; tables without a header or a row are left out.
    package init(_ options: RunOptions) throws(ImportFailure) {
        let opened = try SourceTables(options)
        let binder = MappingBinder(presets: try Presets.find().all(), reread: opened.opener.reread)
        let proposer = try TableProposer(TableSurveys(limit: options.limit))
        var items: [Item] = []
        for table in opened.tables where !table.header.names.isEmpty {
            // A preset that fits decides where the header stands, as it does for an import.
            let bound = (try? binder.bind([table]))?.bound.first
            let proposed =
                if let bound { try proposer.propose(LabelledHeader(bound)) } else { try proposer.propose(table) }
            items.append(Item(proposed: proposed, preset: bound?.mapping.name))
        }
        if items.isEmpty { throw .nothingToRead() }
        self.items = items
        spooled = opened.spooled
    }

    /// What has to be completed before the mapping can be used, a line a table.
    package var gaps: [String] {
        items.compactMap { item in
            guard let entity = item.proposed.entity else { return "\(item.label): nothing was recognised." }
            let missing = item.proposed.missing
            guard !missing.isEmpty else { return nil }
            return
                "\(item.label): \(entity.name) need \(missing.joined(separator: " and ")), and no column was recognised "
                + "for it."
        }
    }

    /// Several tables make several YAML documents.
    ///
    /// - Parameter date: the day it is, for the comment and `seen:`.
    package func text(date: Date = Date()) -> String {
        let day = String(date.ISO8601Format().prefix(10))
        let documents = items.map { MappingText($0.proposed).document(preset: $0.preset, date: day) }
        let schema = MappingSchema.path.map { "# yaml-language-server: $schema=\($0)\n" } ?? ""
        return schema + documents.joined(separator: "---\n")
    }

    /// Lets a person decide what is doubtful.
    package mutating func decide(_ decide: (ProposedMapping) throws(ImportFailure) -> ProposedMapping)
        throws(ImportFailure)
    {
        for index in items.indices { items[index].proposed = try decide(items[index].proposed) }
    }
}

/// The tables of what was typed, opened as a run would.
struct SourceTables {
    let tables: [any TableSource]
    /// The names of all sheets, also of those that are left out.
    let sheets: [String]
    let skipped: [SkippedReport]
    let spooled: [SpooledInput]
    let opener: TableOpener

    init(_ options: RunOptions) throws(ImportFailure) {
        var found = try SourceFinder.find(options.sources)
        if found.files.isEmpty { throw .noSources() }
        let (only, skip) = (
            options.reading.sheets.map { TablePattern($0) }, options.reading.skips.map { TablePattern($0) }
        )
        _ = found.drop(skip)
        opener = TableOpener(options: options, arguments: [])
        let opened = try opener.open(found)
        tables = opened.tables.filter { table in
            (only.isEmpty || only.contains { $0.matches(table) }) && !skip.contains { $0.matches(table) }
        }
        sheets = opened.tables.filter { $0.sheet != nil }.map(\.label)
        skipped = opened.skipped
        spooled = opened.spooled + [found.spooled].compactMap(\.self)
    }
}
