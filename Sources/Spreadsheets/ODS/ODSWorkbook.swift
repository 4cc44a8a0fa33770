import Tables

/// An OpenDocument spreadsheet: `.ods`, an archive, or `.fods`, a single XML file.
package final class ODSWorkbook: Workbook {
    package let sheets: [SheetInfo]
    let file: SourceFile
    let limits: WorkbookLimits
    let formats: ODSFormats
    let epoch: ODSEpoch
    private let package: ODSPackage
    private let xml: SheetXMLParser

    package var kind: WorkbookKind { .ods }

    /// Reads styles and the names of all sheets, and with them all of the content once.
    package init(
        file: SourceFile, limits: WorkbookLimits = WorkbookLimits(), xml: SheetXMLParser = .scanner
    ) throws(ImportFailure) {
        self.file = file
        self.xml = xml
        self.limits = limits
        package = try ODSPackage(file, limits)
        try Self.refuseEncrypted(package, file, limits)
        let styles = try Self.styles(package, file, limits)
        let content = try ODSContent(package, file, limits, xml)
        let contents = ODSContents(content.parser, styles)
        while try content.parseBlock(contents) {}
        guard contents.hasSpreadsheet else { throw .odsNoSpreadsheet(file.name) }
        sheets = contents.sheets
        formats = ODSFormats(contents.styles)
        epoch = ODSEpoch(nullDate: contents.nullDate)
    }

    package func formatCode(_ index: UInt16) -> String? {
        Int(index) < formats.codes.count ? formats.codes[Int(index)] : nil
    }

    package func makeReader(sheet: Int, _ reading: SheetReading) throws(ImportFailure) -> any TableReader {
        ODSSheetReader(self, try ODSContent(package, file, limits, xml), sheet: sheet, reading)
    }

    private static func refuseEncrypted(
        _ package: ODSPackage, _ file: SourceFile, _ limits: WorkbookLimits
    ) throws(ImportFailure) {
        let name = "META-INF/manifest.xml"
        guard let part = try package.part(name) else { return }
        let parser = XMLPushParser(file: file.name, part: name, limits: limits)
        let manifest = ODSManifest(parser)
        try parser.parse(part.source, to: manifest)
        if manifest.isEncrypted { throw .workbookEncrypted(file.name) }
    }

    private static func styles(
        _ package: ODSPackage, _ file: SourceFile, _ limits: WorkbookLimits
    ) throws(ImportFailure) -> ODSStyles {
        let name = "styles.xml"
        guard let part = try package.part(name) else { return ODSStyles() }
        let parser = XMLPushParser(file: file.name, part: name, limits: limits)
        let contents = ODSContents(parser, ODSStyles())
        try parser.parse(part.source, to: contents)
        return contents.styles
    }
}
