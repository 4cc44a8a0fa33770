import CXlsxWriter
import Glibc
import Tables

/// What a cell of a file could not hold.
package enum CellLoss: Sendable, Equatable {
    /// So many characters at the end.
    case characters(Int)
    /// Digits behind the sixteenth.
    case digits
    /// A workbook has no such column.
    case column
}

/// Writes one sheet, row after row, each with its comments; rows count from 1, columns from 0. Used by one thread.
package final class SheetWriter {
    /// As it stands in the workbook.
    package let name: String
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let path: String
    private let formats: WrittenFormats
    private var widths: [Int] = []
    /// What was written, for the check.
    private(set) var content = SheetContent()

    package static let maxRows = 1_048_576
    package static let maxColumns = 16_384
    /// Programs get slow with more, and each stays in memory until the end.
    package static let maxComments = 20_000
    /// Characters.
    private static let columnWidths = 9...60
    /// Rows by which the columns' widths are found.
    private static let measuredRows = 1_000

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, path: String, formats: WrittenFormats) {
        self.sheet = sheet
        self.name = name
        self.path = path
        self.formats = formats
    }

    /// Writes a cell as what it is; `code` is its number format. Says what the file cannot hold of it.
    ///
    /// Numbers and dates are written as such where reading gives the same text again, otherwise as texts; a text that
    /// looks like a formula stays a text.
    @discardableResult
    package func write(
        _ cell: CellValue, code: String? = nil, row: Int, column: Int, tint: CellTint = .none
    ) throws(ImportFailure) -> CellLoss? {
        guard column < Self.maxColumns else { return cell.kind == .blank ? nil : .column }
        let written = WrittenCell(cell, code: formats.writable(code), kind: formats.kind)
        let format = formats.format(written.code, tint)
        let place = (row: lxw_row_t(row - 1), column: lxw_col_t(column))
        if written.value != .blank || format != nil { content.cells += 1 }
        measure(cell.text, row, column)
        switch written.value {
        case .blank: try check(worksheet_write_blank(sheet, place.row, place.column, format))
        case .number(let number):
            try check(worksheet_write_number(sheet, place.row, place.column, number, format))
            return written.isExact ? nil : .digits
        case .boolean(let value):
            try check(worksheet_write_boolean(sheet, place.row, place.column, value ? 1 : 0, format))
        case .error(let name):
            try check(worksheet_write_formula_str(sheet, place.row, place.column, "=" + name, format, name))
        case .text:
            let text = WrittenText(cell.text)
            try check(worksheet_write_string(sheet, place.row, place.column, text.text, format))
            content.textBytes += text.bytesInFile
            return text.cutUnits > 0 ? .characters(text.cutUnits) : nil
        }
        return nil
    }

    /// Hangs a comment on a cell; false where the sheet has as many as it may have.
    @discardableResult
    package func comment(_ text: String, row: Int, column: Int) throws(ImportFailure) -> Bool {
        guard content.comments < Self.maxComments, column < Self.maxColumns, !text.isEmpty else { return false }
        content.comments += 1
        let text = WrittenText(text).text
        let lines = text.utf16.count / 40 + 2 + text.count { $0 == "\n" }
        var options = lxw_comment_options()
        options.width = 260
        options.height = UInt16(min(max(lines * 14, 40), 400))
        try check(worksheet_write_comment_opt(sheet, lxw_row_t(row - 1), lxw_col_t(column), text, &options))
        return true
    }

    /// Keeps the rows up to this one in sight, and puts a filter on the columns of the header.
    package func freeze(below row: Int) {
        worksheet_freeze_panes(sheet, lxw_row_t(row), 0)
    }

    package func filter(header: Int, lastRow: Int, lastColumn: Int) throws(ImportFailure) {
        let last = lxw_col_t(min(lastColumn, Self.maxColumns - 1))
        try check(worksheet_autofilter(sheet, lxw_row_t(header - 1), 0, lxw_row_t(max(lastRow, header) - 1), last))
    }

    /// Sets the columns' widths by what was written.
    func finish() throws(ImportFailure) {
        for (column, width) in widths.enumerated() {
            let shown = min(max(width + 2, Self.columnWidths.lowerBound), Self.columnWidths.upperBound)
            let column = lxw_col_t(column)
            try check(worksheet_set_column(sheet, column, column, Double(shown), nil))
        }
    }

    private func measure(_ text: String, _ row: Int, _ column: Int) {
        guard row <= Self.measuredRows, !text.isEmpty else { return }
        if column >= widths.count { widths += [Int](repeating: 0, count: column + 1 - widths.count) }
        widths[column] = max(widths[column], min(text.utf8.count, Self.columnWidths.upperBound))
    }

    private func check(_ status: lxw_error) throws(ImportFailure) {
        if status != LXW_NO_ERROR { throw .unwritable(path, status, errno: 0) }
    }
}
