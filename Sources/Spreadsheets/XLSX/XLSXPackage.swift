import Tables

/// The parts of an XLSX file, and how they refer to each other (ECMA-376 part 2).
///
/// Names of parts are compared without case, as spreadsheet programs do it; a reference may be absolute or relative.
struct XLSXPackage: Sendable {
    let archive: ZipArchive
    /// The part with the list of sheets, such as `xl/workbook.xml`.
    let workbookPart: String

    var limits: WorkbookLimits { archive.limits }
    var name: String { archive.name }

    init(file: SourceFile, limits: WorkbookLimits) throws(ImportFailure) {
        archive = try ZipArchive(file: file, limits: limits)
        workbookPart = try Self.findWorkbook(in: archive)
    }

    private static func findWorkbook(in archive: ZipArchive) throws(ImportFailure) -> String {
        let relationships = try RelationshipsPart.read(of: "", in: archive)
        let named = relationships.first { $0.kind == "officedocument" }?.target
        for part in [named, "xl/workbook.xml"] {
            if let part, archive.entry(named: part) != nil { return part }
        }
        throw .xlsxNoWorkbook(archive.name)
    }

    func entry(_ part: String) -> ZipEntry? { archive.entry(named: part) }

    func relationships(of part: String) throws(ImportFailure) -> [Relationship] {
        try RelationshipsPart.read(of: part, in: archive)
    }

    /// A part that the workbook refers to, or that stands where all programs put it; nil where there is none.
    func part(_ kind: String, _ relationships: [Relationship], usual name: String) -> String? {
        let named = relationships.first { $0.kind == kind.lowercased() }?.target
        for part in [named, Self.resolve(name, from: workbookPart)] {
            if let part, archive.entry(named: part) != nil { return part }
        }
        return nil
    }

    /// Parses a part that is read as a whole.
    func parse<Handler: XMLHandler>(
        _ part: String, _ make: (XMLPushParser) -> Handler
    ) throws(ImportFailure) -> Handler {
        guard let entry = entry(part) else { throw .xlsxPartMissing(name, part) }
        let parser = XMLPushParser(file: name, part: part, limits: limits)
        let handler = make(parser)
        try parser.parse(try archive.openAhead(entry), to: handler)
        return handler
    }

    /// The name of a part from a reference in another: `../media/a.xml` in `xl/worksheets/sheet1.xml`.
    static func resolve(_ target: String, from part: String) -> String {
        let target = target.replacing("\\", with: "/")
        var path = target.hasPrefix("/") ? [] : part.split(separator: "/").dropLast().map(String.init)
        for step in target.split(separator: "/") {
            switch step {
            case ".": continue
            case "..": _ = path.popLast()
            default: path.append(String(step))
            }
        }
        return path.joined(separator: "/")
    }
}

/// What a part refers to.
struct Relationship: Sendable, Equatable {
    var id: String
    /// The last word of its type, in lower case, the same in strict and transitional files: `worksheet`.
    var kind: String
    /// The part that is meant.
    var target: String
}

/// Reads the relationships of a part: `xl/_rels/workbook.xml.rels`.
final class RelationshipsPart: XMLHandler {
    private let tags: XMLTags<Tag>
    private let names: (id: XMLName, type: XMLName, target: XMLName, mode: XMLName)
    private let source: String
    private(set) var relationships: [Relationship] = []

    private enum Tag: String, CaseIterable { case relationship = "Relationship" }

    private init(_ parser: XMLPushParser, source: String) {
        tags = XMLTags(parser)
        names = (parser.name("Id"), parser.name("Type"), parser.name("Target"), parser.name("TargetMode"))
        self.source = source
    }

    /// `part` is empty for the package itself; a part without relationships has none.
    static func read(of part: String, in archive: ZipArchive) throws(ImportFailure) -> [Relationship] {
        let folders = part.split(separator: "/")
        let name = (folders.dropLast() + ["_rels", "\(folders.last ?? "").rels"]).joined(separator: "/")
        guard let entry = archive.entry(named: name) else { return [] }
        let parser = XMLPushParser(file: archive.name, part: name, limits: archive.limits)
        let handler = RelationshipsPart(parser, source: part)
        try parser.parse(try archive.open(entry), to: handler)
        return handler.relationships
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        guard tags[name] == .relationship, let id = attributes[names.id], let target = attributes[names.target],
            attributes[names.mode].map({ $0 == "External" }) != true
        else { return }
        let kind = attributes[names.type]?.string.split(separator: "/").last?.lowercased() ?? ""
        relationships.append(
            Relationship(id: id.string, kind: kind, target: XLSXPackage.resolve(target.string, from: source)))
    }

    func endElement(_ name: XMLName) {}
    func characters(_ text: XMLText) {}
}
