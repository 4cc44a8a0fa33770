import Tables

/// The database's own number of a record, with or without the sign that the program writes before it: `#17`, `17`.
struct RecordIDRule: CellRule {
    var change: ChangeKind { .number }

    /// Digits of the largest id.
    private static let digits = 10

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        var start = cell[0] == UInt8(ascii: "#") ? 1 : 0
        while start < cell.count - 1 && cell[start] == UInt8(ascii: "0") { start += 1 }
        let count = cell.count - start
        guard count > 0, count <= Self.digits, (start..<cell.count).allSatisfy({ cell[$0] &- 0x30 < 10 }) else {
            return .refused(.integerInvalid)
        }
        return start == 0 ? .kept : .part(start: start, count: count)
    }
}
