import Tables

/// One sheet of a workbook as a table.
package struct SheetTable: TableSource {
    package let file: SourceFile
    package let workbook: any Workbook
    /// Index into the workbook's sheets.
    package let index: Int
    package private(set) var header: TableHeader
    package let sampleRows: [[String]]
    package private(set) var readSettings: [ReadSetting]
    private let visibleOnly: Bool
    /// Columns that have a value in one of the first rows.
    private let width: Int

    package var sheet: String? { workbook.sheets[index].name }
    package var sheetNumber: Int? { index + 1 }
    package var isHidden: Bool { workbook.sheets[index].isHidden }
    package var byteCount: Int { workbook.byteCount(sheet: index) ?? file.size }

    private static let shownRows = 50

    /// Reads the first rows and guesses which of them names the columns.
    package init(
        file: SourceFile, workbook: any Workbook, index: Int, visibleOnly: Bool = false
    ) throws(ImportFailure) {
        self.file = file
        self.workbook = workbook
        self.index = index
        self.visibleOnly = visibleOnly
        let rows = try Self.firstRows(workbook, index, visibleOnly)
        sampleRows = rows
        width = rows.map(\.count).max() ?? 0
        readSettings = [ReadSetting("kind", workbook.kind.rawValue, .detected, evidence: "first bytes")]
        let guess = HeaderGuess(rows: rows).index.map { $0 + 1 } ?? 0
        header = TableHeader(names: [], row: guess, dataRow: guess + 1)
        header.names = names(in: guess)
        readSettings.append(
            ReadSetting("header_row", "\(guess)", .detected, evidence: "first row that names columns"))
    }

    package func withHeader(row: Int, dataRow: Int) throws(ImportFailure) -> any TableSource {
        var table = self
        table.header = TableHeader(names: try table.distantNames(in: row), row: row, dataRow: dataRow)
        table.readSettings =
            readSettings.filter { $0.name != "header_row" } + [ReadSetting("header_row", "\(row)", .given)]
        return table
    }

    package func makeReader(digesting: Bool) throws(ImportFailure) -> any TableReader {
        try workbook.makeReader(
            sheet: index,
            SheetReading(visibleOnly: visibleOnly, startRow: header.dataRow, width: header.names.count))
    }

    /// A reader that starts at any row, for printing rows as they are.
    package func makeReader(from row: Int, keepsBlankRows: Bool) throws(ImportFailure) -> any TableReader {
        try workbook.makeReader(
            sheet: index, SheetReading(visibleOnly: visibleOnly, startRow: row, keepsBlankRows: keepsBlankRows))
    }

    /// The rows with a value above the data: titles and headers.
    package func rowsAboveData() throws(ImportFailure) -> [(number: Int, cells: [CellValue])] {
        guard header.dataRow > 1 else { return [] }
        let reader = try makeReader(from: 1, keepsBlankRows: false)
        let batch = RowBatch()
        var rows: [(number: Int, cells: [CellValue])] = []
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                if batch.rows[row].number >= header.dataRow { return rows }
                rows.append((batch.rows[row].number, batch.cellValues(row: row)))
            }
        }
        return rows
    }

    /// The names in a row, filled up to the width of the table: a column without a name is a column too.
    private func names(in row: Int) -> [String] {
        guard row > 0, row <= sampleRows.count else { return [] }
        let names = sampleRows[row - 1]
        return names + [String](repeating: "", count: max(width - names.count, 0))
    }

    private func distantNames(in row: Int) throws(ImportFailure) -> [String] {
        if row <= sampleRows.count { return names(in: row) }
        let reader = try workbook.makeReader(
            sheet: index, SheetReading(visibleOnly: visibleOnly, startRow: row, keepsBlankRows: true))
        let batch = RowBatch()
        guard try reader.next(into: batch), batch.rows.count > 0, batch.rows[0].number == row else { return [] }
        return batch.strings(row: 0)
    }

    /// The first rows as texts, at their places: row n is element n - 1. A sheet may begin far below its first row.
    private static func firstRows(
        _ workbook: any Workbook, _ index: Int, _ visibleOnly: Bool
    ) throws(ImportFailure) -> [[String]] {
        let reader = try workbook.makeReader(sheet: index, SheetReading(visibleOnly: visibleOnly))
        let batch = RowBatch()
        var rows: [[String]] = []
        var last: Int?
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                let number = batch.rows[row].number
                last = last ?? number + shownRows - 1
                if number > last! { return rows }
                rows += [[String]](repeating: [], count: number - 1 - rows.count)
                rows.append(batch.strings(row: row))
            }
        }
        return rows
    }
}

extension RowBatch {
    /// A row's cells as `String`s, for headers and samples only.
    package func strings(row: Int) -> [String] {
        (0..<Int(rows[row].cellCount)).map { string(row: row, column: $0) ?? "" }
    }
}
