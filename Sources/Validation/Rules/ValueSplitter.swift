import Tables

/// Splits a cell with several values into trimmed, distinct pieces, in the order given.
final class ValueSplitter {
    /// Stands between the values of several source cells.
    static let unit: UInt8 = 0x1F

    /// A piece of the cell.
    struct Piece: BitwiseCopyable {
        var start: Int
        var count: Int
    }

    private let separator: [UInt8]?
    /// The pieces of the present cell.
    private let pieces = RawArray<Piece>(capacity: 64)
    /// Of many pieces, so that a huge cell does not take the square of its size.
    private var hashes: Set<UInt64> = []
    private let hasher = ByteHasher.random()
    private static let fewPieces = 16

    /// - Parameter separator: nil: comma and semicolon.
    init(separator: String?) {
        let bytes = separator.map { Array($0.utf8) } ?? []
        self.separator = bytes.isEmpty ? nil : bytes
    }

    /// The pieces of a cell, until the next one is split.
    func split(_ cell: Cell) -> UnsafeBufferPointer<Piece> {
        pieces.removeAll()
        if hashes.count > 0 { hashes.removeAll() }
        if let separator { split(cell, by: separator) } else { splitByDefault(cell) }
        return pieces.buffer
    }

    private func splitByDefault(_ cell: Cell) {
        var start = 0
        for index in 0..<cell.count {
            let byte = cell[index]
            guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == Self.unit else { continue }
            add(cell, start, index)
            start = index &+ 1
        }
        add(cell, start, cell.count)
    }

    private func split(_ cell: Cell, by separator: [UInt8]) {
        var start = 0
        var index = 0
        while index < cell.count {
            let width = cell[index] == Self.unit ? 1 : isHere(separator, cell, index) ? separator.count : 0
            if width > 0 {
                add(cell, start, index)
                start = index + width
            }
            index += max(width, 1)
        }
        add(cell, start, cell.count)
    }

    @inline(__always)
    private func isHere(_ separator: [UInt8], _ cell: Cell, _ index: Int) -> Bool {
        guard cell[index] == separator[0], index + separator.count <= cell.count else { return false }
        for offset in 1..<separator.count where cell[index + offset] != separator[offset] { return false }
        return true
    }

    private func add(_ cell: Cell, _ from: Int, _ to: Int) {
        var start = from
        var end = to
        while start < end, cell[start] <= 0x20 { start &+= 1 }
        while end > start, cell[end &- 1] <= 0x20 { end &-= 1 }
        let piece = Piece(start: start, count: end &- start)
        if piece.count > 0 && isNew(cell, piece) { pieces.append(piece) }
    }

    private func isNew(_ cell: Cell, _ piece: Piece) -> Bool {
        let known = pieces.buffer
        if known.count > Self.fewPieces { return isNewAmongMany(cell, piece) }
        for other in known where other.count == piece.count {
            if TextScan.equal(cell.bytes + other.start, cell.bytes + piece.start, piece.count) { return false }
        }
        return true
    }

    private func isNewAmongMany(_ cell: Cell, _ piece: Piece) -> Bool {
        if hashes.isEmpty {
            for other in pieces.buffer { hashes.insert(hasher.hash(cell.bytes + other.start, other.count)) }
        }
        return hashes.insert(hasher.hash(cell.bytes + piece.start, piece.count)).inserted
    }
}
