import Tables

/// Whole numbers of 64 bits; `1.000,00` is one where the mapping says that the comma is the decimal mark.
struct IntegerRule: CellRule {
    let numbers: NumberText
    var change: ChangeKind { .number }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        if Self.isCanonical(cell) { return .kept }
        return readSlowly(cell, output)
    }

    @inline(__always)
    private static func isCanonical(_ cell: Cell) -> Bool {
        guard cell.count <= 18, cell[0] != UInt8(ascii: "0") || cell.count == 1 else { return false }
        for index in 0..<cell.count where !TextScan.isDigit(cell[index]) { return false }
        return true
    }

    @inline(never)
    private func readSlowly(_ cell: Cell, _ output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        guard let number = numbers.write(cell, output), number.fraction == 0 else { return .refused(.integerInvalid) }
        if number.count > 18 {
            let text = String(decoding: UnsafeBufferPointer(start: output, count: number.count), as: UTF8.self)
            guard Int64(text) != nil else { return .refused(.integerInvalid) }
        }
        return .written(number.count)
    }
}
