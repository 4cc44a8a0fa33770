import Tables

/// A cell by itself, outside of a batch: for the few rows that are kept or written, not for reading.
package struct CellValue: Sendable, Equatable {
    package var kind: CellKind
    /// As the reader gives it: plain numbers, ISO dates.
    package var text: String
    /// An index of the number format (`Workbook.formatCode`); 0 is none.
    package var format: UInt16

    package init(_ kind: CellKind, _ text: String, format: UInt16 = 0) {
        self.kind = kind
        self.text = text
        self.format = format
    }

    package static let blank = CellValue(.blank, "")

    package static func text(_ text: String) -> CellValue { CellValue(.text, text) }
}

extension RowBatch {
    /// The cells of a row, one by one.
    package func cellValues(row: Int) -> [CellValue] {
        let first = Int(rows[row].firstCell)
        return (first..<first + Int(rows[row].cellCount)).map { cell in
            CellValue(cells[cell].kind, string(cells[cell]), format: cell < formats.count ? formats[cell] : 0)
        }
    }
}

/// Cells as bytes, to be kept in a file for a while: kind, format, length, text.
extension CellValue {
    private static let headBytes = 7

    package static func encode(_ cells: [CellValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cells.reduce(0) { $0 + headBytes + $1.text.utf8.count })
        for cell in cells {
            bytes.append(cell.kind.rawValue)
            append(UInt32(cell.format), bytes: 2, to: &bytes)
            append(UInt32(truncatingIfNeeded: cell.text.utf8.count), bytes: 4, to: &bytes)
            bytes.append(contentsOf: cell.text.utf8)
        }
        return bytes
    }

    /// Bytes that `encode` did not make give the cells up to the first mistake.
    package static func decode(_ bytes: ArraySlice<UInt8>) -> [CellValue] {
        var cells: [CellValue] = []
        var rest = bytes
        while rest.count >= headBytes, let kind = CellKind(rawValue: rest.removeFirst()) {
            let format = UInt16(truncatingIfNeeded: takeNumber(2, from: &rest))
            let length = Int(takeNumber(4, from: &rest))
            guard length <= rest.count else { break }
            cells.append(CellValue(kind, String(decoding: rest.prefix(length), as: UTF8.self), format: format))
            rest = rest.dropFirst(length)
        }
        return cells
    }

    private static func append(_ number: UInt32, bytes count: Int, to bytes: inout [UInt8]) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt32(place)))) }
    }

    private static func takeNumber(_ count: Int, from bytes: inout ArraySlice<UInt8>) -> UInt32 {
        let number = bytes.prefix(count).reversed().reduce(0) { $0 << 8 | UInt32($1) }
        bytes = bytes.dropFirst(count)
        return number
    }
}
