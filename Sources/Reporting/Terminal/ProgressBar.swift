/// The text of the progress bar; who prints it, and how often, is not decided here.
package struct ProgressBar: Sendable {
    /// Columns of the terminal.
    package var width: Int
    private static let maxBar = 30
    private static let minBar = 8

    package init(width: Int) { self.width = width }

    /// One line without an end: `done` and `total` in bytes (0: not known), `elapsed` in seconds.
    ///
    /// `[######--------]  42 %  1,234,567 rows  812,000 rows/s  12 s left`; on narrow terminals the end is left out.
    package func line(done: Int, total: Int, rows: Int, elapsed: Double) -> String {
        let share = total > 0 ? min(1, max(0, Double(done) / Double(total))) : nil
        let left = share.flatMap { Self.left($0, elapsed) }
        let pieces = [share.map(Self.percent), NumberText.count(rows, "row"), Self.speed(rows, elapsed), left]
        var parts = pieces.compactMap(\.self)
        while parts.count > 1, Self.length(parts) > width { parts.removeLast() }
        let text = parts.joined(separator: "  ")
        guard let share else { return text }
        let room = min(Self.maxBar, width - Self.length(parts) - 4)
        return room < Self.minBar ? text : Self.bar(share, room) + "  " + text
    }

    private static func length(_ parts: [String]) -> Int {
        parts.reduce(-2) { $0 + $1.count + 2 }
    }

    private static func percent(_ share: Double) -> String {
        DisplayWidth.padLeft(String(Int(share * 100)), 3) + " %"
    }

    private static func speed(_ rows: Int, _ elapsed: Double) -> String? {
        elapsed > 0 ? NumberText.grouped(Int(Double(rows) / elapsed)) + " rows/s" : nil
    }

    /// Too early, a guess would only jump about.
    private static func left(_ share: Double, _ elapsed: Double) -> String? {
        guard share > 0.01, elapsed > 0.5, share < 1 else { return nil }
        let seconds = elapsed / share * (1 - share)
        return NumberText.duration(max(1, seconds.rounded())).replacing(".0 s", with: " s") + " left"
    }

    private static func bar(_ share: Double, _ room: Int) -> String {
        let full = Int(share * Double(room))
        return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: room - full) + "]"
    }
}
