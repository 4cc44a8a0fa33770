import CSV

/// CSV read slowly and obviously, one byte after the other: what `CSVScanner` must agree with.
enum ReferenceScanner {
    struct Cell: Equatable {
        var bytes: [UInt8] = []
        var wasQuoted = false
    }

    struct Row: Equatable {
        var cells: [Cell]
        var number: Int
        var line: Int
        var offset: Int
        var length: Int
        var isBlank: Bool { cells.allSatisfy { $0.bytes.isEmpty } }
    }

    enum Result: Equatable {
        case rows([Row])
        case unclosed(line: Int)
    }

    static func read(_ text: [UInt8], _ dialect: CSVDialect, keepsBlankRows: Bool) -> Result {
        var rows: [Row] = []
        var index = 0
        var line = 1
        var number = 1
        while index < text.count {
            var row = Row(cells: [], number: number, line: line, offset: index, length: 0)
            var endsRecord = false
            while !endsRecord {
                guard let cell = readCell(text, &index, &line, dialect) else { return .unclosed(line: line) }
                row.cells.append(cell)
                if index == text.count {
                    endsRecord = true
                } else if text[index] == dialect.delimiter {
                    index += 1
                } else {
                    skipLineBreak(text, &index)
                    line += 1
                    endsRecord = true
                }
            }
            row.length = index - row.offset
            number += 1
            if keepsBlankRows || !row.isBlank { rows.append(row) }
        }
        return .rows(rows)
    }

    /// One cell; `index` then is at the delimiter, the line break or the end behind it. Nil: `line` has an open quote.
    private static func readCell(
        _ text: [UInt8], _ index: inout Int, _ line: inout Int, _ dialect: CSVDialect
    ) -> Cell? {
        var cell = Cell()
        if let quote = dialect.quote, quote != dialect.delimiter, index < text.count, text[index] == quote {
            cell.wasQuoted = true
            let opened = line
            index += 1
            while true {
                guard index < text.count else {
                    line = opened
                    return nil
                }
                if text[index] == quote {
                    index += 1
                    guard index < text.count, text[index] == quote else { break }
                    cell.bytes.append(quote)
                    index += 1
                } else if isLineBreak(text[index]) {
                    let start = index
                    skipLineBreak(text, &index)
                    cell.bytes += text[start..<index]
                    line += 1
                } else {
                    cell.bytes.append(text[index])
                    index += 1
                }
            }
        }
        var rest: [UInt8] = []
        while index < text.count, text[index] != dialect.delimiter, !isLineBreak(text[index]) {
            rest.append(text[index])
            index += 1
        }
        let isPadding = cell.wasQuoted && rest.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        if !isPadding { cell.bytes += rest }
        return cell
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func skipLineBreak(_ text: [UInt8], _ index: inout Int) {
        if text[index] == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A { index += 1 }
        index += 1
    }
}
