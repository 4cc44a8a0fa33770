import HelpDesk
import Tables

/// Ids: texts, of which a spreadsheet may have made a short number before it saved them as text. `1.88974E+17` was an id
/// of 18 digits once; taken as it stands, all records whose ids begin alike would become one.
struct IdentifierRule: ColumnRule {
    let text: TextRule

    func check(_ batch: RecordBatch, _ column: ColumnPolicy) {
        text.check(batch, column)
        let spans = batch.values.column(column.index)
        for row in 0..<batch.count where spans[row].kind == .text && spans[row].length <= Self.longest {
            if Self.isShortened(batch.rows.bytes(spans[row])), batch.state(row) != .absent {
                column.refuse(batch, row: row, .numberPrecisionLost, [], always: true)
            }
        }
    }

    /// A digit, a mark, as many digits as a spreadsheet keeps, and the exponent: more is no number that it has written.
    private static let longest = 1 + 1 + NumberDigits.kept + 4

    /// `1.25E+17`, `1,25E+17`: digits with at most one decimal mark, and an exponent that stands for lost digits.
    @inline(__always)
    private static func isShortened(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let mark = bytes.count - 4
        guard mark > 0, bytes[mark] | 0x20 == UInt8(ascii: "e"), bytes[mark + 1] == UInt8(ascii: "+") else {
            return false
        }
        return isNumber(bytes, mark)
    }

    @inline(never)
    private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ mark: Int) -> Bool {
        guard TextScan.isDigit(bytes[mark + 2]), TextScan.isDigit(bytes[mark + 3]), TextScan.isDigit(bytes[0]) else {
            return false
        }
        let marks = bytes[..<mark].filter { !TextScan.isDigit($0) }
        let isDecimal =
            marks.isEmpty || (marks.count == 1 && (marks[0] == UInt8(ascii: ".") || marks[0] == UInt8(ascii: ",")))
        let exponent = Int(bytes[mark + 2] & 0xF) * 10 + Int(bytes[mark + 3] & 0xF)
        return isDecimal && exponent >= NumberDigits.kept
    }
}
