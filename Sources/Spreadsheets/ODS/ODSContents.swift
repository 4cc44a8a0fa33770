import Tables

/// What a first reading of the content tells: sheets, styles, where dates begin.
final class ODSContents: XMLHandler {
    private enum Tag: String, CaseIterable {
        case body, spreadsheet, table, nullDate = "null-date"
    }

    private let tags: XMLTags<Tag>
    private let names: ODSNames
    private let collector: ODSStyleCollector
    @exclusivity(unchecked) private var depth = 0
    /// The depth of the children of `office:spreadsheet`, which are the sheets; 0 outside of it.
    @exclusivity(unchecked) private var sheetDepth = 0
    @exclusivity(unchecked) private var isBody = false
    private(set) var hasSpreadsheet = false
    private(set) var sheets: [SheetInfo] = []
    /// The day that counts as 0: `1899-12-30` if the document is silent.
    private(set) var nullDate: String?

    var styles: ODSStyles { collector.styles }

    init(_ parser: any XMLNaming, _ styles: ODSStyles) {
        tags = XMLTags(parser)
        names = ODSNames(parser)
        collector = ODSStyleCollector(parser, styles)
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        if sheetDepth > 0, depth > sheetDepth + 1 { return }
        guard isBody || tags[name] != nil else { return collector.startElement(name, attributes) }
        switch tags[name] {
        case .body: isBody = true
        case .spreadsheet where depth <= 3:
            hasSpreadsheet = true
            sheetDepth = depth + 1
        case .table where depth == sheetDepth: addSheet(attributes)
        case .nullDate: nullDate = attributes[names.dateValue]?.string
        default: break
        }
    }

    func endElement(_ name: XMLName) {
        if depth == sheetDepth - 1 { sheetDepth = 0 }
        depth -= 1
        if !isBody { collector.endElement(name) }
    }

    func characters(_ text: XMLText) {
        if !isBody { collector.characters(text) }
    }

    private func addSheet(_ attributes: XMLAttributes) {
        let name = attributes[names.name]?.string ?? "Sheet\(sheets.count + 1)"
        let style = attributes[names.styleName]?.string ?? ""
        sheets.append(SheetInfo(name: name, isHidden: styles.hiddenTables.contains(style)))
    }
}
