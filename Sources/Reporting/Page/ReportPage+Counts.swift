/// Records, rows and changes.
extension PageBuilder {
    private static let maxFields = 30
    private static let maxTables = 200

    var records: HTML {
        guard !report.entities.isEmpty else { return .empty }
        let columns = CountColumn.shown(report.entities)
        var table = HTMLTable(
            [.init(title: "Records")] + columns.map { .init(title: $0.title, isNumber: true) }
                + [.init(title: "adds up")])
        for entity in report.entities { table.add(cells(entity.entity, entity.counts, columns)) }
        if report.entities.count > 1 { table.add(cells("total", report.totals, columns), isTotal: true) }
        let lead = HTML("Every record that was read is counted once among the columns behind it.")
        return section("Records", lead, [table.html])
    }

    private func cells(_ name: String, _ counts: EntityCounts, _ columns: [CountColumn]) -> [HTML] {
        let numbers = columns.map { column in
            let count = counts[keyPath: column.value]
            return HTML.tag(
                "span", ["class": count == 0 ? "none" : column.className], NumberText.grouped(count))
        }
        let balance = counts.balances ? HTML("✓") : .tag("span", ["class": "bad"], missing(counts))
        return [HTML(name)] + numbers + [balance]
    }

    private func missing(_ counts: EntityCounts) -> String {
        "✗ " + NumberText.grouped(counts.read - counts.settled) + " missing"
    }

    var rows: HTML {
        let tables = report.sources.flatMap { source in source.tables.map { (source.file, $0) } }
        guard !tables.isEmpty else { return .empty }
        let hasOlder = tables.contains { $0.1.older != nil }
        let older: [HTMLTable.Column] = hasOlder ? [.init(title: "older", isNumber: true)] : []
        var table = HTMLTable(
            [.init(title: "Table"), .init(title: "rows", isNumber: true), .init(title: "blank", isNumber: true)] + older
                + [.init(title: "records made of them"), .init(title: "mapping")])
        for (file, rows) in tables.prefix(Self.maxTables) {
            let numbers = [rows.rows, rows.blankRows] + (hasOlder ? [rows.older ?? 0] : [])
            table.add(
                [HTML([file, rows.sheet].compactMap(\.self).joined(separator: ", sheet "))]
                    + numbers.map { HTML(NumberText.grouped($0)) }
                    + [HTML(rows.passes.map(text).joined(separator: ", ")), HTML(rows.mapping ?? "–")])
        }
        return section("Rows beside records", nil, [table.html] + andMore(tables.count - Self.maxTables, "table"))
    }

    private func text(_ pass: PassReport) -> String {
        let absent = pass.absent > 0 ? " (\(NumberText.count(pass.absent, "row")) without)" : ""
        return "\(NumberText.grouped(pass.counts.read)) \(pass.entity)\(absent)"
    }

    /// What columns were taken for, where no mapping was given and none was known.
    var proposals: HTML {
        let all = report.proposals
        guard !all.isEmpty else { return .empty }
        let lead =
            HTML("No mapping knew these tables; they were read by what their columns seem to be. To correct that: ")
            + .tag("code", "deskferry map FILE -o mapping.yaml")
        let shown = all.prefix(Self.maxTables).flatMap(proposal)
        return section("Proposed mapping", lead, shown + andMore(all.count - Self.maxTables, "table"))
    }

    private func proposal(_ label: String, _ proposal: ProposalReport) -> [HTML] {
        var table = HTMLTable([
            .init(title: "Column"), .init(title: "field"), .init(title: "sure", isNumber: true),
            .init(title: "language"), .init(title: "because"),
        ])
        for column in proposal.columns {
            table.add([
                .tag("strong", column.column), HTML(column.field), HTML(column.percent), HTML(column.language),
                HTML(column.reason),
            ])
        }
        return [.tag("h3", label), table.html]
    }

    func andMore(_ count: Int, _ noun: String) -> [HTML] {
        count > 0 ? [.tag("p", ["class": "quiet"], "… and \(NumberText.count(count, "further " + noun))")] : []
    }

    var changes: HTML {
        let fields = report.changes.fields
        guard !fields.isEmpty else { return .empty }
        var table = HTMLTable([
            .init(title: "Field"), .init(title: "changes", isNumber: true), .init(title: "for example"),
        ])
        for field in fields.prefix(Self.maxFields) {
            table.add([
                HTML("\(field.entity).\(field.field)"), HTML(NumberText.grouped(field.count)),
                .join(field.samples.prefix(3).map(sample), .raw("")),
            ])
        }
        let lead = HTML("All of them, one line a changed field: ") + .link(file: ChangesWriter.fileName, "changes.csv")
        return section("Changed fields", lead, [table.html] + andMore(fields.count - Self.maxFields, "field"))
    }

    private func sample(_ change: FieldChangeSample) -> HTML {
        let place = HTML.tag("span", ["class": "quiet"], " \(change.key) (\(change.file):\(change.row))")
        return .tag(
            "div", ["class": "sample"],
            value(change.old, "del") + HTML(" → ") + value(change.new, "ins") + place)
    }

    private func value(_ text: String?, _ tag: StaticString) -> HTML {
        text.map { HTML.tag(tag, $0) } ?? .tag("span", ["class": "quiet"], "empty")
    }
}
