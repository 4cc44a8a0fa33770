import Foundation
import Spreadsheets
import Tables

/// How a sheet's rejected rows are written, so that the workbook can be imported like the one it comes from.
package struct SheetFormat: Sendable {
    package typealias Row = (number: Int, cells: [CellValue])

    package var sheet: String
    /// Its place in the source.
    package var index: Int
    package var header: TableHeader
    /// The number format code of `CellValue.format`.
    package var code: @Sendable (UInt16) -> String?
    /// Reads the rows above the data: titles, and the header.
    package var prologue: @Sendable () throws(ImportFailure) -> [Row]

    package init(
        sheet: String, index: Int, header: TableHeader, code: @escaping @Sendable (UInt16) -> String?,
        prologue: @escaping @Sendable () throws(ImportFailure) -> [Row]
    ) {
        self.sheet = sheet
        self.index = index
        self.header = header
        self.code = code
        self.prologue = prologue
    }

    /// Columns of a corrected rejects file that were not the source's own.
    var ownColumns: Set<Int> {
        Set(
            header.names.indices.filter {
                RejectsColumns.names.contains(header.names[$0].trimmingCharacters(in: .whitespaces))
            })
    }
}

/// The rejected and parked rows of one sheet: kept with the kinds of their cells, written below the rows that stand
/// above the data in the source, which keep their places.
package final class SheetRejects: RejectsTable {
    let format: SheetFormat
    private let file: String
    private let run: String
    private let spool: RejectsSpool
    private let own: Set<Int>
    private var result: RejectsSheet
    /// Rows above the data that stay in sight; more would leave no room for the data.
    private static let maxFrozenRows = 8

    init(_ format: SheetFormat, file: String, run: String, spool path: String) {
        self.format = format
        self.file = file
        self.run = run
        spool = RejectsSpool(path: path)
        own = format.ownColumns
        result = RejectsSheet(name: format.sheet, rows: 0)
    }

    var isEmpty: Bool { spool.isEmpty }
    /// Bytes of the rows.
    var size: Int { spool.size }

    package func add(_ row: RejectedRow, pass: Int, from batch: RowBatch, at index: Int) throws(ImportFailure) {
        try spool.add(row, pass: pass, source: CellValue.encode(batch.cellValues(row: index)))
    }

    /// Writes the sheet, and says how many rows it has and how many of them it could not hold whole.
    func write(to workbook: WorkbookWriter) throws(ImportFailure) -> (sheet: RejectsSheet, lossyRows: Int) {
        let sheet = try workbook.addSheet(format.sheet)
        for row in try format.prologue() { try writeTitle(row, to: sheet) }
        var place = format.header.dataRow
        var lossyRows = 0
        try spool.drain { row throws(ImportFailure) in
            if try !self.write(row, at: place, to: sheet) { lossyRows += 1 }
            place += 1
        }
        result.rows = place - format.header.dataRow
        try finish(sheet, lastRow: place - 1)
        return (result, lossyRows)
    }

    // MARK: Rows

    /// A row above the data; the header's names the three columns too.
    private func writeTitle(_ row: SheetFormat.Row, to sheet: SheetWriter) throws(ImportFailure) {
        let isHeader = row.number == format.header.row
        if isHeader { try writeOwn(RejectsColumns.names, row.number, tint: .own, to: sheet) }
        for (column, cell) in row.cells.enumerated() where cell.kind != .blank && !own.contains(column) {
            try sheet.write(
                cell, code: format.code(cell.format), row: row.number, column: place(column),
                tint: isHeader ? .header : .none)
        }
    }

    private func writeOwn(
        _ texts: [String], _ row: Int, tint: CellTint = .none, to sheet: SheetWriter
    ) throws(ImportFailure) {
        for (column, text) in texts.enumerated() {
            try sheet.write(.text(text), row: row, column: column, tint: tint)
        }
    }

    /// False where the sheet could not hold the row whole.
    private func write(_ spooled: SpooledRow, at place: Int, to sheet: SheetWriter) throws(ImportFailure) -> Bool {
        let row = spooled.row
        let reference = RowReference(run: run, file: file, sheet: format.sheet, row: row.number)
        let texts = [reference.description, row.codes.joined(separator: " "), row.messages.joined(separator: " ")]
        // What is wrong with the row and not with one of its cells, shows at the messages.
        let isRowWrong = row.messages.contains { message in !row.marks.contains { $0.message == message } }
        try writeOwn(Array(texts.prefix(2)), place, to: sheet)
        try sheet.write(.text(texts[2]), row: place, column: 2, tint: isRowWrong ? .wrong : .none)
        let marks = Dictionary(grouping: row.marks, by: \.column)
        let cells = CellValue.decode(spooled.source[...])
        var isWhole = true
        for column in 0..<max(cells.count, (marks.keys.max() ?? -1) + 1) where !own.contains(column) {
            let cell = column < cells.count ? cells[column] : .blank
            let isHeld = try write(cell, marks[column] ?? [], row: place, column: self.place(column), to: sheet)
            isWhole = isWhole && isHeld
        }
        return isWhole
    }

    private func write(
        _ cell: CellValue, _ marks: [CellMark], row: Int, column: Int, to sheet: SheetWriter
    ) throws(ImportFailure) -> Bool {
        if cell.kind == .blank && marks.isEmpty { return true }
        let tint: CellTint = marks.isEmpty ? .none : marks.contains(where: \.isError) ? .wrong : .doubtful
        let loss = try sheet.write(cell, code: format.code(cell.format), row: row, column: column, tint: tint)
        let notes = marks.map(\.message) + (loss.map { [Self.note($0)] } ?? [])
        try sheet.comment(notes.joined(separator: "\n"), row: row, column: column)
        return loss == nil
    }

    private static func note(_ loss: CellLoss) -> String {
        switch loss {
        case .characters(let count):
            "A cell of a workbook cannot hold this text: \(count) more characters stand in the source."
        case .digits: "A cell of a workbook cannot hold this number: its last digits stand in the source."
        case .column: "A workbook has no such column."
        }
    }

    /// The column of the file for one of the source.
    private func place(_ column: Int) -> Int {
        RejectsColumns.names.count + column - own.count { $0 < column }
    }

    private func finish(_ sheet: SheetWriter, lastRow: Int) throws(ImportFailure) {
        let header = format.header
        guard header.row > 0 else { return }
        if header.dataRow - 1 <= Self.maxFrozenRows { sheet.freeze(below: header.dataRow - 1) }
        let lastColumn = place(max(header.names.count, 1)) - 1
        if header.dataRow == header.row + 1 {
            try sheet.filter(header: header.row, lastRow: lastRow, lastColumn: lastColumn)
        }
    }
}
