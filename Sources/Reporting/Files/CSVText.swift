/// Cells as RFC 4180 writes them.
struct CSVText {
    var delimiter = UInt8(ascii: ",")
    /// Nil: the file's dialect has no quotes, so what would need them becomes a space.
    var quote: UInt8? = UInt8(ascii: "\"")

    /// Adds a cell, quoted where it must be.
    func append(_ cell: String, to line: inout [UInt8]) {
        var cell = cell
        cell.withUTF8 { append($0, to: &line) }
    }

    private func append(_ cell: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]) {
        guard cell.contains(where: needsQuotes) else { return line.append(contentsOf: cell) }
        guard let quote else { return line.append(contentsOf: cell.map { needsQuotes($0) ? 0x20 : $0 }) }
        line.append(quote)
        for byte in cell {
            if byte == quote { line.append(quote) }
            line.append(byte)
        }
        line.append(quote)
    }

    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == quote || byte == 0x0A || byte == 0x0D
    }

    /// One line of cells that spreadsheet programs cannot take for formulas, CR LF included.
    func line(_ cells: [String]) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(delimiter) }
            append(FormulaGuard.neutral(cell), to: &line)
        }
        line.append(contentsOf: [0x0D, 0x0A])
        return line
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

/// Keeps spreadsheet programs from taking a text of the input for a formula (CSV injection).
///
/// A text that begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab or a line end gets an apostrophe in
/// front, which makes it a text. Left alone are plain numbers and phone numbers: a sign, then nothing but digits, spaces, dots, commas,
/// hyphens, slashes and parentheses, with a digit or an opening parenthesis first (`-12.50`, `+48 123 456 789`,
/// `+1 (202) 555-0100`). Neither letters nor operators can follow, so nothing there can call a function; at worst a
/// program shows a sum of the number's groups.
enum FormulaGuard {
    static func neutral(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, startsFormula(first) else { return text }
        return isNumber(text.utf8) ? text : "'" + text
    }

    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n": true
        default: false
        }
    }

    private static func isNumber(_ text: String.UTF8View) -> Bool {
        guard text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") else { return false }
        let rest = text.dropFirst()
        guard let second = rest.first, isDigit(second) || second == UInt8(ascii: "(") else { return false }
        return rest.contains(where: isDigit) && rest.allSatisfy { isDigit($0) || phoneMarks.contains($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static let phoneMarks = Set(" .,-/()".utf8)
}
