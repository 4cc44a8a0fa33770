import Tables

/// What a ZIP archive is: an office document by what it says of itself, or a bundle of files.
struct ZipKind {
    let kind: FileKind

    init(_ file: RandomAccessFile, _ limits: WorkbookLimits) throws(ImportFailure) {
        let archive = try ZipArchive(file, limits: limits)
        if let kind = try OfficePackage(archive).kind {
            self.kind = kind
        } else if let kind = try OpenDocument(archive).kind {
            self.kind = kind
        } else if archive.entries.contains(where: { $0.name.hasSuffix(".iwa") || $0.name.hasSuffix("Index.zip") }) {
            throw .notATable(
                archive.name, "a document of Apple Numbers, Pages or Keynote",
                hint: "In Numbers, export it as Excel (File > Export To > Excel) and import that file.")
        } else {
            kind = .bundle
        }
    }
}

/// A document of the Open Packaging Conventions (ECMA-376 part 2): its main part, and of what type that is.
private struct OfficePackage {
    private let archive: ZipArchive

    init(_ archive: ZipArchive) { self.archive = archive }

    /// Nil where it is none.
    var kind: FileKind? {
        get throws(ImportFailure) {
            guard let main = try mainPart else { return nil }
            let type = try contentType(of: main).lowercased()
            if type.contains("sheet.binary") || main.lowercased().hasSuffix("workbook.bin") {
                throw .notATable(
                    archive.name, "a binary workbook (XLSB)", hint: "Save it as XLSX and import that file.")
            }
            for (mark, name) in Self.others where type.contains(mark) || main.lowercased().contains(mark) {
                throw .notATable(archive.name, name)
            }
            return .workbook(.xlsx)
        }
    }

    private static let others = [
        ("word", "a Word document (DOCX)"), ("presentation", "a presentation (PPTX)"), ("visio", "a drawing (VSDX)"),
    ]

    /// The part that the package is about, by its relationships; by its usual name where they are missing.
    private var mainPart: String? {
        get throws(ImportFailure) {
            guard let part = archive.entry(named: "_rels/.rels") else {
                return archive.entry(named: "xl/workbook.xml").map(\.name)
            }
            let found = try AttributeSearch.run(
                archive, part, element: "Relationship", key: "Type", value: "Target",
                where: { $0.hasSuffix("/officeDocument") })
            return found ?? archive.entry(named: "xl/workbook.xml").map(\.name)
        }
    }

    private func contentType(of part: String) throws(ImportFailure) -> String {
        guard let types = archive.entry(named: "[Content_Types].xml") else { return "" }
        let name = ZipEntry.folded(part)
        return try AttributeSearch.run(
            archive, types, element: "Override", key: "PartName", value: "ContentType",
            where: { ZipEntry.folded($0) == name }) ?? ""
    }
}

/// A document of ODF 1.2 part 3: by its member `mimetype`, or by the parts that each has.
private struct OpenDocument {
    private let archive: ZipArchive

    init(_ archive: ZipArchive) { self.archive = archive }

    var kind: FileKind? {
        get throws(ImportFailure) {
            let manifest = archive.entry(named: "META-INF/manifest.xml")
            guard let type = try mimeType else {
                guard manifest != nil, archive.entry(named: "content.xml") != nil else { return nil }
                return .workbook(.ods)
            }
            guard type.contains("opendocument.spreadsheet") || type.contains("sun.xml.calc") else {
                throw .notATable(archive.name, Self.name(of: type))
            }
            if let manifest, try archive.data(of: manifest).firstRange(of: "encryption-data".utf8) != nil {
                throw .workbookEncrypted(archive.name)
            }
            return .workbook(.ods)
        }
    }

    private var mimeType: String? {
        get throws(ImportFailure) {
            guard let entry = archive.entry(named: "mimetype"), entry.size <= 256 else { return nil }
            let type = String(decoding: try archive.data(of: entry), as: UTF8.self).lowercased()
            return type.hasPrefix("application/") ? type : nil
        }
    }

    private static func name(of type: String) -> String {
        let names = [
            ("opendocument.text", "a text document (ODT)"), ("opendocument.presentation", "a presentation (ODP)"),
            ("opendocument.graphics", "a drawing (ODG)"), ("opendocument.base", "a database (ODB)"),
            ("epub", "an electronic book (EPUB)"),
        ]
        return names.first { type.contains($0.0) }?.1 ?? "a document of another kind"
    }
}

/// Looks for one attribute in a small part of a package: of the first element of a name whose key is wanted.
private final class AttributeSearch: XMLHandler {
    private let element: XMLName
    private let key: XMLName
    private let value: XMLName
    private let isWanted: (String) -> Bool
    private var found: String?

    static func run(
        _ archive: ZipArchive, _ part: ZipEntry, element: String, key: String, value: String,
        where isWanted: @escaping (String) -> Bool
    ) throws(ImportFailure) -> String? {
        let parser = XMLPushParser(file: archive.name, part: part.name, limits: archive.limits)
        let search = AttributeSearch(
            parser.name(element), parser.name(key), parser.name(value), isWanted)
        try parser.parse(try archive.open(part), to: search)
        return search.found
    }

    private init(_ element: XMLName, _ key: XMLName, _ value: XMLName, _ isWanted: @escaping (String) -> Bool) {
        self.element = element
        self.key = key
        self.value = value
        self.isWanted = isWanted
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure) {
        guard found == nil, name == element, let key = attributes[key], isWanted(key.string) else { return }
        found = attributes[value]?.string
    }

    func endElement(_ name: XMLName) throws(ImportFailure) {}

    func characters(_ text: XMLText) throws(ImportFailure) {}
}
