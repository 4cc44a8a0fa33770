import Tables

/// A table made of texts, for tests of binding.
struct MemoryTable: TableSource {
    var file: SourceFile
    var sheet: String?
    var sheetNumber: Int?
    var header: TableHeader
    var sampleRows: [[String]]
    var readSettings: [ReadSetting] { [] }
    /// Columns of the table, where rows further down are wider than the header.
    var width = 0

    init(_ name: String, sheet: String? = nil, _ rows: [[String]], headerRow: Int = 1, dataRow: Int? = nil) {
        file = SourceFile(path: name, name: name, size: 0)
        self.sheet = sheet
        sampleRows = rows
        let names = headerRow > 0 ? rows[headerRow - 1] : []
        header = TableHeader(names: names, row: headerRow, dataRow: dataRow ?? headerRow + 1)
    }

    func withHeader(row: Int, dataRow: Int) throws(ImportFailure) -> any TableSource {
        var copy = self
        let names = sampleRows[row - 1]
        let blanks = [String](repeating: "", count: max(width - names.count, 0))
        copy.header = TableHeader(names: names + blanks, row: row, dataRow: dataRow)
        return copy
    }

    func makeReader(digesting: Bool) throws(ImportFailure) -> any TableReader {
        MemoryReader(Array(sampleRows.dropFirst(header.dataRow - 1)))
    }
}

/// Gives the rows of a memory table in one batch.
final class MemoryReader: TableReader {
    private var rows: [[String]]
    let bytesRead = 0
    let blankRows = 0

    init(_ rows: [[String]]) { self.rows = rows }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.fill(rows)
        rows = []
        return !batch.rows.buffer.isEmpty
    }

    func finishDigest() throws(ImportFailure) -> String? { nil }
}
