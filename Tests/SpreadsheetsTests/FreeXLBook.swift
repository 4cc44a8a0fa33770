import CFreeXL

@testable import Spreadsheets

/// A book as FreeXL reads it: the oracle for our own reader.
final class FreeXLBook {
    enum Value: Equatable {
        case number(Double)
        case text(String)
        /// A date or a time, where FreeXL knows the format for one.
        case moment(String)
    }

    private let handle: UnsafeRawPointer

    /// Nil for what FreeXL cannot open.
    init?(_ path: String) {
        var handle: UnsafeRawPointer?
        let code = freexl_open(path, &handle)
        guard code == FREEXL_OK, let handle else {
            if let handle { freexl_close(handle) }
            return nil
        }
        self.handle = handle
    }

    deinit {
        freexl_close(handle)
    }

    /// Names of all sheets, those of charts too.
    var sheets: [String] {
        var count: UInt32 = 0
        freexl_get_info(handle, UInt16(FREEXL_BIFF_SHEET_COUNT), &count)
        return (0..<UInt16(count)).map { index in
            var name: UnsafePointer<CChar>?
            freexl_get_worksheet_name(handle, index, &name)
            return name.map { String(cString: $0) } ?? ""
        }
    }

    /// Calls `body` with row, column and value of each cell that has one.
    func forEachCell(sheet: Int, _ body: (Int, Int, Value) -> Void) {
        var rows: UInt32 = 0
        var columns: UInt16 = 0
        guard freexl_select_active_worksheet(handle, UInt16(sheet)) == FREEXL_OK,
            freexl_worksheet_dimensions(handle, &rows, &columns) == FREEXL_OK
        else { return }
        for row in 0..<rows {
            for column in 0..<columns {
                var cell = FreeXL_CellValue()
                guard freexl_get_cell_value(handle, row, column, &cell) == FREEXL_OK else { continue }
                if let value = Self.value(cell) { body(Int(row), Int(column), value) }
            }
        }
    }

    private static func value(_ cell: FreeXL_CellValue) -> Value? {
        switch Int32(cell.type) {
        case FREEXL_CELL_INT: .number(Double(cell.value.int_value))
        case FREEXL_CELL_DOUBLE: .number(cell.value.double_value)
        case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT: .text(String(cString: cell.value.text_value))
        case FREEXL_CELL_DATE, FREEXL_CELL_DATETIME, FREEXL_CELL_TIME: .moment(String(cString: cell.value.text_value))
        default: nil
        }
    }
}
