import Foundation
import Tables

/// Tags become a JSON array of distinct texts.
struct TagsRule: CellRule {
    let splitter: ValueSplitter
    var change: ChangeKind { .list }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        for index in 0..<cell.count where TextScan.isControl(cell[index]) && cell[index] != ValueSplitter.unit {
            return .refused(.textControl)
        }
        if isArray(cell) { return .kept }
        let pieces = splitter.split(cell)
        return pieces.isEmpty ? .blank : .written(write(cell, pieces, output))
    }

    /// Whether the cell already is a JSON array of texts, as a record's tags are stored.
    private func isArray(_ cell: Cell) -> Bool {
        guard cell.count > 4, cell[0] == UInt8(ascii: "["), cell[1] == UInt8(ascii: "\"") else { return false }
        let data = Data(bytes: cell.bytes, count: cell.count)
        guard let items = try? JSONDecoder().decode([String].self, from: data) else { return false }
        return Set(items).count == items.count
    }

    private func write(
        _ cell: Cell, _ pieces: UnsafeBufferPointer<ValueSplitter.Piece>, _ output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var count = 0
        for piece in pieces {
            output[count] = count == 0 ? UInt8(ascii: "[") : UInt8(ascii: ",")
            output[count &+ 1] = UInt8(ascii: "\"")
            count &+= 2
            for index in piece.start..<(piece.start &+ piece.count) {
                count &+= Self.escape(cell[index], output + count)
            }
            output[count] = UInt8(ascii: "\"")
            count &+= 1
        }
        output[count] = UInt8(ascii: "]")
        return count &+ 1
    }

    /// Writes a character of a JSON text; controls are the ones that a text may have.
    @inline(__always)
    private static func escape(_ byte: UInt8, _ output: UnsafeMutablePointer<UInt8>) -> Int {
        output[0] = byte
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return 1 }
        output[0] = UInt8(ascii: "\\")
        switch byte {
        case 0x09: output[1] = UInt8(ascii: "t")
        case 0x0A: output[1] = UInt8(ascii: "n")
        case 0x0D: output[1] = UInt8(ascii: "r")
        default: output[1] = byte
        }
        return 2
    }
}
