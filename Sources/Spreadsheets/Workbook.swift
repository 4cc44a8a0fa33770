import Tables

/// What kind of workbook a file is.
package enum WorkbookKind: String, Sendable {
    case xlsx, ods, xls, html
}

/// A sheet as the workbook lists it.
package struct SheetInfo: Sendable, Equatable {
    package var name: String
    package var isHidden: Bool

    package init(name: String, isHidden: Bool = false) {
        self.name = name
        self.isHidden = isHidden
    }
}

/// How a sheet is read.
package struct SheetReading: Sendable, Equatable {
    /// Leaves out hidden rows; cells of hidden columns are blank.
    package var visibleOnly = false
    /// Rows before this one are read and dropped.
    package var startRow = 1
    /// Cells that every row has at least; rows are filled up with blanks, and lose blanks at their end beyond it.
    package var width = 0
    /// Gives out rows without any value too; they do not count as blank then.
    package var keepsBlankRows = false

    package init(visibleOnly: Bool = false, startRow: Int = 1, width: Int = 0, keepsBlankRows: Bool = false) {
        self.visibleOnly = visibleOnly
        self.startRow = startRow
        self.width = width
        self.keepsBlankRows = keepsBlankRows
    }
}

/// An opened workbook: its sheets, and what they share (texts, number formats). Readers of several sheets may be at
/// work at once.
package protocol Workbook: AnyObject, Sendable {
    var kind: WorkbookKind { get }
    /// The sheets that have cells, in the workbook's order; charts and macros are none.
    var sheets: [SheetInfo] { get }
    /// The number format code, such as `yyyy-mm-dd`, of an index that `RowBatch.formats` holds; nil for "General".
    func formatCode(_ index: UInt16) -> String?
    func makeReader(sheet: Int, _ reading: SheetReading) throws(ImportFailure) -> any TableReader
    /// What a reader of the sheet counts in `bytesRead` up to its end, for the progress bar; nil where that is not known.
    func byteCount(sheet: Int) -> Int?
}

extension Workbook {
    package func byteCount(sheet: Int) -> Int? { nil }
}

/// What reads the XML of an XLSX sheet.
package enum SheetXMLParser: String, Sendable, CaseIterable {
    /// Our own, made for sheets; parts that it does not know how to read are left to libxml2.
    case scanner
    case libxml2
}
