import Spreadsheets
import Tables

extension ReviewTable {
    /// Writes the table as a workbook (XLSX): header in sight, a filter, every second group shaded.
    package func writeWorkbook(to path: String, temporaryFolder: String) throws(ImportFailure) {
        if rows.count >= SheetWriter.maxRows { throw .reviewTooLong(path, rows: rows.count) }
        let workbook = try WorkbookWriter(path: path, temporaryFolder: temporaryFolder)
        let sheet = try workbook.addSheet(entity.name.rawValue)
        for (column, name) in header.enumerated() {
            try sheet.write(.text(name), row: 1, column: column, tint: .header)
        }
        for (place, row) in rows.enumerated() { try write(row, place + 2, to: sheet) }
        sheet.freeze(below: 1)
        try sheet.filter(header: 1, lastRow: rows.count + 1, lastColumn: header.count - 1)
        try workbook.close()
    }

    /// Numbers are written as numbers, so that they sort as such.
    private static let numbers: Set<String> = [
        ReviewColumn.group.rawValue, ReviewColumn.score.rawValue, ReviewColumn.id.rawValue,
    ]

    private func write(_ row: ReviewRow, _ place: Int, to sheet: SheetWriter) throws(ImportFailure) {
        for (column, text) in cells(row).enumerated() {
            let isNumber = Self.numbers.contains(header[column])
            let cell = text.isEmpty ? CellValue.blank : isNumber ? CellValue(.number, text) : .text(text)
            try sheet.write(cell, row: place, column: column, tint: row.group % 2 == 0 ? .own : .none)
        }
    }
}

extension ImportFailure {
    static func reviewTooLong(_ path: String, rows: Int) -> ImportFailure {
        ImportFailure(
            "review.too_long", .usage, "A sheet cannot hold the \(rows) rows of the review, so \(path) is not written.",
            hint: "Give -o a name that ends in .csv, or take fewer groups with --limit or --min-score.")
    }
}
