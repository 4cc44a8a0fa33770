/// The little that rejects files need to know about where records and cells end. Not for whole files.
///
/// A quote counts only at the beginning of a cell, as in the CSV reader.
struct CSVRecords {
    let delimiter: UInt8
    let quote: UInt8?

    /// The records with their line ends; falls back on plain lines if quotes leave fewer than `atLeast`.
    func split(_ text: [UInt8], atLeast count: Int) -> [ArraySlice<UInt8>] {
        let records = split(text)
        return records.count >= count || quote == nil
            ? records : CSVRecords(delimiter: delimiter, quote: nil).split(text)
    }

    private func split(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var records: [ArraySlice<UInt8>] = []
        var start = 0
        while start < text.count {
            var end = start
            while let cell = nextCell(text[start...], at: end), cell.end < text.count {
                end = cell.end + 1
                if text[cell.end] != delimiter { break }
            }
            if end == start || !isRecordEnd(text, end) { end = text.count }
            if end < text.count, text[end - 1] == 0x0D, text[end] == 0x0A { end += 1 }
            records.append(text[start..<end])
            start = end
        }
        return records
    }

    private func isRecordEnd(_ text: [UInt8], _ end: Int) -> Bool {
        text[end - 1] == 0x0A || text[end - 1] == 0x0D
    }

    /// Up to `limit` first cells, without quotes and surrounding spaces.
    func cells(_ record: ArraySlice<UInt8>, limit: Int) -> [[UInt8]] {
        var cells: [[UInt8]] = []
        var position = record.startIndex
        while cells.count < limit, let cell = nextCell(record, at: position) {
            cells.append(cell.value.filter { $0 != quote && $0 != 0x20 })
            guard cell.end < record.endIndex, record[cell.end] == delimiter else { break }
            position = cell.end + 1
        }
        return cells
    }

    /// What follows the first `count` cells and their delimiters; only the line end where there are not so many.
    func dropCells(_ record: ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8> {
        var position = record.startIndex
        for _ in 0..<count {
            guard let cell = nextCell(record, at: position) else { return record[record.endIndex...] }
            guard cell.end < record.endIndex, record[cell.end] == delimiter else { return record[cell.end...] }
            position = cell.end + 1
        }
        return record[position...]
    }

    /// The cell that begins at `position`; `end` is its delimiter, its line end, or the end of the text.
    private func nextCell(_ text: ArraySlice<UInt8>, at position: Int) -> (value: ArraySlice<UInt8>, end: Int)? {
        guard position <= text.endIndex else { return nil }
        var end = position
        if let quote, end < text.endIndex, text[end] == quote { end = closingQuote(text, end + 1, quote) }
        while end < text.endIndex, text[end] != delimiter, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
        return (text[position..<end], end)
    }

    /// The index after the closing quote.
    private func closingQuote(_ text: ArraySlice<UInt8>, _ start: Int, _ quote: UInt8) -> Int {
        var index = start
        while index < text.endIndex {
            if text[index] == quote {
                guard index + 1 < text.endIndex, text[index + 1] == quote else { return index + 1 }
                index += 1
            }
            index += 1
        }
        return text.endIndex
    }
}
