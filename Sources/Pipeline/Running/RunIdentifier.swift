import Foundation

/// Run ids sort by time, also of runs that begin in the same second: `20261122-031500-7f3a`. The last part is the
/// fraction of the second in steps of 15 µs.
enum RunIdentifier {
    static func make(_ date: Date) -> String {
        let text = Instant.text(date).filter { $0.isNumber || $0 == "T" }.replacing("T", with: "-")
        let seconds = date.timeIntervalSince1970
        let tail = String(UInt16((seconds - seconds.rounded(.down)) * 65_536), radix: 16)
        return text + "-" + String(repeating: "0", count: 4 - tail.count) + tail
    }

    /// Whether a name can be the id of a run.
    static func matches(_ name: String) -> Bool { name.wholeMatch(of: /\d{8}-\d{6}-[0-9a-f]{4}/) != nil }
}

/// Instants as everything stores them.
enum Instant {
    static func text(_ date: Date) -> String { date.ISO8601Format() }
}
