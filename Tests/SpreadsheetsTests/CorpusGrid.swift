import Tables

@testable import Spreadsheets

/// A cell as a reader gives it.
struct CorpusCell: Equatable {
    var text = ""
    var kind = CellKind.blank
    var format: String?
}

/// All cells of a sheet, at their places.
struct CorpusGrid: Equatable {
    var rows: [[CorpusCell]]

    init(_ workbook: any Workbook, sheet: Int) throws(ImportFailure) {
        rows = []
        let reader = try workbook.makeReader(sheet: sheet, SheetReading(keepsBlankRows: true))
        let batch = RowBatch()
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count { append(batch, row, workbook) }
        }
    }

    private mutating func append(_ batch: RowBatch, _ row: Int, _ workbook: any Workbook) {
        let info = batch.rows[row]
        while rows.count < info.number - 1 { rows.append([]) }
        rows.append(
            (0..<Int(info.cellCount)).map { column in
                let index = Int(info.firstCell) + column
                let span = batch.cells[index]
                let format = index < batch.formats.count ? workbook.formatCode(batch.formats[index]) : nil
                return CorpusCell(text: batch.string(span), kind: span.kind, format: span.isBlank ? nil : format)
            })
    }

    subscript(row: Int, column: Int) -> CorpusCell {
        guard rows.indices.contains(row), rows[row].indices.contains(column) else { return CorpusCell() }
        return rows[row][column]
    }

    /// Without blank rows and columns at the edges.
    var cropped: CorpusGrid {
        var grid = self
        let isFull = { (row: [CorpusCell]) in row.contains { !$0.text.isEmpty } }
        guard let first = rows.firstIndex(where: isFull), let last = rows.lastIndex(where: isFull) else {
            grid.rows = []
            return grid
        }
        let left = rows.compactMap { $0.firstIndex { !$0.text.isEmpty } }.min() ?? 0
        grid.rows = rows[first...last].map { Array($0.dropFirst(left)) }
        return grid
    }

    /// From a row on.
    func dropping(rows count: Int) -> CorpusGrid {
        var grid = self
        grid.rows = Array(rows.dropFirst(count))
        return grid
    }

    /// Columns up to the last with a value.
    var width: Int { rows.compactMap { $0.lastIndex { !$0.text.isEmpty }.map { $0 + 1 } }.max() ?? 0 }

    /// A column below its header, which is the first row.
    func column(_ name: String) -> [CorpusCell]? {
        guard let index = rows.first?.firstIndex(where: { $0.text == name }) else { return nil }
        return rows.indices.dropFirst().map { self[$0, index] }
    }
}

/// A grid of expected texts, cropped as `CorpusGrid.cropped`.
func croppedTexts(_ rows: [[String]]) -> [[String]] {
    let isFull = { (row: [String]) in row.contains { !$0.isEmpty } }
    guard let first = rows.firstIndex(where: isFull), let last = rows.lastIndex(where: isFull) else { return [] }
    let left = rows.compactMap { $0.firstIndex { !$0.isEmpty } }.min() ?? 0
    return rows[first...last].map { Array($0.dropFirst(left)) }
}

extension Workbook {
    func sheetIndex(named name: String) -> Int? { sheets.firstIndex { $0.name == name } }
}
