import Tables

/// Problems, rejects, and how the sources were read.
extension PageBuilder {
    private static let maxGroups = 25
    private static let maxSamples = 3
    private static let maxFiles = 200

    // MARK: Problems

    var problems: HTML {
        let groups = report.findings.groups
        guard !groups.isEmpty else { return .empty }
        var table = HTMLTable([
            .init(title: "count", isNumber: true), .init(title: "problem"), .init(title: "field"),
            .init(title: "for example"),
        ])
        for group in groups.prefix(Self.maxGroups) { table.add(cells(group)) }
        let findings = report.findings
        let counts = [(findings.errors, "error"), (findings.warnings, "warning"), (findings.infos, "remark")]
            .filter { $0.0 > 0 }.map { NumberText.count($0.0, $0.1) }.joined(separator: ", ")
        let ages = findings.ageSentence.map { " " + $0 } ?? ""
        let lead = HTML("\(counts).\(ages) All of them: ") + .link(file: FindingCollector.fileName, "findings.csv")
        return section("Problems", lead, [table.html] + andMore(groups.count - Self.maxGroups, "kind"))
    }

    private func cells(_ group: FindingGroup) -> [HTML] {
        let title = HTML.tag("strong", catalog.title(code: group.code))
        let code = HTML.tag("div", HTML.tag("code", ["class": group.severity.className], group.code))
        return [HTML(NumberText.grouped(group.count)), title + code, HTML(group.field ?? ""), samples(group)]
    }

    /// The first one in full, of the others only what differs.
    private func samples(_ group: FindingGroup) -> HTML {
        guard let first = group.samples.first else { return .empty }
        let place = HTML.tag("span", ["class": "quiet"], group.place(first) + " ")
        let others = group.samples.dropFirst().prefix(Self.maxSamples).map { sample in
            [group.place(sample), sample.value.map { "\"\($0)\"" }].compactMap(\.self).joined(separator: " ")
        }
        let more = others.isEmpty ? .empty : HTML.tag("div", ["class": "sample quiet"], others.joined(separator: " · "))
        return .tag("div", ["class": "sample"], place + HTML(first.message)) + more
    }

    // MARK: Rejects

    var rejects: HTML {
        guard !report.rejects.isEmpty else { return .empty }
        var table = HTMLTable([
            .init(title: "File"), .init(title: "rows", isNumber: true), .init(title: "from"),
        ])
        for file in report.rejects.prefix(Self.maxFiles) {
            table.add([
                .link(file: file.path, file.path), HTML(NumberText.grouped(file.rows)),
                HTML([file.file, file.sheetList].compactMap(\.self).joined(separator: ": ") + lossy(file)),
            ])
        }
        let lead = HTML("The rows that were not loaded, as they stand in their files, with what is wrong in front.")
        return section("Rejects", lead, [table.html] + andMore(report.rejects.count - Self.maxFiles, "file"))
    }

    private func lossy(_ file: RejectsFile) -> String {
        guard file.lossyRows > 0 else { return "" }
        let rows = NumberText.count(file.lossyRows, "row")
        return file.sheets == nil
            ? " – \(rows) with characters that the file's encoding cannot write"
            : " – \(rows) with cells that a workbook cannot hold whole"
    }

    // MARK: What was not read

    var skipped: HTML {
        guard !report.skipped.isEmpty else { return .empty }
        let table = HTMLTable.skipped(report.skipped.prefix(Self.maxFiles))
        return section("Skipped", nil, [table] + andMore(report.skipped.count - Self.maxFiles, "table"))
    }

    // MARK: Sources

    var sources: HTML {
        guard !report.sources.isEmpty else { return .empty }
        var table = HTMLTable([
            .init(title: "File"), .init(title: "size", isNumber: true), .init(title: "read as"),
        ])
        for source in report.sources.prefix(Self.maxFiles) {
            let sum = source.sha256.map { HTML.tag("div", ["class": "sum quiet"], "SHA-256 \($0)") } ?? .empty
            table.add([
                HTML(source.file) + sum, HTML(NumberText.bytes(source.size)),
                .join(source.settings.map(HTML.setting) + source.tables.map(shape), .raw("")),
            ])
        }
        return section("Sources", nil, [table.html] + andMore(report.sources.count - Self.maxFiles, "file"))
    }

    private func shape(_ table: TableReport) -> HTML {
        let preamble = table.preambleRows > 0 ? ", \(NumberText.count(table.preambleRows, "line")) above it" : ""
        let hidden = table.hidden.text.map { "; \($0)" } ?? ""
        return .tag("div", [table.sheet.map { "sheet \($0): " } ?? "", table.headerPlace, preamble, hidden].joined())
    }

    /// How dates and decimals were read, column by column.
    var decided: HTML {
        let all = report.decisions
        guard !all.isEmpty else { return .empty }
        var table = HTMLTable([
            .init(title: "Column"), .init(title: "field"), .init(title: "read as"), .init(title: "because"),
        ])
        for (label, decision) in all.prefix(Self.maxFiles) {
            table.add([
                HTML.tag("strong", decision.column) + .tag("div", ["class": "quiet"], label), HTML(decision.field),
                HTML("\(decision.question) ") + .tag("strong", decision.value),
                HTML([decision.origin, decision.evidence].compactMap(\.self).joined(separator: ": ")),
            ])
        }
        return section("Dates and decimals", nil, [table.html] + andMore(all.count - Self.maxFiles, "column"))
    }

    // MARK: The rest

    var unmapped: HTML {
        let kept = report.unmapped.filter { $0.fate == .kept }
        let ignored = report.unmapped.filter { $0.fate == .ignored }
        guard !report.unmapped.isEmpty else { return .empty }
        return section(
            "Columns that no field takes", nil, [list("Kept with the records", kept), list("Ignored", ignored)])
    }

    private func list(_ title: String, _ columns: [UnmappedColumn]) -> HTML {
        guard !columns.isEmpty else { return .empty }
        let names = columns.prefix(Self.maxFiles).map { column in
            "\(column.column) (\([column.file, column.sheet].compactMap(\.self).joined(separator: "#")))"
        }
        return .tag("p", HTML.tag("strong", "\(title): ") + HTML(names.joined(separator: ", ")))
    }

    var notes: HTML {
        guard !report.notes.isEmpty else { return .empty }
        return section("Notes", nil, [.tag("ul", .join(report.notes.map { .tag("li", $0) }))])
    }
}

extension Severity {
    fileprivate var className: String {
        switch self {
        case .error: "bad"
        case .warning: "fair"
        case .info: "plain"
        }
    }
}
