/// Colours of the terminal; without colour everything is plain text.
struct TerminalStyle {
    enum Ink: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    let color: Bool

    func paint(_ text: String, _ ink: Ink?) -> String {
        guard color, let ink, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }
}

/// A table with its first column to the left and the others to the right.
struct TerminalTable {
    struct Cell {
        var text: String
        var ink: TerminalStyle.Ink?
    }

    private var lines: [[Cell]] = []

    mutating func add(_ cells: [Cell]) { lines.append(cells) }

    func render(_ style: TerminalStyle, indent: String) -> [String] {
        let widths = (lines.first ?? []).indices.map { column in
            lines.map { DisplayWidth.of($0[column].text) }.max() ?? 0
        }
        return lines.map { line in
            let cells = line.enumerated().map { column, cell in
                let pad = column == 0 ? DisplayWidth.padRight : DisplayWidth.padLeft
                return style.paint(pad(cell.text, widths[column]), cell.ink)
            }
            return indent + cells.joined(separator: "  ")
        }
    }
}

/// The columns of counts that the terminal and the page share.
struct CountColumn {
    let title: String
    let value: KeyPath<EntityCounts, Int> & Sendable
    /// Shown even if all are zero.
    let isAlways: Bool
    let ink: TerminalStyle.Ink?

    static let all = [
        CountColumn(title: "read", value: \.read, isAlways: true, ink: nil),
        CountColumn(title: "created", value: \.created, isAlways: true, ink: .green),
        CountColumn(title: "updated", value: \.updated, isAlways: true, ink: .green),
        CountColumn(title: "unchanged", value: \.unchanged, isAlways: true, ink: nil),
        CountColumn(title: "deleted", value: \.deleted, isAlways: false, ink: .yellow),
        CountColumn(title: "restored", value: \.restored, isAlways: false, ink: .green),
        CountColumn(title: "skipped", value: \.skipped, isAlways: false, ink: .yellow),
        CountColumn(title: "rejected", value: \.rejected, isAlways: true, ink: .red),
        CountColumn(title: "parked", value: \.parked, isAlways: false, ink: .yellow),
        CountColumn(title: "by reference", value: \.madeByReference, isAlways: false, ink: .green),
        CountColumn(title: "taken along", value: \.takenAlong, isAlways: false, ink: .yellow),
    ]

    static func shown(_ entities: [EntityReport]) -> [CountColumn] {
        all.filter { column in column.isAlways || entities.contains { $0.counts[keyPath: column.value] != 0 } }
    }
}
