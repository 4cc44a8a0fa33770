import Tables

/// What a text file is that begins with markup: an HTML table saved as `.xls`, a workbook as one XML file.
struct MarkupKind {
    let kind: FileKind?

    private static let starts = [
        "<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style", "<div", "<center", "<font", "<tr",
        "<!--",
    ]

    init(_ head: [UInt8], _ file: SourceFile) throws(ImportFailure) {
        let text = Self.text(head)
        if text.hasPrefix("<?xml") || text.hasPrefix("<workbook") || text.hasPrefix("<office:document") {
            kind = try Self.xml(text, file)
        } else if text.hasPrefix("mime-version:"), text.contains("multipart/related") {
            throw .notATable(file.name, "a web page in one file (MHT)")
        } else {
            kind = Self.starts.contains(where: text.hasPrefix) && Self.hasTable(text) ? .workbook(.html) : nil
        }
    }

    private static func xml(_ text: String, _ file: SourceFile) throws(ImportFailure) -> FileKind? {
        if text.contains("urn:schemas-microsoft-com:office:spreadsheet"), !text.contains("<html") {
            throw .notATable(file.name, "a workbook of Excel 2003 as XML")
        }
        if text.contains("<office:document"), text.contains("opendocument.spreadsheet") { return .workbook(.ods) }
        return text.contains("<html") && hasTable(text) ? .workbook(.html) : nil
    }

    private static func hasTable(_ text: String) -> Bool { text.contains("<table") || text.contains("<html") }

    /// The first bytes in lower case without white space in front; UTF-16 without its zero bytes will do.
    private static func text(_ head: [UInt8]) -> String {
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : isWide ? 2 : 0
        let bytes = head.dropFirst(mark).filter { !isWide || $0 != 0 }.drop { $0 <= 0x20 }
        return String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
