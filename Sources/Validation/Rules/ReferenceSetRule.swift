import Tables

/// Several references in a cell: distinct trimmed texts with U+001F between them.
struct ReferenceSetRule: CellRule {
    let splitter: ValueSplitter
    var change: ChangeKind { .list }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        if cell.kind == .number, NumberDigits.areLost(UnsafeBufferPointer(start: cell.bytes, count: cell.count)) {
            return .refused(.numberPrecisionLost)
        }
        for index in 0..<cell.count where TextScan.isControl(cell[index]) && cell[index] != ValueSplitter.unit {
            return .refused(.textControl)
        }
        let pieces = splitter.split(cell)
        if pieces.isEmpty { return .blank }
        if pieces.count == 1, pieces[0].count == cell.count { return .kept }
        var count = 0
        for piece in pieces {
            if count > 0 {
                output[count] = ValueSplitter.unit
                count += 1
            }
            (output + count).update(from: cell.bytes + piece.start, count: piece.count)
            count += piece.count
        }
        return .written(count)
    }
}
