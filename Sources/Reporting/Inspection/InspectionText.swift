/// An inspection on the terminal: each file, each table, and a line a column.
package enum InspectionText {
    /// Lines of at most `width` columns where the headers allow it, each with its line end.
    package static func render(_ report: InspectionReport, width: Int = 100, color: Bool = false) -> String {
        InspectionBuilder(report: report, width: max(width, 60), style: TerminalStyle(color: color)).lines()
            .map { $0 + "\n" }.joined()
    }
}

private struct InspectionBuilder {
    let report: InspectionReport
    let width: Int
    let style: TerminalStyle

    func lines() -> [String] {
        let files = report.files.map { file in head(file) + file.tables.flatMap { [""] + table($0) } }
        let skipped = report.skipped.map { "Skipped: \($0.label) \($0.reason). \($0.hint ?? "")" }
            .flatMap { DisplayWidth.wrap(DisplayWidth.clean($0), width) }
        return Array((files + (skipped.isEmpty ? [] : [skipped])).joined(separator: [""]))
    }

    private func head(_ file: InspectedFile) -> [String] {
        let title = style.paint(DisplayWidth.clean(file.file), .bold) + "  \(file.kind), \(NumberText.bytes(file.size))"
        let room = file.settings.map(\.name.count).max() ?? 0
        return [title]
            + file.settings.map { setting in
                "  " + DisplayWidth.padRight(setting.name, room) + "  " + DisplayWidth.clean(setting.value) + "  "
                    + style.paint(DisplayWidth.clean(setting.why), .dim)
            }
    }

    private func table(_ table: InspectedTable) -> [String] {
        let name = table.sheet.map { "Sheet " + style.paint(DisplayWidth.clean($0), .bold) + ": " } ?? ""
        let about = [table.presetText, table.proposalText.map { "looks like \($0)" }].compactMap(\.self)
        return [name + table.shape, style.paint(about.joined(separator: "; "), .dim)] + columns(table)
    }

    // MARK: Columns

    private func columns(_ table: InspectedTable) -> [String] {
        guard !table.columns.isEmpty else { return [] }
        var grid = InspectionGrid(width: width)
        grid.add(["", "column", "filled", "distinct", "longest", "values", "field", "for example"].map { ($0, .dim) })
        for column in table.columns { grid.add(cells(column, table.proposal)) }
        return grid.render(style)
    }

    private func cells(_ column: InspectedColumn, _ proposal: ProposedTable?) -> [InspectionGrid.Cell] {
        let isEmpty = column.filled == 0
        let fieldInk: TerminalStyle.Ink = !column.fields.isEmpty ? .green : column.guess == nil ? .dim : .yellow
        return [
            ("\(column.number)", .dim),
            (DisplayWidth.clean(column.header.isEmpty ? "(no header)" : column.header), nil),
            (column.filledText, isEmpty ? .yellow : nil), (isEmpty ? "" : column.distinctText, nil),
            (isEmpty ? "" : NumberText.grouped(column.longest), nil), (column.type?.text ?? "", nil),
            (column.fieldText(proposal), fieldInk), (DisplayWidth.clean(column.examples), .dim),
        ]
    }
}

/// Lines of cells; the last column gets what room is left, or lines of its own; the wide ones are cut.
private struct InspectionGrid {
    typealias Cell = (text: String, ink: TerminalStyle.Ink?)

    let width: Int
    private var lines: [[Cell]] = []

    init(width: Int) { self.width = width }

    private static let numbers: Set<Int> = [0, 2, 3, 4]
    /// Headers and fields take no more than this share of the width.
    private static let most: [Int: Double] = [1: 0.22, 5: 0.24, 6: 0.32]
    private static let fewest = 10
    /// Examples with less room get lines of their own.
    private static let fewestOfLast = 24

    mutating func add(_ cells: [Cell]) { lines.append(cells) }

    func render(_ style: TerminalStyle) -> [String] {
        let widths = widths()
        return lines.enumerated().flatMap { number, line in
            let cells = line.indices.filter { widths[$0] > 0 }.map { column in
                let cut = DisplayWidth.cut(line[column].text, widths[column])
                let pad = Self.numbers.contains(column) ? DisplayWidth.padLeft : DisplayWidth.padRight
                return style.paint(column == line.count - 1 ? cut : pad(cut, widths[column]), line[column].ink)
            }
            let text = Self.withoutEnd("  " + cells.joined(separator: "  "))
            guard widths.last == 0, number > 0, let last = line.last, !last.text.isEmpty else { return [text] }
            let indent = String(repeating: " ", count: widths[0] + 4)
            return [text, indent + style.paint(DisplayWidth.cut(last.text, width - indent.count), last.ink)]
        }
    }

    private func widths() -> [Int] {
        var widths = (lines.first ?? []).indices.map { column in
            lines.map { DisplayWidth.of($0[column].text) }.max() ?? 0
        }
        for (column, share) in Self.most where column < widths.count {
            widths[column] = min(widths[column], max(Self.fewest, Int(Double(width) * share)))
        }
        // Narrow terminals do without how long and how different values are, and then without ends of fields.
        for column in [4, 3] where Self.sum(widths) > width { widths[column] = 0 }
        widths[6] = max(Self.fewest, min(widths[6], widths[6] + width - Self.sum(widths)))
        let left = width - Self.sum(widths) - 2
        widths[widths.count - 1] = left < Self.fewestOfLast ? 0 : min(widths[widths.count - 1], left)
        return widths
    }

    /// Of all columns but the last, with what stands between them.
    private static func sum(_ widths: [Int]) -> Int {
        widths.dropLast().filter { $0 > 0 }.reduce(0) { $0 + $1 + 2 }
    }

    private static func withoutEnd(_ text: String) -> String {
        var text = text
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
