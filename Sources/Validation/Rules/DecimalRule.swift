import Tables

/// Decimal numbers with the column's decimal mark; group separators only between well-formed groups of three.
struct DecimalRule: CellRule {
    let numbers: NumberText

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        guard let number = numbers.write(cell, output) else { return .refused(.decimalInvalid) }
        return isSame(cell, output, number.count) ? .kept : .written(number.count)
    }

    @inline(__always)
    private func isSame(_ cell: Cell, _ output: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
        count == cell.count && TextScan.equal(cell.bytes, output, count)
    }
}
