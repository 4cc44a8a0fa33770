import Tables

/// Takes all findings of a run: writes each one to `findings.csv`, counts them in bounded memory.
///
/// Used by one thread at a time.
package final class FindingCollector: @unchecked Sendable {
    private let file: OutputFile?
    private let catalog: MessageCatalog
    private let csv = CSVText()
    private var groups: [GroupKey: Group] = [:]
    private var totals = FindingSummary()
    /// Groups beyond this many are counted together, without field and table.
    static let maxGroups = 4_096
    static let maxSamples = 5
    /// The same name that the report's links use.
    package static let fileName = "findings.csv"

    /// `path` nil: counts only.
    package init(path: String?, catalog: MessageCatalog = .english) throws(ImportFailure) {
        self.catalog = catalog
        guard let path else {
            file = nil
            return
        }
        let file = try OutputFile(creating: path)
        try file.write(CSVText.byteOrderMark)
        try file.write(csv.line(Self.columns))
        self.file = file
    }

    private static let columns = [
        "severity", "code", "file", "sheet", "row", "line", "column", "header", "field", "value", "message",
    ]

    /// Writes and counts; `tables` are the run's tables, by `Position.table`.
    package func add(findings: [Finding], tables: [TableLabel]) throws(ImportFailure) {
        for finding in findings { try add(finding, tables) }
    }

    private func add(_ finding: Finding, _ tables: [TableLabel]) throws(ImportFailure) {
        let table = finding.position.table
        let label = tables.indices.contains(table) ? tables[table] : TableLabel(file: "")
        count(finding, tables)
        guard let file else { return }
        try file.write(csv.line(cells(finding, label, catalog.message(for: finding, tables: tables))))
    }

    private func cells(_ finding: Finding, _ label: TableLabel, _ message: String) -> [String] {
        let position = finding.position
        return [
            finding.severity.rawValue, finding.code.rawValue, label.file, label.sheet ?? "",
            position.row > 0 ? String(position.row) : "", position.line > 0 ? String(position.line) : "",
            finding.column.map(label.columnName) ?? "", label.header(finding.column) ?? "", finding.field ?? "",
            finding.value ?? "", message,
        ]
    }

    /// Writes what is still in memory; call it before `ReportFolder.sync`.
    package func finish() throws(ImportFailure) {
        try file?.flush()
    }
}

// MARK: - Counting

extension FindingCollector {
    private struct GroupKey: Hashable {
        var code: FindingCode
        var severity: Severity
        var field: String?
        /// -1 beyond the limit.
        var table: Int
    }

    private struct Group {
        var label: TableLabel?
        var count = 0
        var samples: [FindingSample] = []
    }

    private func count(_ finding: Finding, _ tables: [TableLabel]) {
        switch finding.severity {
        case .error: totals.errors += 1
        case .warning: totals.warnings += 1
        case .info: totals.infos += 1
        }
        let key = key(finding)
        let label = tables.indices.contains(key.table) ? tables[key.table] : nil
        groups[key, default: Group(label: label)].count += 1
        if groups[key]!.samples.count < Self.maxSamples {
            groups[key]!.samples.append(sample(finding, tables))
        }
    }

    private func key(_ finding: Finding) -> GroupKey {
        let key = GroupKey(
            code: finding.code, severity: finding.severity, field: finding.field, table: finding.position.table)
        guard groups.count >= Self.maxGroups, groups[key] == nil else { return key }
        return GroupKey(code: finding.code, severity: finding.severity, field: nil, table: -1)
    }

    private func sample(_ finding: Finding, _ tables: [TableLabel]) -> FindingSample {
        FindingSample(
            row: finding.position.row, line: finding.position.line, value: finding.value.map(MessageFacts.short),
            parameters: finding.parameters.map(MessageFacts.short),
            message: catalog.message(for: finding, tables: tables))
    }

    /// The counts so far: errors first, then the most frequent first.
    package var summary: FindingSummary {
        var summary = totals
        summary.groups = groups.map(Self.report).sorted(by: Self.weighsMore)
        return summary
    }

    private static func report(_ key: GroupKey, _ group: Group) -> FindingGroup {
        FindingGroup(
            code: key.code.rawValue, severity: key.severity, field: key.field, file: group.label?.file,
            sheet: group.label?.sheet, count: group.count, samples: group.samples)
    }

    private static func weighsMore(_ left: FindingGroup, _ right: FindingGroup) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        if left.count != right.count { return left.count > right.count }
        return (left.code, left.file ?? "", left.sheet ?? "", left.field ?? "")
            < (right.code, right.file ?? "", right.sheet ?? "", right.field ?? "")
    }
}
