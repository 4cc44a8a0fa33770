/// What a cell's `t` attribute says, and what is done with its value.
enum SheetCellType: UInt8 {
    /// `n`, or none.
    case number
    /// `s`: the number of a shared text.
    case shared
    /// `str`, a formula's text, and `inlineStr`: the text itself, decoded.
    case text
    /// `b`
    case boolean
    /// `e`: the error's name.
    case error
    /// `d`: ISO 8601.
    case date

    /// Unknown types are read as texts.
    init(_ type: XMLText) {
        guard type.bytes.count == 1, let letter = type.bytes.first else {
            self = .text
            return
        }
        switch letter {
        case UInt8(ascii: "s"): self = .shared
        case UInt8(ascii: "n"): self = .number
        case UInt8(ascii: "b"): self = .boolean
        case UInt8(ascii: "e"): self = .error
        case UInt8(ascii: "d"): self = .date
        default: self = .text
        }
    }
}

/// A cell as it stands in a sheet's XML, before its format and the shared texts are looked up.
struct SheetCell: BitwiseCopyable {
    /// Where its value stands in the batch's text.
    var start: UInt32
    var length: UInt32
    /// From 0.
    var column: UInt16
    /// The index of its style; what is beyond 16 bits, no program writes.
    var style: UInt16
    var type: SheetCellType
}

/// A row of a sheet's XML, complete: what stands in `<row>`, and its cells with a value.
struct SheetRow {
    /// From 1.
    var number = 0
    var isHidden = false
}

/// Reads references such as `AB12` and `B5:B9`.
enum CellReference {
    /// Column (from 0) and row (from 1; 0 where the reference has none); nil for what is no reference.
    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> (column: Int, row: Int)? {
        var column = 0
        var index = 0
        while index < text.count, case let letter = text[index] | 0x20, letter &- UInt8(ascii: "a") < 26 {
            column = column * 26 + Int(letter - UInt8(ascii: "a")) + 1
            index += 1
            if index > maxLetters { return nil }
        }
        guard index > 0, let row = number(text, from: index) else { return nil }
        return (column - 1, row)
    }

    private static let maxLetters = 4

    private static func number(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var number = 0
        guard text.count - start <= 10 else { return nil }
        for byte in text[start...] {
            guard byte &- UInt8(ascii: "0") < 10 else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }

    /// The first column (from 0) and the rows (from 1) of a range such as `B5:B9`.
    static func range(_ text: UnsafeBufferPointer<UInt8>) -> (column: Int, rows: ClosedRange<Int>)? {
        let parts = text.split(separator: UInt8(ascii: ":"))
        guard parts.count == 2, let first = parse(UnsafeBufferPointer(rebasing: parts[0])),
            let last = parse(UnsafeBufferPointer(rebasing: parts[1])), first.row > 0, first.row <= last.row
        else { return nil }
        return (first.column, first.row...last.row)
    }
}
