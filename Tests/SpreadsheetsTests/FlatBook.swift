import Foundation
import Tables

@testable import Spreadsheets

/// An OpenDocument spreadsheet as text, for tests: `table:`, `office:` and so on are declared.
struct FlatBook {
    var styles = ""
    var settings = ""
    var sheets: String

    /// One sheet of these rows.
    init(rows: String, styles: String = "", settings: String = "") {
        self.init(sheets: "<table:table table:name=\"S\">\(rows)</table:table>", styles: styles, settings: settings)
    }

    init(sheets: String, styles: String = "", settings: String = "") {
        self.sheets = sheets
        self.styles = styles
        self.settings = settings
    }

    var text: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
         xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
         xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
         xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
         xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
         xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
         xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
         office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version="1.3">
        <office:automatic-styles>\(styles)</office:automatic-styles>
        <office:body><office:spreadsheet>\(settings)\(sheets)</office:spreadsheet></office:body></office:document>
        """
    }

    func file() throws -> TemporaryFile { try TemporaryFile(Array(text.utf8), name: "book.fods") }

    /// All cells of a sheet as texts.
    func texts(sheet: Int = 0) throws -> [[String]] { try cells(sheet: sheet).map { $0.map(\.text) } }

    func cells(sheet: Int = 0) throws -> [[CorpusCell]] {
        let file = try file()
        return try CorpusGrid(try ODSWorkbook(file: file.source), sheet: sheet).rows
    }

    /// Reads all of a sheet; what its reader knows at the end, the batches' rows and blank rows.
    func read(
        _ reading: SheetReading = SheetReading(), limits: WorkbookLimits = WorkbookLimits()
    ) throws -> (rows: [[RowInfo]], texts: [[String]], blank: Int, closing: TableClosing) {
        let file = try file()
        let reader = try ODSWorkbook(file: file.source, limits: limits).makeReader(sheet: 0, reading)
        let batch = RowBatch()
        var batches: [[RowInfo]] = []
        var texts: [[String]] = []
        while try reader.next(into: batch) {
            batches.append(Array(batch.rows.buffer))
            for row in 0..<batch.rows.count where texts.count < 1_000 { texts.append(batch.strings(row: row)) }
        }
        return (batches, texts, reader.blankRows, reader.closing)
    }

    // MARK: Cells

    static func text(_ text: String, _ attributes: String = "") -> String {
        "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }

    static func cell(_ type: String, _ value: String, _ shown: String, style: String? = nil) -> String {
        let name = ["date": "date-value", "time": "time-value", "boolean": "boolean-value"][type] ?? "value"
        let style = style.map { "table:style-name=\"\($0)\"" } ?? ""
        return "<table:table-cell office:value-type=\"\(type)\" office:\(name)=\"\(value)\" \(style)>"
            + "<text:p>\(shown)</text:p></table:table-cell>"
    }

    static func row(_ cells: String..., attributes: String = "") -> String {
        "<table:table-row \(attributes)>\(cells.joined())</table:table-row>"
    }

    /// A data style and a cell style of the same name.
    static func style(_ name: String, _ kind: String, _ parts: String, _ attributes: String = "") -> String {
        "<number:\(kind)-style style:name=\"N\(name)\" \(attributes)>\(parts)</number:\(kind)-style>"
            + "<style:style style:name=\"\(name)\" style:family=\"table-cell\" style:data-style-name=\"N\(name)\"/>"
    }
}
