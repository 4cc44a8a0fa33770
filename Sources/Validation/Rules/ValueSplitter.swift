/// Splits a cell with several values into trimmed, distinct pieces, in the order given.
struct ValueSplitter {
    /// Stands between the values of several source cells.
    static let unit: UInt8 = 0x1F

    private let separator: [UInt8]?

    /// - Parameter separator: nil: comma and semicolon.
    init(separator: String?) {
        let bytes = separator.map { Array($0.utf8) } ?? []
        self.separator = bytes.isEmpty ? nil : bytes
    }

    func pieces(_ cell: Cell) -> [UnsafeBufferPointer<UInt8>] {
        var found: [UnsafeBufferPointer<UInt8>] = []
        var start = 0
        var index = 0
        while index < cell.count {
            let width = separatorWidth(cell, index)
            if width > 0 {
                add(cell, start, index, to: &found)
                start = index + width
            }
            index += max(width, 1)
        }
        add(cell, start, cell.count, to: &found)
        return found
    }

    @inline(__always)
    private func separatorWidth(_ cell: Cell, _ index: Int) -> Int {
        let byte = cell[index]
        if byte == Self.unit { return 1 }
        guard let separator else { return byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") ? 1 : 0 }
        guard byte == separator[0], index + separator.count <= cell.count else { return 0 }
        for offset in 1..<separator.count where cell[index + offset] != separator[offset] { return 0 }
        return separator.count
    }

    private func add(_ cell: Cell, _ from: Int, _ to: Int, to found: inout [UnsafeBufferPointer<UInt8>]) {
        var start = from
        var end = to
        while start < end, cell[start] <= 0x20 { start += 1 }
        while end > start, cell[end - 1] <= 0x20 { end -= 1 }
        guard start < end else { return }
        let piece = UnsafeBufferPointer(start: cell.bytes + start, count: end - start)
        if !found.contains(where: { $0.elementsEqual(piece) }) { found.append(piece) }
    }
}
