import Tables

/// What must be found when a workbook is read again.
struct SheetContent: Equatable {
    /// Cells, with those that are only coloured.
    var cells = 0
    /// UTF-8 bytes of texts, as they stand in the file.
    var textBytes = 0
    var comments = 0
}

/// Reads a written workbook again: every part must be whole XML, every sheet must have its cells and texts.
///
/// libxlsxwriter writes what it is given to temporary files first and takes no notice when that fails, as it does on a
/// full disk. Nobody would miss what is missing from a file of rejected rows.
struct WorkbookCheck {
    let path: String

    /// `sheets` in the workbook's order.
    func isWhole(_ sheets: [SheetContent]) -> Bool {
        guard let parts = try? parts() else { return false }
        let comments = sheets.map(\.comments).filter { $0 > 0 }
        return sheets.indices.allSatisfy { index in
            let part = parts["xl/worksheets/sheet\(index + 1).xml"]
            return part?.cells == sheets[index].cells && part?.textBytes == sheets[index].textBytes
        } && comments.indices.allSatisfy { parts["xl/comments\($0 + 1).xml"]?.comments == comments[$0] }
    }

    /// What every part has, by its name.
    private func parts() throws(ImportFailure) -> [String: SheetContent] {
        var limits = WorkbookLimits()
        for limit in WorkbookLimit.allCases where limit != .xmlDepth { limits[limit] = .max }
        let archive = try ZipArchive(file: SourceFile(path: path, name: path, size: 0), limits: limits)
        var parts: [String: SheetContent] = [:]
        for entry in archive.entries {
            let parser = XMLPushParser(file: path, part: entry.name, limits: limits)
            let counter = PartCounter(parser)
            try parser.parse(try archive.open(entry), to: counter)
            parts[entry.name] = counter.content
        }
        return parts
    }
}

/// Counts what a part has of cells, texts and comments.
private final class PartCounter: XMLHandler {
    private(set) var content = SheetContent()
    private let cell: XMLName
    private let text: XMLName
    private let comment: XMLName
    private var isText = false

    init(_ parser: XMLPushParser) {
        cell = parser.name("c")
        text = parser.name("t")
        comment = parser.name("comment")
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == cell { content.cells += 1 }
        if name == comment { content.comments += 1 }
        isText = name == text
    }

    func endElement(_ name: XMLName) { isText = false }

    func characters(_ piece: XMLText) {
        if isText { content.textBytes += piece.bytes.count }
    }
}
