/// Capital letters become small ones.
struct Lowercase: PlainTransform, CellTransform {
    static let name = "lowercase"
    static let otherNames = ["lower", "lower_case", "downcase", "to_lower"]
    static let keepsKind = true

    func change(_ cell: CellText) -> CellChange {
        LetterCase.change(cell, from: UInt8(ascii: "A")) { $0.lowercased() }
    }
}

/// The change from one case to the other.
enum LetterCase {
    /// Plain ASCII is changed byte by byte, other texts by `other`.
    @inline(__always)
    static func change(_ cell: CellText, from first: UInt8, other: (String) -> String) -> CellChange {
        let bytes = cell.bytes
        // One pass without branches, which the compiler turns into vectors.
        var high: UInt8 = 0
        var changes: UInt8 = 0
        for byte in bytes {
            high |= byte
            changes |= byte &- first < 26 ? 1 : 0
        }
        if high >= 0x80 { return cell.write(other(cell.string)) }
        return changes == 0 ? .kept : flip(cell, from: first)
    }

    @inline(__always)
    private static func flip(_ cell: CellText, from first: UInt8) -> CellChange {
        let out = cell.out
        let bytes = cell.bytes
        for index in 0..<bytes.count {
            let byte = bytes[index]
            out[index] = byte &- first < 26 ? byte ^ 0x20 : byte
        }
        return .written(bytes.count)
    }
}
