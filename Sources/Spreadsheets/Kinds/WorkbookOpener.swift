import Tables

/// Opens workbooks of every kind.
package enum WorkbookOpener {
    package static func open(
        _ file: SourceFile, _ kind: WorkbookKind, limits: WorkbookLimits, xml: SheetXMLParser
    ) throws(ImportFailure) -> any Workbook {
        switch kind {
        case .xlsx: return try XLSXWorkbook(file: file, limits: limits, xml: xml)
        case .ods: return try ODSWorkbook(file: file, limits: limits, xml: xml)
        case .xls: return try XLSWorkbook(file: file, limits: limits)
        case .html: return try HTMLWorkbook(file: file, limits: limits)
        }
    }
}
