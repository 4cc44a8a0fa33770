import Tables

/// The number formats of a workbook: which one each of its cell styles has.
struct CellFormats: Sendable {
    /// By the index that `RowBatch.formats` holds; 0 is "General".
    private(set) var formats: [NumberFormat] = [.general]
    /// The format's index by the index of a cell style (`s` of a cell).
    private(set) var byStyle: [UInt16] = []
    private var indexes: [String: UInt16] = ["General": 0]

    mutating func appendStyle(code: String?) { byStyle.append(index(of: code ?? "General")) }

    /// Workbooks have some dozens of formats; what goes beyond 16 bits, no program can write, reads as "General".
    private mutating func index(of code: String) -> UInt16 {
        if let index = indexes[code] { return index }
        guard let index = UInt16(exactly: formats.count) else { return 0 }
        indexes[code] = index
        formats.append(NumberFormat(code: code))
        return index
    }

    func code(_ index: UInt16) -> String? {
        index > 0 && Int(index) < formats.count ? formats[Int(index)].code : nil
    }
}

/// Reads what styles are needed for here: `xl/styles.xml`, `numFmts` and `cellXfs`.
final class StylesPart: XMLHandler {
    private var codes: [Int: String] = [:]
    /// The number format's id of each cell style.
    private var styles: [Int] = []
    private var section: Tag?
    private let tags: XMLTags<Tag>
    private let names: (id: XMLName, code: XMLName)

    private enum Tag: String, CaseIterable { case numFmts, numFmt, cellXfs, xf }

    init(_ parser: XMLPushParser) {
        tags = XMLTags(parser)
        names = (parser.name("numFmtId"), parser.name("formatCode"))
    }

    var formats: CellFormats {
        var formats = CellFormats()
        for id in styles { formats.appendStyle(code: codes[id] ?? NumberFormat.builtIn(id)) }
        return formats
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        switch (tags[name], section) {
        case (.numFmts, _): section = .numFmts
        case (.cellXfs, _): section = .cellXfs
        case (.numFmt, .numFmts):
            if let id = attributes[names.id]?.integer { codes[id] = attributes[names.code]?.string }
        case (.xf, .cellXfs): styles.append(attributes[names.id]?.integer ?? 0)
        default: break
        }
    }

    func endElement(_ name: XMLName) {
        if let section, tags[name] == section { self.section = nil }
    }

    func characters(_ text: XMLText) {}
}
