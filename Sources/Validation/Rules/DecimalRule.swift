import Tables

/// Decimal numbers with the column's decimal mark; group separators only between well-formed groups of three.
struct DecimalRule: CellRule {
    let numbers: NumberText
    var change: ChangeKind { .number }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        if isCanonical(cell) { return .kept }
        return readSlowly(cell, output)
    }

    /// `12.5`: digits, at most one dot that is the mark here, no idle zeros.
    @inline(__always)
    private func isCanonical(_ cell: Cell) -> Bool {
        let dot = UInt8(ascii: ".")
        guard cell.count <= 32, cell[0] != UInt8(ascii: "0") || cell.count == 1 else { return false }
        var dots = 0
        for index in 0..<cell.count where !TextScan.isDigit(cell[index]) {
            guard cell[index] == dot, index > 0 else { return false }
            dots &+= 1
        }
        if dots == 0 { return true }
        let last = cell[cell.count &- 1]
        return dots == 1 && last != dot && last != UInt8(ascii: "0") && (numbers.mark == dot || cell.kind == .number)
    }

    @inline(never)
    private func readSlowly(_ cell: Cell, _ output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        guard let number = numbers.write(cell, output) else { return .refused(.decimalInvalid) }
        return isSame(cell, output, number.count) ? .kept : .written(number.count)
    }

    @inline(__always)
    private func isSame(_ cell: Cell, _ output: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
        count == cell.count && TextScan.equal(cell.bytes, output, count)
    }
}
