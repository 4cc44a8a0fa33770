import Foundation
import Tables

@testable import Spreadsheets

/// Makes XLSX files part by part, right or wrong as a test wants them.
struct XLSXBook {
    /// By part name; a test may take parts out and put others in.
    var parts: [(name: String, text: String)]

    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageSpace = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// A book of one sheet; `data` stands inside `sheetData`, `before` and `after` around that.
    init(_ data: String = "", before: String = "", after: String = "", shared: [String] = [], styles: String = "") {
        self.init(
            sheets: [("Sheet1", "\(before)<sheetData>\(data)</sheetData>\(after)")], shared: shared, styles: styles)
    }

    /// `shared` are the contents of `si` elements, `styles` those of `styleSheet`.
    init(
        sheets: [(name: String, content: String)], shared: [String] = [], styles: String = "", workbook: String = ""
    ) {
        let list = sheets.indices.map { "<sheet name=\"\(sheets[$0].name)\" sheetId=\"\($0 + 1)\" r:id=\"s\($0)\"/>" }
        let links = sheets.indices.map { Self.link("s\($0)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
        parts = [
            ("_rels/.rels", Self.links([Self.link("w", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(workbook)"
                    + "<sheets>\(list.joined())</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Self.links(
                    links + [
                        Self.link("t", "sharedStrings", "sharedStrings.xml"), Self.link("u", "styles", "styles.xml"),
                    ])
            ),
        ]
        for (index, sheet) in sheets.enumerated() {
            let xml = "<worksheet xmlns=\"\(Self.main)\">\(sheet.content)</worksheet>"
            parts.append(("xl/worksheets/sheet\(index + 1).xml", Self.declaration + xml))
        }
        if !shared.isEmpty { add("xl/sharedStrings.xml", Self.strings(shared)) }
        if !styles.isEmpty { add("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>") }
    }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    static func strings(_ items: [String]) -> String {
        "<sst xmlns=\"\(main)\">" + items.map { "<si>\($0)</si>" }.joined() + "</sst>"
    }

    static func link(_ id: String, _ kind: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
    }

    static func links(_ links: [String]) -> String {
        "<Relationships xmlns=\"\(packageSpace)\">\(links.joined())</Relationships>"
    }

    mutating func add(_ name: String, _ text: String) { parts.append((name, text)) }

    mutating func replace(_ name: String, _ text: String) {
        remove(name)
        add(name, text)
    }

    mutating func remove(_ name: String) { parts.removeAll { $0.name == name } }

    mutating func rename(_ name: String, _ other: String) {
        for index in parts.indices where parts[index].name == name { parts[index].name = other }
    }

    /// Style definitions: one cell style for each number format code, the first is style 1.
    static func formats(_ codes: [String]) -> String {
        let formats = codes.enumerated().map { index, code in
            let escaped = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing(
                "<", with: "&lt;")
            return "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(escaped)\"/>"
        }
        let styles = (0...codes.count).map { "<xf numFmtId=\"\($0 == 0 ? 0 : 163 + $0)\"/>" }
        return "<numFmts>\(formats.joined())</numFmts><cellXfs>\(styles.joined())</cellXfs>"
    }

    func file() throws -> TemporaryFile {
        var zip = ZipBytes()
        for part in parts { zip.add(part.name, part.text) }
        return try TemporaryFile(zip.finished(), name: "book.xlsx")
    }
}

/// What came out of reading a sheet.
struct ReadSheet: Equatable {
    struct Row: Equatable {
        var number: Int
        var cells: [CorpusCell]
    }

    var rows: [Row] = []
    var blankRows = 0
    var closing = TableClosing()
    var failure: String?

    init(
        _ book: XLSXBook, _ xml: SheetXMLParser = .scanner, limits: WorkbookLimits = WorkbookLimits()
    ) throws {
        let file = try book.file()
        self = withExtendedLifetime(file) { ReadSheet(file.source, xml, limits: limits) }
    }

    /// `blockBytes`: how much XML is read at a time.
    init(
        _ file: SourceFile, sheet: Int = 0, _ xml: SheetXMLParser, _ reading: SheetReading = SheetReading(),
        limits: WorkbookLimits = WorkbookLimits(), blockBytes: Int = TableLimits.blockBytes
    ) {
        do throws(ImportFailure) {
            let workbook = try XLSXWorkbook(file: file, limits: limits, xml: xml)
            let reader = try workbook.makeReader(sheet: sheet, reading, blockBytes: blockBytes)
            try read(reader, workbook)
            blankRows = reader.blankRows
            closing = reader.closing
        } catch {
            failure = error.code
        }
    }

    private mutating func read(_ reader: XLSXSheetReader, _ workbook: XLSXWorkbook) throws(ImportFailure) {
        let batch = RowBatch()
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                let info = batch.rows[row]
                let cells = (0..<Int(info.cellCount)).map { column in
                    let index = Int(info.firstCell) + column
                    let format = workbook.formatCode(batch.formats[index])
                    return CorpusCell(
                        text: batch.string(batch.cells[index]), kind: batch.cells[index].kind, format: format)
                }
                rows.append(Row(number: info.number, cells: cells))
            }
        }
    }

    var texts: [[String]] { rows.map { $0.cells.map(\.text) } }
}
