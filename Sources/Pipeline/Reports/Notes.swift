import HelpDesk
import Mapping
import Reporting
import Storage

/// Sentences of the report that belong to no row.
enum Notes {
    static func closedRows(_ count: Int) -> String {
        "\(count) \(count == 1 ? "row" : "rows") that waited since an earlier run \(count == 1 ? "is" : "are") loaded now."
    }

    /// Tables in which there was nothing to read.
    static func empty(_ sources: [SourceReport]) -> [String] {
        sources.flatMap { source in
            source.tables.filter { $0.rows == 0 }.map { table in
                "\(table.sheet.map { "\(source.file)#\($0)" } ?? source.file) has a header but no rows."
            }
        }
    }

    /// Why records that were typed are left as they are; of a file's rows the findings say so.
    static func skipped(_ report: RunReport) -> [String] {
        guard report.totals.skipped > 0 else { return [] }
        return report.findings.groups.filter { $0.severity == .info }.flatMap { $0.samples.map(\.message) }
    }

    /// That a rule has kept a typed value out: the record was written without it, or not at all.
    static func refused(_ groups: [FindingGroup]) -> [String] {
        if groups.isEmpty { return [] }
        var seen: Set<String> = []
        let fields = groups.compactMap(\.field).filter { seen.insert($0).inserted }
        let what = fields.isEmpty ? "" : ": " + fields.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
        return ["Not done as typed\(what). The problems above say why."]
    }

    /// What comes back out of a merge comes back alone.
    static func partings(_ partings: [Parting]) -> [String] {
        let more = partings.count - partingsNamed
        return partings.prefix(partingsNamed).map { parting in
            "The \(parting.entity.readableSingular) \(parting.record) had been merged into \(parting.survivor): "
                + "what referred to it stays there."
        } + (more > 0 ? ["\(more) more restored records had been merged into others, too."] : [])
    }

    private static let partingsNamed = 5

    /// What the plan left aside.
    static func plan(_ plan: ImportPlan) -> [String] {
        let leftOut = plan.leftOut.isEmpty ? [] : ["Left out on request: \(plan.leftOut.joined(separator: ", "))."]
        let limit = plan.options.limit.map { ["Only the first \($0) rows of each table were read (--limit)."] } ?? []
        return leftOut + limit + proposed(plan)
    }

    /// A check shows what it would do with what it proposes; an import wants to hear that this is meant.
    private static func proposed(_ plan: ImportPlan) -> [String] {
        let files = plan.tables.filter { $0.proposal != nil }.map(\.table.label)
        guard !files.isEmpty, plan.options.kind == .check, !plan.options.auto else { return [] }
        return [
            "The mapping of \(files.joined(separator: ", ")) is proposed. To load it so: import --auto, or "
                + "--accept this check. To write it into a file first: deskferry map … -o mapping.yaml."
        ]
    }

    /// New accounts belong to the agent who imports; nobody said who that is.
    static func owners(_ plan: ImportPlan, _ report: RunReport) -> [String] {
        guard plan.options.actor == nil else { return [] }
        return Catalog.entities.flatMap { entity in
            entity.rules.compactMap { rule in
                guard case .actorOwns(let field) = rule, isLeftOpen(field, of: entity, plan, report) else { return nil }
                return "New \(entity.name) have no \(field): no file names one, and no --as says who imports."
            }
        }
    }

    private static func isLeftOpen(
        _ field: String, of entity: Entity, _ plan: ImportPlan, _ report: RunReport
    ) -> Bool {
        report.entities.contains { $0.entity == entity.name.rawValue && $0.counts.created > 0 }
            && !plan.passes.contains { $0.entity.name == entity.name && $0.shape.column(field) != nil }
    }

    /// `--as` names somebody whom neither the database nor these files know; allowed as long as there are no agents.
    static func actor(_ email: String) -> String {
        "There is no agent \(email): new accounts have no owner, and the history keeps the address only."
    }

    /// Somebody became the first administrator because the command says so.
    static func administrator(_ email: String) -> String {
        "The agent \(email) is made the first administrator (--first-admin)."
    }

    /// What becomes of invitations that a run has requested: an import by itself sends nothing.
    static func invitations(_ plan: ImportPlan, _ report: RunReport) -> [String] {
        guard plan.options.invites else { return [] }
        let invited = Set(plan.passes.filter(\.shape.invites).map(\.entity.name.rawValue))
        if invited.isEmpty { return ["Nobody is invited: these files bring no contacts (--invite)."] }
        let hasNew = report.entities.contains { invited.contains($0.entity) && $0.counts.created > 0 }
        return !hasNew
            ? [] : ["Invitations are requested, none is sent. To hand them over: deskferry invitations export -o FILE"]
    }

    static func imbalance(_ report: RunReport) -> String {
        report.entities.filter { !$0.counts.balances }
            .map { "\($0.entity): \($0.counts.read) read, \($0.counts.settled) settled" }.joined(separator: "; ")
    }
}

extension ImportPlan {
    /// Columns that no field takes, and what became of them.
    var unmappedColumns: [UnmappedColumn] {
        tables.flatMap { table in
            let file = table.table.file.name
            return table.keptHeaders.map {
                UnmappedColumn(file: file, sheet: table.table.sheet, column: $0.header, fate: .kept)
            }
                + table.ignoredHeaders.map {
                    UnmappedColumn(file: file, sheet: table.table.sheet, column: $0, fate: .ignored)
                }
        }
    }
}
