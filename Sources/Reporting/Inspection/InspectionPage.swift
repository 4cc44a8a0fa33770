/// An inspection as one page that needs nothing else.
package enum InspectionPage {
    package static func render(_ report: InspectionReport, version: String) -> String {
        let page = InspectionPageBuilder(report: report, version: version)
        return HTML.page(title: page.title, language: "en", page.body)
    }
}

private struct InspectionPageBuilder {
    let report: InspectionReport
    let version: String

    var title: String {
        guard report.files.count == 1, let only = report.files.first else {
            return NumberText.count(report.files.count, "file")
        }
        return only.file
    }

    var body: HTML {
        let header = HTML.tag(
            "header", .join([.tag("p", ["class": "about"], "Inspection"), .tag("h1", title)]))
        return .join([
            header, .tag("main", .join(report.files.map(section) + [skipped])),
            .tag("footer", .tag("p", "Deskferry \(version)")),
        ])
    }

    // MARK: Files

    private func section(_ file: InspectedFile) -> HTML {
        let about = HTML.tag("p", ["class": "lead"], "\(file.kind), \(NumberText.bytes(file.size))")
        let name = report.files.count > 1 ? HTML.tag("h2", file.file) : .empty
        return .tag("section", .join([name, about] + file.settings.map(HTML.setting))) + .raw("\n")
            + .join(file.tables.map(section))
    }

    private func section(_ table: InspectedTable) -> HTML {
        let title = table.sheet.map { "Sheet \($0)" } ?? "Columns"
        let lead = HTML.tag("p", ["class": "lead"], table.shape)
        let preset = HTML.tag("div", table.presetText)
        let proposal = table.proposalText.map { HTML.tag("div", "looks like \($0)") } ?? .empty
        return .tag("section", .join([.tag("h2", title), lead, preset, proposal, columns(table)]))
    }

    private var skipped: HTML {
        guard !report.skipped.isEmpty else { return .empty }
        return .tag("section", .join([.tag("h2", "Skipped"), HTMLTable.skipped(report.skipped)]))
    }

    // MARK: Columns

    private func columns(_ table: InspectedTable) -> HTML {
        guard !table.columns.isEmpty else { return .empty }
        var rows = HTMLTable([
            .init(title: "", isNumber: true), .init(title: "column"), .init(title: "filled", isNumber: true),
            .init(title: "distinct", isNumber: true), .init(title: "longest", isNumber: true), .init(title: "values"),
            .init(title: "proposed field"), .init(title: "for example"),
        ])
        for column in table.columns { rows.add(cells(column)) }
        return rows.html
    }

    private func cells(_ column: InspectedColumn) -> [HTML] {
        let isEmpty = column.filled == 0
        let header =
            column.header.isEmpty ? HTML.tag("span", ["class": "quiet"], "no header") : .tag("strong", column.header)
        return [
            .tag("span", ["class": "quiet"], "\(column.number)"), header,
            .tag("span", ["class": isEmpty ? "fair" : "plain"], column.filledText),
            HTML(isEmpty ? "" : column.distinctText), HTML(isEmpty ? "" : NumberText.grouped(column.longest)),
            column.type.map(type) ?? .empty, field(column), .tag("span", ["class": "quiet"], column.examples),
        ]
    }

    private func type(_ type: InspectedType) -> HTML {
        HTML(type.name) + (type.count.map { .tag("div", ["class": "sum quiet"], $0) } ?? .empty)
    }

    /// The fields, and below them how sure that is and by which label.
    private func field(_ column: InspectedColumn) -> HTML {
        guard let shown = column.fields.first ?? column.guess else { return .tag("span", ["class": "quiet"], "–") }
        let isSure = !column.fields.isEmpty
        let names = isSure ? column.fields.map(\.name).joined(separator: " + ") : shown.name + "?"
        let why = "\(Share.text(shown.confidence)), \"\(shown.label)\" (\(shown.language))"
        return .tag("span", ["class": isSure ? "good" : "fair"], names) + .tag("div", ["class": "sum quiet"], why)
    }
}
