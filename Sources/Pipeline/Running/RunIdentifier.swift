import Foundation

/// Run ids sort by time and stay unique when two runs begin in the same second: `20261122-031500-7f3a`.
enum RunIdentifier {
    static func make(_ date: Date) -> String {
        let text = Instant.text(date).filter { $0.isNumber || $0 == "T" }.replacing("T", with: "-")
        let tail = String(UInt16.random(in: 0...UInt16.max), radix: 16)
        return text + "-" + String(repeating: "0", count: 4 - tail.count) + tail
    }
}

/// Instants as everything stores them.
enum Instant {
    static func text(_ date: Date) -> String { date.ISO8601Format() }
}
