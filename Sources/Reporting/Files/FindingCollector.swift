import Tables

/// Whether a finding was there before.
package enum FindingAge: Sendable, Equatable {
    case new
    /// It has been there since a run, without a gap; `order` grows from run to run.
    case known(since: String, order: Int)

    /// As `findings.csv` says it.
    var text: String {
        switch self {
        case .new: "new"
        case .known(let run, _): run
        }
    }
}

/// Takes all findings of a run: writes each one to `findings.csv`, counts them in bounded memory.
///
/// Used by one thread at a time.
package final class FindingCollector: @unchecked Sendable {
    private let file: OutputFile?
    private let catalog: MessageCatalog
    private let csv = CSVText()
    private var groups: [GroupKey: Group] = [:]
    private var totals = FindingSummary()
    private let hasAges: Bool
    private var oldest = Int.max
    /// Groups beyond this many are counted together, without field and table.
    static let maxGroups = 4_096
    static let maxSamples = 5
    /// The same name that the report's links use.
    package static let fileName = "findings.csv"

    /// `path` nil: counts only. `hasAges`: findings are told apart by their ages.
    package init(
        path: String?, hasAges: Bool = false, catalog: MessageCatalog = .english
    ) throws(ImportFailure) {
        self.catalog = catalog
        self.hasAges = hasAges
        if hasAges { (totals.new, totals.newErrors, totals.known) = (0, 0, 0) }
        guard let path else {
            file = nil
            return
        }
        let file = try OutputFile(creating: path)
        try file.write(CSVText.byteOrderMark)
        try file.write(csv.line(Self.columns + (hasAges ? ["since"] : [])))
        self.file = file
    }

    private static let columns = [
        "severity", "code", "file", "sheet", "row", "line", "column", "header", "field", "value", "message",
    ]

    /// Writes and counts; `tables` are the run's tables, by `Position.table`, `ages` are in step with the findings.
    package func add(
        findings: [Finding], tables: [TableLabel], ages: [FindingAge?] = []
    ) throws(ImportFailure) {
        for (index, finding) in findings.enumerated() {
            try add(finding, tables, ages.indices.contains(index) ? ages[index] : nil)
        }
    }

    private func add(_ finding: Finding, _ tables: [TableLabel], _ age: FindingAge?) throws(ImportFailure) {
        let label = label(finding.position.table, tables) ?? TableLabel(file: "")
        let message = file == nil ? nil : catalog.message(for: finding, tables: tables)
        count(finding, tables, message, age)
        guard let file, let message else { return }
        try file.write(csv.line(cells(finding, label, message) + (hasAges ? [age?.text ?? ""] : [])))
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
        var new = 0
        var samples: [FindingSample] = []

        /// One more; true when there are samples enough.
        mutating func count(upTo limit: Int) -> Bool {
            count += 1
            return samples.count >= limit
        }
    }

    private func count(_ finding: Finding, _ tables: [TableLabel], _ message: String?, _ age: FindingAge?) {
        switch finding.severity {
        case .error: totals.errors += 1
        case .warning: totals.warnings += 1
        case .info: totals.infos += 1
        }
        let key = key(finding)
        let isFull = groups[key, default: Group(label: label(key.table, tables))].count(upTo: Self.maxSamples)
        if let age { count(age, key) }
        guard !isFull else { return }
        groups[key]!.samples.append(sample(finding, message ?? catalog.message(for: finding, tables: tables)))
    }

    private func count(_ age: FindingAge, _ key: GroupKey) {
        switch age {
        case .new:
            totals.new = (totals.new ?? 0) + 1
            groups[key]?.new += 1
            if key.severity == .error { totals.newErrors = (totals.newErrors ?? 0) + 1 }
        case .known(let run, let order):
            totals.known = (totals.known ?? 0) + 1
            guard order < oldest else { return }
            (oldest, totals.knownSince) = (order, run)
        }
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
        summary.groups = groups.map(report).sorted(by: Self.weighsMore)
        return summary
    }

    private func report(_ key: GroupKey, _ group: Group) -> FindingGroup {
        FindingGroup(
            code: key.code.rawValue, severity: key.severity, field: key.field, file: group.label?.file,
            sheet: group.label?.sheet, count: group.count,
            new: hasAges && key.severity != .info ? group.new : nil, samples: group.samples)
    }

    private static func weighsMore(_ left: FindingGroup, _ right: FindingGroup) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        if left.count != right.count { return left.count > right.count }
        return (left.code, left.file ?? "", left.sheet ?? "", left.field ?? "")
            < (right.code, right.file ?? "", right.sheet ?? "", right.field ?? "")
    }
}
