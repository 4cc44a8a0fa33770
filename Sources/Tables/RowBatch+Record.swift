extension RowBatch {
    /// A row as one record of text: as it stood in the file; where it has no text of its own there, as a record of CSV
    /// (RFC 4180, UTF-8).
    package func record(row: Int) -> [UInt8] {
        let source = source(row: row)
        return source.isEmpty ? csvRecord(row: row) : Array(source)
    }

    private func csvRecord(row: Int) -> [UInt8] {
        var record: [UInt8] = []
        let first = Int(rows[row].firstCell)
        for cell in first..<first + Int(rows[row].cellCount) {
            if cell > first { record.append(UInt8(ascii: ",")) }
            Self.append(bytes(cells[cell]), to: &record)
        }
        return record + [0x0D, 0x0A]
    }

    private static func append(_ cell: UnsafeBufferPointer<UInt8>, to record: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let special: [UInt8] = [quote, UInt8(ascii: ","), 0x0A, 0x0D]
        guard cell.contains(where: special.contains) else { return record.append(contentsOf: cell) }
        record.append(quote)
        for byte in cell { record += byte == quote ? [quote, quote] : [byte] }
        record.append(quote)
    }
}
