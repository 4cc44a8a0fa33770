import Tables

/// Reads the part that lists the sheets: `xl/workbook.xml`.
final class WorkbookPart: XMLHandler {
    struct Sheet: Equatable {
        var name: String
        /// The relationship that leads to the sheet's part.
        var relationship: String?
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var uses1904 = false
    private let tags: XMLTags<Tag>
    private let names: (name: XMLName, id: XMLName, state: XMLName, date1904: XMLName)
    private var isInSheets = false

    private enum Tag: String, CaseIterable { case workbookPr, sheets, sheet }

    init(_ parser: XMLPushParser) {
        tags = XMLTags(parser)
        names = (parser.name("name"), parser.name("id"), parser.name("state"), parser.name("date1904"))
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        switch tags[name] {
        case .workbookPr: uses1904 = attributes[names.date1904]?.isTrue ?? false
        case .sheets: isInSheets = true
        case .sheet where isInSheets:
            sheets.append(
                Sheet(
                    name: attributes[names.name]?.string ?? "",
                    relationship: attributes[names.id, isQualified: true]?.string,
                    isHidden: attributes[names.state].map { $0 == "hidden" || $0 == "veryHidden" } ?? false))
        default: break
        }
    }

    func endElement(_ name: XMLName) {
        if tags[name] == .sheets { isInSheets = false }
    }

    func characters(_ text: XMLText) {}
}
