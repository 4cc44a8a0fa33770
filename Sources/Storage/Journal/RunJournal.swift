import HelpDesk
import Tables

/// What one run has left in the journal.
struct RunJournal {
    let run: Int64
    let names: JournalNames
    private let session: StoreSession
    private let parts: [Int64]

    init(_ session: StoreSession, run: Int64, names: JournalNames) throws(ImportFailure) {
        self.session = session
        self.run = run
        self.names = names
        var parts: [Int64] = []
        if session.hasTable("journal") {
            let statement = try session.prepare("SELECT id FROM journal WHERE run = ?1 ORDER BY id")
            statement.bind(1, run)
            while try statement.next() { parts.append(statement.integer(0)) }
        }
        self.parts = parts
    }

    var isEmpty: Bool { parts.isEmpty }

    /// Hands on every entry in the order of writing, or the other way round, with the part it stands in.
    func entries(
        reversed: Bool = false, _ body: (JournalEntry, String, [UInt8]) throws(ImportFailure) -> Void
    ) throws(ImportFailure) {
        for id in reversed ? parts.reversed() : parts {
            let bytes = try part(id)
            let entries = JournalEntry.all(in: bytes)
            for entry in reversed ? entries.reversed() : entries {
                try body(entry, names.table(entry.table) ?? "", bytes)
            }
        }
    }

    /// A payload's columns by name.
    func columns(_ entry: JournalEntry, _ bytes: [UInt8]) -> [JournalColumn] {
        entry.columns(in: bytes).map { JournalColumn(name: names.column($0.number), value: $0.value) }
    }

    private func part(_ id: Int64) throws(ImportFailure) -> [UInt8] {
        let statement = try session.prepare("SELECT bytes FROM journal WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, id)
        return try statement.next() ? statement.blob(0) : []
    }
}

/// A column and what it held.
struct JournalColumn: Hashable {
    let name: String
    let value: JournalValue
}

/// Ids in order, as ranges.
struct IDRanges {
    private(set) var ranges: [ClosedRange<Int64>] = []

    /// Adds rows; ranges may come in any order, and are brought together by `close`.
    mutating func add(_ range: ClosedRange<Int64>) {
        if let last = ranges.last, last.upperBound + 1 == range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound...range.upperBound
        } else {
            ranges.append(range)
        }
    }

    /// Sorts, and joins what meets.
    mutating func close() {
        var joined = IDRanges()
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.ranges.last, range.lowerBound <= last.upperBound + 1 {
                joined.ranges[joined.ranges.count - 1] =
                    last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.ranges.append(range)
            }
        }
        self = joined
    }

    /// Once closed.
    func contains(_ id: Int64) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < id { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(id)
    }

    var count: Int { ranges.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) + 1 } }

    var isEmpty: Bool { ranges.isEmpty }

    /// From the first to the last, as a condition of SQL: short, however many ranges there are.
    func hullCondition(_ column: String) -> String {
        guard let first = ranges.first, let last = ranges.last else { return "0" }
        return "\(column) BETWEEN \(first.lowerBound) AND \(last.upperBound)"
    }

    /// As a condition of SQL, for records that a run has made: their ranges are few.
    func condition(_ column: String) -> String {
        if isEmpty { return "0" }
        return "("
            + ranges.map { "\(column) BETWEEN \($0.lowerBound) AND \($0.upperBound)" }.joined(separator: " OR ") + ")"
    }
}
