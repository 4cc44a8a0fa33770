import Synchronization
import Tables

/// A workbook in the format of Excel since 2007: XLSX, XLSM and their templates.
///
/// Opening reads the list of sheets and the number formats. The shared texts are read when the first cell asks for
/// one, once, by whichever reader comes first.
package final class XLSXWorkbook: Workbook {
    package let kind = WorkbookKind.xlsx
    package let sheets: [SheetInfo]
    let package: XLSXPackage
    let formats: CellFormats
    let cellText: CellText
    private let xml: SheetXMLParser
    /// The parts of the sheets, in their order.
    private let parts: [String]
    private let stringsPart: String?
    private let strings = Mutex<SharedStrings?>(nil)

    package init(
        file: SourceFile, limits: WorkbookLimits = WorkbookLimits(), xml: SheetXMLParser = .scanner
    ) throws(ImportFailure) {
        let package = try XLSXPackage(file: file, limits: limits)
        let relationships = try package.relationships(of: package.workbookPart)
        let workbook = try package.parse(package.workbookPart) { WorkbookPart($0) }
        let tables = Self.tables(workbook.sheets, relationships, package)
        sheets = tables.map(\.info)
        parts = tables.map(\.part)
        stringsPart = package.part("sharedStrings", relationships, usual: "sharedStrings.xml")
        let styles = package.part("styles", relationships, usual: "styles.xml")
        formats =
            try styles.map { part throws(ImportFailure) in try package.parse(part) { StylesPart($0) }.formats }
            ?? CellFormats()
        cellText = CellText(uses1904: workbook.uses1904)
        self.package = package
        self.xml = xml
    }

    /// The sheets that have cells. One whose relationship is missing is looked for where all programs put it.
    private static func tables(
        _ sheets: [WorkbookPart.Sheet], _ relationships: [Relationship], _ package: XLSXPackage
    ) -> [(info: SheetInfo, part: String)] {
        sheets.enumerated().compactMap { index, sheet in
            let relationship = relationships.first { $0.id == sheet.relationship }
            if let kind = relationship?.kind, otherSheets.contains(kind) { return nil }
            let usual = XLSXPackage.resolve("worksheets/sheet\(index + 1).xml", from: package.workbookPart)
            return (SheetInfo(name: sheet.name, isHidden: sheet.isHidden), relationship?.target ?? usual)
        }
    }

    /// Kinds of sheets without a table: charts, dialogs and the macros of Excel 4.
    private static let otherSheets: Set<String> = ["chartsheet", "dialogsheet", "xlmacrosheet", "xlintlmacrosheet"]

    package func byteCount(sheet: Int) -> Int? { package.entry(parts[sheet])?.packedSize }

    package func formatCode(_ index: UInt16) -> String? { formats.code(index) }

    package func makeReader(sheet: Int, _ reading: SheetReading) throws(ImportFailure) -> any TableReader {
        try makeReader(sheet: sheet, reading, blockBytes: TableLimits.blockBytes)
    }

    /// `blockBytes`: how much XML is read at a time.
    func makeReader(
        sheet: Int, _ reading: SheetReading, blockBytes: Int
    ) throws(ImportFailure) -> XLSXSheetReader {
        guard let entry = package.entry(parts[sheet]) else {
            throw .xlsxPartMissing(package.name, parts[sheet])
        }
        let rows = XLSXRowWriter(self, sheet: sheets[sheet].name, reading)
        return try XLSXSheetReader(package, entry, rows, xml: xml, blockBytes: blockBytes)
    }

    /// The shared texts; read on the first call.
    func sharedStrings() throws(ImportFailure) -> SharedStrings {
        try strings.withLock { strings throws(ImportFailure) in
            if let strings { return strings }
            let loaded = try loadStrings()
            strings = loaded
            return loaded
        }
    }

    private func loadStrings() throws(ImportFailure) -> SharedStrings {
        let entry = stringsPart.flatMap(package.entry)
        guard let strings = SharedStrings(partBytes: entry?.size ?? 0) else {
            throw .limitExceeded(package.name, .sharedStringBytes, package.limits)
        }
        guard let stringsPart else { return strings }
        _ = try package.parse(stringsPart) {
            SharedStringsPart($0, into: strings, file: package.name, limits: package.limits)
        }
        return strings
    }
}
