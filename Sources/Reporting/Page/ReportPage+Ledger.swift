import Tables

/// What was done to values without a finding.
extension PageBuilder {
    private static let maxParts = 50
    private static let maxRows = 100
    private static let maxSamples = 3

    var silentChanges: HTML {
        let parts = report.sources.flatMap { source in source.tables.flatMap { ledgers(source.file, $0) } }
        guard !parts.isEmpty else { return .empty }
        let counts = report.silentChanges
        let sum =
            "\(NumberText.count(counts.changes, "change")) in \(NumberText.count(counts.columns, "column")), "
            + "made on the way from a cell to a field. \(NumberText.grouped(counts.respellings)) of them left the value "
            + "what it was, only written another way."
        let all =
            report.ledger.map { HTML(" All of them: ") + .link(file: $0, $0) } ?? HTML(" --ledger lists them all.")
        return section(
            "Silent changes", HTML(sum) + all,
            parts.prefix(Self.maxParts).map { $0 } + andMore(parts.count - Self.maxParts, "table"))
    }

    /// One for each entity that the table yields: its cells are read anew for each.
    private func ledgers(_ file: String, _ table: TableReport) -> [HTML] {
        table.passes.filter { !$0.changes.isEmpty }.map { pass in
            let place = [file, table.sheet].compactMap(\.self).joined(separator: ", sheet ")
            let rows = SilentChange.rows(pass.changes)
            var view = HTMLTable([
                .init(title: "Column"), .init(title: "field"), .init(title: "what was done"),
                .init(title: "count", isNumber: true), .init(title: "for example"),
            ])
            for row in rows.prefix(Self.maxRows) { view.add(cells(row, isSheet: table.sheet != nil)) }
            let title = HTML.tag("h3", "\(place) → \(pass.entity)")
            return .join([title, view.html] + andMore(rows.count - Self.maxRows, "line"))
        }
    }

    private func cells(_ change: SilentChange, isSheet: Bool) -> [HTML] {
        let kinds = HTML.tag("div", HTML.tag("code", change.kinds.map(\.rawValue).joined(separator: ", ")))
        let title = change.isRespelling ? catalog.language.respelled : catalog.language.title(change.kinds[0])
        return [
            HTML(columnName(change, isSheet)), HTML(change.field), HTML(title) + kinds,
            HTML(NumberText.grouped(change.count)),
            .join(change.samples.prefix(Self.maxSamples).map(sample), .raw("")),
        ]
    }

    private func columnName(_ change: SilentChange, _ isSheet: Bool) -> String {
        if let header = change.header, !header.isEmpty { return header }
        guard let column = change.column else { return "–" }
        return isSheet ? "column \(TableLabel.letters(column))" : "column \(column + 1)"
    }

    /// In quotes, so that white space can be seen. Nothing before means filled in, nothing behind taken for nothing.
    private func sample(_ sample: ChangeSample) -> HTML {
        .tag(
            "div", ["class": "sample"],
            text(sample.before, "del", "empty") + HTML(" → ") + text(sample.after, "ins", "nothing"))
    }

    private func text(_ text: String, _ tag: StaticString, _ blank: String) -> HTML {
        text.isEmpty
            ? .tag("span", ["class": "quiet"], blank)
            : .tag(tag, ["class": "exact"], "\"\(MessageFacts.short(LedgerText.plain(text)))\"")
    }
}
