import HelpDesk

/// The summary of a run on the terminal.
///
/// First line: the database's absolute path and what it held; then, where the run could not go on, why. Last line: what
/// happened.
package enum TerminalSummary {
    /// Lines of at most `width` columns where the words allow it, each with its line end.
    package static func render(_ report: RunReport, width: Int = 80, color: Bool = false) -> String {
        let builder = SummaryBuilder(report: report, width: max(width, 40), style: TerminalStyle(color: color))
        return builder.lines().map { $0 + "\n" }.joined()
    }
}

private struct SummaryBuilder {
    let report: RunReport
    let width: Int
    let style: TerminalStyle
    private static let maxProblems = 5
    private static let maxTables = 20
    private static let maxRejects = 10

    func lines() -> [String] {
        let sections = [
            failure, records, rows, proposals, hidden, skipped, problems, changed, notes, files,
        ].filter { !$0.isEmpty }
        return first + sections.flatMap { [""] + $0 } + [""] + balance + prospect + last
    }

    private var first: [String] {
        [style.paint(DisplayWidth.clean(report.database.path), .bold) + ": " + report.databaseState]
    }

    // MARK: Records and rows

    private var records: [String] {
        guard !report.entities.isEmpty else { return [] }
        let columns = CountColumn.shown(report.entities)
        var table = TerminalTable()
        table.add([.init(text: "Records", ink: .bold)] + columns.map { .init(text: $0.title, ink: .dim) })
        for entity in report.entities { table.add(line(entity.entity, entity.counts, columns)) }
        if report.entities.count > 1 { table.add(line("total", report.totals, columns)) }
        return table.render(style, indent: "")
    }

    private func line(_ name: String, _ counts: EntityCounts, _ columns: [CountColumn]) -> [TerminalTable.Cell] {
        [.init(text: name)]
            + columns.map { column in
                let count = counts[keyPath: column.value]
                return .init(text: NumberText.grouped(count), ink: count == 0 ? .dim : column.ink)
            }
    }

    private var rows: [String] {
        let tables = report.sources.flatMap { source in source.tables.map { (source.file, $0) } }
        guard !tables.isEmpty else { return [] }
        var table = TerminalTable()
        // Only sources of a job can have rows that were left out as older.
        let hasOlder = tables.contains { $0.1.older != nil }
        let titles = ["read", "blank"] + (hasOlder ? ["older"] : [])
        table.add([.init(text: "Rows", ink: .bold)] + titles.map { .init(text: $0, ink: .dim) })
        for (file, rows) in tables.prefix(Self.maxTables) {
            let name = [file, rows.sheet].compactMap(\.self).joined(separator: "#")
            let beside = [rows.blankRows] + (hasOlder ? [rows.older ?? 0] : [])
            table.add(
                [
                    .init(text: DisplayWidth.cut(DisplayWidth.clean(name), max(20, width / 3))),
                    .init(text: NumberText.grouped(rows.rows)),
                ] + beside.map { .init(text: NumberText.grouped($0), ink: $0 == 0 ? .dim : nil) })
        }
        var lines = table.render(style, indent: "")
        for (index, (_, rows)) in tables.prefix(Self.maxTables).enumerated() { lines[index + 1] += made(rows) }
        if tables.count > Self.maxTables { lines.append("… and \(tables.count - Self.maxTables) more tables") }
        return lines
    }

    private func made(_ table: TableReport) -> String {
        let passes = table.passes.map { pass in
            let singular = pass.counts.read == 1 ? Catalog.entity(EntityName(rawValue: pass.entity))?.singular : nil
            return "\(NumberText.grouped(pass.counts.read)) \(singular ?? pass.entity)"
        }
        // A person expects the header in the first row; of all others it is said where it was found.
        let isElsewhere = table.headerRow != 1 || table.headerRows > 1
        let place = isElsewhere ? style.paint(" (\(table.headerPlace))", .dim) : ""
        return passes.isEmpty ? "" : "  → " + passes.joined(separator: ", ") + place
    }

    /// The mappings that were proposed: column, field, confidence.
    private var proposals: [String] { report.proposals.flatMap(proposal) }

    private func proposal(_ name: String, _ proposal: ProposalReport) -> [String] {
        let room =
            proposal.columns.prefix(Self.maxTables).map { DisplayWidth.of(DisplayWidth.clean($0.column)) }.max() ?? 0
        let lines = proposal.columns.map { column in
            let header = DisplayWidth.cut(DisplayWidth.clean(column.column), min(room, width / 2))
            let percent = style.paint(DisplayWidth.padLeft(column.percent, 5), .dim)
            return "  " + DisplayWidth.padRight(header, min(room, width / 2)) + "  \(percent)  → \(column.field)"
        }
        return [style.paint("Proposed mapping", .bold) + " of " + DisplayWidth.clean(name)] + limited(lines)
    }

    /// One line a sheet with something hidden.
    private var hidden: [String] {
        let found = report.sources.flatMap { source in
            source.tables.compactMap { table in table.hidden.text.map { "\(table.label(in: source)): \($0)" } }
        }
        return limited(found).flatMap { paragraph($0) }
    }

    /// What nobody has read, each with what to do about it.
    private var skipped: [String] {
        limited(report.skipped.map { "Skipped: \($0.label) \($0.reason). \($0.hint ?? "")" }).flatMap { paragraph($0) }
    }

    private func limited(_ lines: [String]) -> [String] {
        let more = lines.count - Self.maxTables
        return lines.prefix(Self.maxTables) + (more > 0 ? ["… and \(more) more in the report"] : [])
    }

    // MARK: Problems

    private var problems: [String] {
        let groups = byCode(report.findings.groups.filter { $0.severity != .info })
        guard !groups.isEmpty else { return ageLine }
        let shown = groups.sorted(by: FindingGroup.byWeight).prefix(Self.maxProblems)
        var lines = [style.paint("Problems", .bold) + "  " + problemCounts]
        let room = shown.map { NumberText.grouped($0.count).count }.max() ?? 1
        for group in shown { lines += self.lines(group, room) }
        if groups.count > shown.count {
            lines.append("… and \(NumberText.count(groups.count - shown.count, "further kind")) in the report")
        }
        return lines + ageLine
    }

    /// Of a job's run: which problems nobody has seen before.
    private var ageLine: [String] {
        report.findings.ageSentence.map { paragraph($0, ink: report.findings.new ?? 0 > 0 ? .yellow : .dim) } ?? []
    }

    /// One group a code and severity: the terminal has no room for fields and tables.
    private func byCode(_ groups: [FindingGroup]) -> [FindingGroup] {
        var merged: [FindingGroup] = []
        for group in groups {
            if let known = merged.firstIndex(where: { $0.code == group.code && $0.severity == group.severity }) {
                merged[known].count += group.count
            } else {
                merged.append(group)
            }
        }
        return merged
    }

    private var problemCounts: String {
        let findings = report.findings
        return [(findings.errors, "error"), (findings.warnings, "warning")].filter { $0.0 > 0 }
            .map { NumberText.count($0.0, $0.1) }.joined(separator: ", ")
    }

    private func lines(_ group: FindingGroup, _ room: Int) -> [String] {
        let count = DisplayWidth.padLeft(NumberText.grouped(group.count), room)
        let ink = group.severity == .error ? TerminalStyle.Ink.red : .yellow
        let place = group.samples.first.map { "  " + style.paint(DisplayWidth.clean(group.place($0)), .dim) } ?? ""
        let head = "\(style.paint(count, ink)) × \(group.code)\(place)"
        let indent = String(repeating: " ", count: room + 3)
        let message =
            group.samples.first.map { DisplayWidth.wrap(DisplayWidth.clean($0.message), width - indent.count) } ?? []
        return [head] + message.map { indent + $0 }
    }

    // MARK: What is left to say

    /// Changes that no finding tells of.
    private var changed: [String] {
        let counts = report.silentChanges
        guard counts.changes > 0 else { return [] }
        let respelled = counts.respellings > 0 ? ", \(NumberText.grouped(counts.respellings)) of them respellings" : ""
        return paragraph(
            "Changed on the way: \(NumberText.count(counts.changes, "time")) in "
                + "\(NumberText.count(counts.columns, "column"))\(respelled) (page: Silent changes)")
    }

    private var notes: [String] {
        (report.decidedSentence.map { paragraph($0) } ?? []) + report.notes.flatMap { paragraph("Note: " + $0) }
    }

    private var files: [String] {
        guard let folder = report.reportFolder else { return [] }
        var lines = report.rejects.prefix(Self.maxRejects).map { rejects in
            let rows = [NumberText.count(rejects.rows, "row"), rejects.sheetList].compactMap(\.self)
            return
                "Rejects  \(DisplayWidth.clean(folder + "/" + rejects.path)) (\(DisplayWidth.clean(rows.joined(separator: ": "))))"
        }
        if report.rejects.count > Self.maxRejects {
            lines.append("         … and \(report.rejects.count - Self.maxRejects) more files")
        }
        if let ledger = report.ledger { lines.append("Ledger   \(DisplayWidth.clean(folder + "/" + ledger))") }
        lines.append("Report   \(DisplayWidth.clean(folder + "/" + ReportPage.fileName))")
        return lines
    }

    private var failure: [String] {
        guard let failure = report.failure else { return [] }
        return paragraph(failure.message, ink: .red) + failure.details.map { "  " + DisplayWidth.clean($0) }
            + (failure.hint.map { paragraph($0) } ?? [])
    }

    private var balance: [String] {
        report.balances
            ? [] : paragraph("The counts do not add up: this is an error of the program. Please report it.", ink: .red)
    }

    private var prospect: [String] {
        report.prospect.map { paragraph($0) } ?? []
    }

    private var last: [String] {
        [style.paint(report.outcomeSentence, report.exitStatus == 0 ? .green : .yellow)]
    }

    private func paragraph(_ text: String, ink: TerminalStyle.Ink? = nil) -> [String] {
        DisplayWidth.wrap(DisplayWidth.clean(text), width).map { style.paint($0, ink) }
    }
}
