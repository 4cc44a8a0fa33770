import HelpDesk

/// Everything that the history knows of a run, for the terminal: who and when, files with their digests, how they were
/// read, the balance of the counts, all kinds of findings, all changed fields.
package enum RunDetails {
    /// Lines of at most `width` columns where the words allow it, each with its line end.
    package static func render(_ report: RunReport, width: Int = 80, color: Bool = false) -> String {
        let builder = DetailsBuilder(report: report, width: max(width, 40), style: TerminalStyle(color: color))
        return builder.lines().map { $0 + "\n" }.joined()
    }
}

private struct DetailsBuilder {
    let report: RunReport
    let width: Int
    let style: TerminalStyle

    func lines() -> [String] {
        let sections = [
            head, [report.outcomeSentence], failure, files, records, deeds, findings, changes, unmapped, skipped,
            rejects, notes, pruned, folder,
        ].filter { !$0.isEmpty }
        return Array(sections.joined(separator: [""]))
    }

    // MARK: The run

    private var head: [String] {
        var facts = [
            ("outcome", "\(report.outcome.rawValue), exit code \(report.exitStatus)"),
            ("started", NumberText.instant(report.started)),
            ("took", took),
            ("database", "\(report.database.path): \(report.databaseState) when it began"),
            ("version", report.version),
        ]
        if let actor = report.actor { facts.insert(("by", actor), at: 1) }
        if !report.commandLine.isEmpty { facts.append(("command", ShellText.command(report.commandLine))) }
        return [style.paint("Run \(report.run): \(DisplayWidth.clean(report.name))", .bold)] + facts.map(fact)
    }

    private var took: String {
        let seconds =
            report.timing.elapsed > 0 ? report.timing.elapsed : report.finished.timeIntervalSince(report.started)
        return NumberText.duration(max(0, seconds))
    }

    private func fact(_ fact: (name: String, value: String)) -> String {
        "  " + style.paint(DisplayWidth.padRight(fact.name, 10), .dim) + DisplayWidth.clean(fact.value)
    }

    private var failure: [String] {
        guard let failure = report.failure else { return [] }
        return [style.paint(DisplayWidth.clean("\(failure.code): \(failure.message)"), .red)]
            + (failure.details + [failure.hint, failure.cause].compactMap(\.self)).map { "  " + DisplayWidth.clean($0) }
    }

    // MARK: What was read

    private var files: [String] {
        guard !report.sources.isEmpty else { return [] }
        return [title("Files")] + report.sources.flatMap(source)
    }

    private func source(_ source: SourceReport) -> [String] {
        [
            "  " + DisplayWidth.clean(source.file) + "  " + style.paint(NumberText.bytes(source.size), .dim),
            source.sha256.map { "    SHA-256 \($0)" },
        ].compactMap(\.self)
            + source.settings.map { "    " + DisplayWidth.clean("\($0.name) \($0.value) (\($0.why))") }
            + source.tables.flatMap(table)
    }

    private func table(_ table: TableReport) -> [String] {
        let sheet = table.sheet.map { "sheet \($0), " } ?? ""
        let mapping = table.mapping.map { "mapping \($0)" } ?? "no mapping"
        let older = table.older.map { ", \(NumberText.count($0, "older row"))" } ?? ""
        let rows = "\(NumberText.count(table.rows, "row")), \(NumberText.count(table.blankRows, "blank row"))\(older)"
        return ["    " + DisplayWidth.clean("\(sheet)\(mapping): \(rows), \(table.headerPlace)")]
            + table.decided.map {
                "      " + DisplayWidth.clean("\"\($0.column)\" \($0.question) \($0.value) (\($0.origin))")
            }
    }

    // MARK: What came of it

    private var records: [String] {
        guard !report.entities.isEmpty else { return [] }
        let verdict = report.balances ? "the counts add up" : "the counts do not add up"
        return [title("Records") + "  " + style.paint(verdict, report.balances ? .dim : .red)]
            + report.entities.map { "  " + Self.balance($0) }
    }

    /// `contacts: 5 read = 3 created + 2 rejected; 1 by reference`
    private static func balance(_ entity: EntityReport) -> String {
        let counts = entity.counts
        let parts = [
            (counts.created, "created"), (counts.updated, "updated"), (counts.unchanged, "unchanged"),
            (counts.deleted, "deleted"), (counts.restored, "restored"), (counts.skipped, "skipped"),
            (counts.rejected, "rejected"), (counts.parked, "parked"),
        ].filter { $0.0 > 0 }
        let beside = [(counts.madeByReference, "by reference"), (counts.takenAlong, "taken along")].filter { $0.0 > 0 }
        let words = { (parts: [(Int, String)], mark: String) in
            parts.map { "\(NumberText.grouped($0.0)) \($0.1)" }.joined(separator: mark)
        }
        return "\(entity.entity): \(NumberText.grouped(counts.read)) read"
            + (parts.isEmpty ? "" : " = " + words(parts, " + ")) + (beside.isEmpty ? "" : "; " + words(beside, ", "))
    }

    private var deeds: [String] {
        (report.deeds ?? []).map { deed in
            let noun = deed.count == 1 ? Catalog.entity(EntityName(rawValue: deed.entity))?.singular : nil
            return "\(NumberText.grouped(deed.count)) \(noun ?? deed.entity) \(DisplayWidth.clean(deed.deed))"
        }
    }

    private var findings: [String] {
        let found = report.findings
        guard found.total > 0 else { return [] }
        let counts = [(found.errors, "error"), (found.warnings, "warning"), (found.infos, "info")]
            .filter { $0.0 > 0 }.map { NumberText.count($0.0, $0.1) }.joined(separator: ", ")
        return [title("Findings") + "  " + counts] + found.groups.map(finding)
    }

    private func finding(_ group: FindingGroup) -> String {
        let table = [group.file, group.sheet].compactMap(\.self).joined(separator: "#")
        let place = [group.field, table.isEmpty ? nil : "in \(table)"].compactMap(\.self).joined(separator: " ")
        let text = "\(group.severity.rawValue) \(group.code) \(place)"
        return "  " + DisplayWidth.padLeft(NumberText.grouped(group.count), 7) + "  " + DisplayWidth.clean(text)
    }

    private var changes: [String] {
        guard !report.changes.fields.isEmpty else { return [] }
        return [title("Changed fields")] + report.changes.fields.flatMap(changed)
    }

    private func changed(_ field: FieldChangeCount) -> [String] {
        let line = "  \(DisplayWidth.padLeft(NumberText.grouped(field.count), 7))  \(field.entity).\(field.field)"
        return [DisplayWidth.clean(line)]
            + field.samples.map { sample in
                "           "
                    + DisplayWidth.clean("\(sample.key): \(sample.old ?? "(empty)") → \(sample.new ?? "(empty)")")
            }
    }

    // MARK: What is left

    private var unmapped: [String] {
        guard !report.unmapped.isEmpty else { return [] }
        return [title("Columns without a field")]
            + report.unmapped.map { column in
                let table = [column.file, column.sheet].compactMap(\.self).joined(separator: "#")
                return "  " + DisplayWidth.clean("\(table): \(column.column) (\(column.fate.rawValue))")
            }
    }

    private var skipped: [String] {
        report.skipped.map { DisplayWidth.clean("Skipped: \($0.label) \($0.reason).") }
    }

    private var rejects: [String] {
        guard !report.rejects.isEmpty else { return [] }
        return [title("Rejects")]
            + report.rejects.map { file in
                let path = [report.reportFolder, file.path].compactMap(\.self).joined(separator: "/")
                return "  " + DisplayWidth.clean("\(path): \(NumberText.count(file.rows, "row"))")
            }
    }

    private var notes: [String] { report.notes.flatMap { DisplayWidth.wrap(DisplayWidth.clean($0), width) } }

    private var pruned: [String] {
        report.pruned.map { ["The details were removed at \(NumberText.instant($0))."] } ?? []
    }

    private var folder: [String] {
        report.reportFolder.map { ["Report: " + DisplayWidth.clean($0) + "/report.html"] } ?? []
    }

    private func title(_ text: String) -> String { style.paint(text, .bold) }
}
