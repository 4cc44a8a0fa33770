import Reporting
import Tables

/// What files turned out to hold.
struct OpenedTables: Sendable {
    var tables: [any TableSource] = []
    /// What was not looked at, and why.
    var skipped: [SkippedReport] = []
    /// Keep the temporary files of members of archives.
    var spooled: [SpooledInput] = []

    mutating func add(_ other: OpenedTables) {
        tables += other.tables
        skipped += other.skipped
        spooled += other.spooled
    }
}
