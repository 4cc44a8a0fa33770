import Tables

/// A workbook of Excel 2 to 2003: a stream of records, in a compound file or bare.
///
/// The stream is held in memory, decrypted where that takes no password; it is never changed after opening, so several
/// readers may walk it at once.
package final class XLSWorkbook: Workbook, @unchecked Sendable {
    /// How numbers in cells of a style are written.
    struct Style {
        var kind = NumberFormat.Kind.number
        var format: UInt16 = 0
    }

    package let kind = WorkbookKind.xls
    package let sheets: [SheetInfo]
    let file: SourceFile
    let globals: BIFFGlobals
    let limits: WorkbookLimits
    private let stream: RawArray<UInt8>
    /// By the index that cells name.
    private(set) var styles: [Style] = []
    /// By the index of a number format, for cells that name a format instead of a style (Excel 2).
    private(set) var formatStyles: [Int: Style] = [:]

    /// The format itself ends at 2 GiB; a full sheet of 65,536 rows and 256 columns has about 200 MiB.
    static let maxBytes = 512 << 20

    package init(file: SourceFile, limits: WorkbookLimits = WorkbookLimits()) throws(ImportFailure) {
        self.file = file
        self.limits = limits
        stream = try Self.stream(of: RandomAccessFile(file))
        globals = try BIFFGlobals(stream, limits, name: file.name)
        sheets = globals.sheets.map(\.info)
        guard !sheets.isEmpty else { throw .xlsDamaged(file.name, "it has no sheet with cells") }
        for format in Set(globals.styles).union(globals.formats.keys) { formatStyles[format] = style(format) }
        styles = globals.styles.map { formatStyles[$0] ?? Style() }
    }

    package func formatCode(_ index: UInt16) -> String? { index == 0 ? nil : code(Int(index)) }

    package func makeReader(sheet: Int, _ reading: SheetReading) throws(ImportFailure) -> any TableReader {
        try XLSReader(self, sheet: sheet, reading)
    }

    /// The stream's bytes; the workbook has to be kept as long as they are used.
    var records: ByteView { ByteView(stream.base, count: stream.count) }

    private func style(_ format: Int) -> Style {
        guard format > 0, format <= UInt16.max, let code = code(format), code.lowercased() != "general" else {
            return Style()
        }
        return Style(kind: NumberFormat(code: code).kind, format: UInt16(format))
    }

    /// Excel 5 and later leave out the codes that every Excel knows; the older ones write all of them.
    private func code(_ format: Int) -> String? {
        globals.formats[format] ?? (globals.version >= .biff5 ? NumberFormat.builtIn(format) : nil)
    }
}

// MARK: Finding the stream

extension XLSWorkbook {
    /// Whether the bytes begin with the record that begins a workbook: its number, its length, and what kind it is.
    private static func isBare(_ head: [UInt8]) -> Bool {
        head.withUnsafeBytes { head in
            let view = ByteView(head)
            var records = BIFFRecords(view, at: 0)
            guard view.count > 8, let type = view.u16(0), let length = view.u16(2), (4...16).contains(length) else {
                return false
            }
            let first = records.next() ?? BIFFRecord(type: type, start: 4, length: length)
            let kinds = [0x05, 0x10, 0x20, 0x40, 0x100]
            return BIFFGlobals.version(first, records.content(first)) != nil && kinds.contains(view.u16(6) ?? 0)
        }
    }

    private static func stream(of file: RandomAccessFile) throws(ImportFailure) -> RawArray<UInt8> {
        let name = file.file.name
        guard file.size <= maxBytes else { throw .xlsTooLarge(name, limit: maxBytes) }
        let head = try file.bytes(at: 0, count: 32)
        if head.starts(with: CompoundFile.signature) { return try stream(of: CompoundFile(file), name) }
        guard isBare(head) else { throw .xlsDamaged(name, "it does not begin as workbooks do") }
        let bytes = RawArray<UInt8>(capacity: file.size)
        bytes.count = try file.read(at: 0, into: bytes.base, count: file.size)
        return bytes
    }

    /// Excel 97 may write both: "Book" is then for Excel 95.
    private static func stream(of container: CompoundFile, _ name: String) throws(ImportFailure) -> RawArray<UInt8> {
        if container.has("EncryptedPackage") { throw .workbookEncrypted(name) }
        if let entry = container.stream("Workbook") ?? container.stream("Book") {
            return try container.contents(of: entry)
        }
        throw .notATable(name, container.otherKind)
    }
}
