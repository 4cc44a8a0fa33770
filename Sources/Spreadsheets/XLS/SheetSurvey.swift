import Tables

/// What is known of a sheet before its first cell is read.
struct SheetSurvey {
    /// Cells that are merged: the first one, counted from 0, and how many there are.
    struct Merge: Equatable {
        var row: Int
        var column: Int
        var rows: Int
        var columns: Int
    }

    private(set) var hiddenRows: Set<Int> = []
    private(set) var hiddenColumns: [Bool] = []
    private(set) var merges: [Merge] = []
    /// Whether the cells stand in the order of their rows.
    private(set) var isOrdered = true
    /// Columns up to the last one with a value.
    private(set) var width = 0
    private var lastRow = 0

    /// No version of Excel with this format has more columns.
    private static let maxColumns = 256

    /// Walks all records of a sheet, which stand behind the one that begins it.
    init(_ records: BIFFRecords, in file: SourceFile, sheet: String) throws(ImportFailure) {
        var substream = BIFFSubstream(records)
        while let record = substream.next() {
            let content = records.content(record)
            switch record.type {
            case let type where BIFFType.isCell(type):
                guard readCell(record, content) else {
                    throw .xlsDamaged(file.name, "a cell of the sheet \"\(sheet)\" is broken off or beyond column IV")
                }
            case BIFFType.row: readRow(content)
            case BIFFType.columnInfo: readColumns(content)
            case BIFFType.mergedCells: readMerges(content)
            default: break
            }
        }
        guard substream.isComplete else { throw .xlsTruncated(file.name) }
        hiddenColumns = Array(hiddenColumns.prefix(width))
    }

    /// False where there cannot be such a cell.
    private mutating func readCell(_ record: BIFFRecord, _ content: ByteView) -> Bool {
        guard record.length > 6 else { return false }
        let row = content.base.u16(0)
        var column = content.base.u16(2)
        if record.type == BIFFType.multipleRK { column += max(record.length - 6, 0) / 6 - 1 }
        if row < lastRow { isOrdered = false }
        lastRow = row
        width = max(width, column + 1)
        return column < Self.maxColumns
    }

    private mutating func readRow(_ content: ByteView) {
        guard let row = content.u16(0), let flags = content.u16(12), flags & 0x20 != 0 else { return }
        hiddenRows.insert(row)
    }

    private mutating func readColumns(_ content: ByteView) {
        guard let first = content.u16(0), let last = content.u16(2), let flags = content.u16(8), flags & 1 != 0,
            first <= last, first < Self.maxColumns
        else { return }
        let end = min(last + 1, Self.maxColumns)
        hiddenColumns += [Bool](repeating: false, count: max(end - hiddenColumns.count, 0))
        for column in first..<end { hiddenColumns[column] = true }
    }

    private mutating func readMerges(_ content: ByteView) {
        for index in 0..<(content.u16(0) ?? 0) {
            let place = 2 + index * 8
            guard let lastColumn = content.u16(place + 6) else { return }
            let (row, column) = (content.base.u16(place), content.base.u16(place + 4))
            let rows = content.base.u16(place + 2) - row + 1
            merges.append(Merge(row: row, column: column, rows: rows, columns: lastColumn - column + 1))
        }
    }
}

/// The cells of a sheet, row by row, whatever the order in which they stand.
struct SheetCells {
    private var substream: BIFFSubstream
    private var records: BIFFRecords
    /// Row and place of each record, sorted; nil where they stand in order.
    private var order: [UInt64]?
    private var index = 0

    private static let placeBits: UInt64 = 40

    /// `records` stand behind the record that begins the sheet.
    init(_ records: BIFFRecords, isOrdered: Bool) {
        self.records = records
        substream = BIFFSubstream(records)
        if !isOrdered { order = Self.sorted(records) }
    }

    private static func sorted(_ records: BIFFRecords) -> [UInt64] {
        var substream = BIFFSubstream(records)
        var order: [UInt64] = []
        while let record = substream.next() {
            guard BIFFType.isCell(record.type) else { continue }
            let row = UInt64(records.stream.base.u16(record.start))
            order.append(row << placeBits | UInt64(record.start - 4))
        }
        return order.sorted()
    }

    /// Where in the stream the cells are.
    var position: Int { order == nil ? substream.position : records.position }

    /// The next record that holds cells.
    @inline(__always)
    mutating func next() -> BIFFRecord? {
        if order != nil { return nextInOrder() }
        while let record = substream.next() {
            if BIFFType.isCell(record.type) { return record }
        }
        return nil
    }

    @inline(never)
    private mutating func nextInOrder() -> BIFFRecord? {
        guard let order, index < order.count else { return nil }
        let place = Int(order[index] & (1 << Self.placeBits - 1))
        index += 1
        records = BIFFRecords(records.stream, at: place)
        return records.next()
    }
}
