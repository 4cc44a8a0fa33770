import Foundation
import Tables

/// Tags become a JSON array of distinct texts.
struct TagsRule: CellRule {
    let splitter: ValueSplitter

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        for index in 0..<cell.count where TextScan.isControl(cell[index]) && cell[index] != ValueSplitter.unit {
            return .refused(.textControl)
        }
        if isArray(cell) { return .kept }
        let pieces = splitter.pieces(cell)
        return pieces.isEmpty ? .blank : .written(write(pieces, output))
    }

    /// Whether the cell already is a JSON array of texts, as a record's tags are stored.
    private func isArray(_ cell: Cell) -> Bool {
        guard cell.count > 4, cell[0] == UInt8(ascii: "["), cell[1] == UInt8(ascii: "\"") else { return false }
        let data = Data(bytes: cell.bytes, count: cell.count)
        guard let items = try? JSONDecoder().decode([String].self, from: data) else { return false }
        return Set(items).count == items.count
    }

    private func write(_ pieces: [UnsafeBufferPointer<UInt8>], _ output: UnsafeMutablePointer<UInt8>) -> Int {
        var count = 0
        func put(_ byte: UInt8) {
            output[count] = byte
            count += 1
        }
        for piece in pieces {
            put(count == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
            put(UInt8(ascii: "\""))
            for byte in piece { Self.escape(byte, put) }
            put(UInt8(ascii: "\""))
        }
        put(UInt8(ascii: "]"))
        return count
    }

    @inline(__always)
    private static func escape(_ byte: UInt8, _ put: (UInt8) -> Void) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            put(UInt8(ascii: "\\"))
            put(byte)
        case 0x09, 0x0A, 0x0D:
            put(UInt8(ascii: "\\"))
            put(byte == 0x09 ? UInt8(ascii: "t") : byte == 0x0A ? UInt8(ascii: "n") : UInt8(ascii: "r"))
        default: put(byte)
        }
    }
}
