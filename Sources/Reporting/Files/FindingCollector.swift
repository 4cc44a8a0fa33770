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
        let label = label(finding.position.table, tables) ?? TableLabel(file: "")
        let message = file == nil ? nil : catalog.message(for: finding, tables: tables)
        count(finding, tables, message)
        guard let file, let message else { return }
        try file.write(csv.line(cells(finding, label, message)))
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

        /// One more; true when there are samples enough.
        mutating func count(upTo limit: Int) -> Bool {
            count += 1
            return samples.count >= limit
        }
    }

    private func count(_ finding: Finding, _ tables: [TableLabel], _ message: String?) {
        switch finding.severity {
        case .error: totals.errors += 1
        case .warning: totals.warnings += 1
        case .info: totals.infos += 1
        }
        let key = key(finding)
        let isFull = groups[key, default: Group(label: label(key.table, tables))].count(upTo: Self.maxSamples)
        guard !isFull else { return }
        groups[key]!.samples.append(sample(finding, message ?? catalog.message(for: finding, tables: tables)))
    }

    private func label(_ table: Int, _ tables: [TableLabel]) -> TableLabel? {
        tables.indices.contains(table) ? tables[table] : nil
    }

    private func key(_ finding: Finding) -> GroupKey {
        let key = GroupKey(
            code: finding.code, severity: finding.severity, field: finding.field, table: finding.position.table)
        guard groups.count >= Self.maxGroups, groups[key] == nil else { return key }
        return GroupKey(code: finding.code, severity: finding.severity, field: nil, table: -1)
    }

    private func sample(_ finding: Finding, _ message: String) -> FindingSample {
        FindingSample(
            row: finding.position.row, line: finding.position.line, value: finding.value.map(MessageFacts.short),
            parameters: finding.parameters.map(MessageFacts.short),
            message: message)
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
