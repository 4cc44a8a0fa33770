import Tables

/// Where the XML of an OpenDocument spreadsheet stands: in members of an archive (`.ods`), or all in one file (`.fods`).
enum ODSPackage: Sendable {
    case archive(ZipArchive)
    case flat(SourceFile)

    static let content = "content.xml"

    init(_ file: SourceFile, _ limits: WorkbookLimits) throws(ImportFailure) {
        let data = try RandomAccessFile(file)
        // Archives may have something before them, XML may not.
        let head = try data.bytes(at: 0, count: 64)
        let isXML = head.starts(with: [0xEF, 0xBB, 0xBF]) || Self.first(head) == UInt8(ascii: "<")
        self = isXML ? .flat(file) : .archive(try ZipArchive(data, limits: limits))
    }

    /// The first byte that is no white space, in UTF-8 or UTF-16.
    private static func first(_ head: [UInt8]) -> UInt8? {
        let text = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) ? head.dropFirst(2) : head[...]
        return text.first { $0 > 0x20 }
    }

    /// The bytes of a part and how many there are; nil where there is no such part. `isAhead`: unpacked on a thread of
    /// their own.
    func part(_ name: String, isAhead: Bool = false) throws(ImportFailure) -> (source: any ByteSource, size: Int)? {
        switch self {
        case .flat(let file):
            return name == Self.content ? (try FileByteSource(file), file.size) : nil
        case .archive(let archive):
            guard let entry = archive.entry(named: name) else { return nil }
            return (isAhead ? try archive.openAhead(entry) : try archive.open(entry), entry.size)
        }
    }

    /// What failures call a part.
    func label(_ part: String, _ file: SourceFile) -> String {
        switch self {
        case .flat: file.name
        case .archive: part
        }
    }
}
