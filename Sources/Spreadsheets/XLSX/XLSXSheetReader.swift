import Tables

/// Reads the rows of a sheet, batch by batch; unpacking runs ahead on a thread of its own.
final class XLSXSheetReader: TableReader {
    private let entry: ZipEntry
    private let source: SheetSource
    private let rows: XLSXRowWriter
    private let xml: any SheetXML
    private var hasEnded = false

    /// `blockBytes`: how much XML is read at a time.
    init(
        _ package: XLSXPackage, _ entry: ZipEntry, _ rows: XLSXRowWriter, xml: SheetXMLParser, blockBytes: Int
    ) throws(ImportFailure) {
        self.entry = entry
        self.rows = rows
        source = try SheetSource(try package.archive.openAhead(entry))
        let isPlain = xml == .scanner ? SheetPrologue.mark(source.head.buffer) : nil
        self.xml =
            if let mark = isPlain {
                ScannedSheet(package, part: entry.name, source, rows, mark: mark, blockBytes: blockBytes)
            } else {
                ParsedSheet(package, part: entry.name, source, rows, blockBytes: blockBytes)
            }
    }

    var bytesRead: Int { entry.packedBytes(unpacked: source.count) }
    var blankRows: Int { rows.blankRows }
    var closing: TableClosing { rows.closing }

    func finishDigest() throws(ImportFailure) -> String? { nil }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.removeAll()
        rows.batch = batch
        while !hasEnded, batch.rows.count == 0 {
            batch.text.removeAll()
            hasEnded = try !xml.readRows(into: batch)
        }
        return batch.rows.count > 0
    }
}

/// What reads the XML of a sheet.
protocol SheetXML: AnyObject {
    /// Reads one block of XML, and writes the rows that are complete with it; false at the end of the sheet.
    func readRows(into batch: RowBatch) throws(ImportFailure) -> Bool
}

/// The bytes of a sheet, whose first ones are looked at before somebody reads them.
final class SheetSource {
    private let source: any ByteSource
    let head = RawArray<UInt8>(capacity: SheetPrologue.bytes)
    private var headRead = 0
    /// Bytes read so far.
    private(set) var count = 0

    init(_ source: any ByteSource) throws(ImportFailure) {
        self.source = source
        head.count = try source.fill(head.base, capacity: SheetPrologue.bytes)
    }

    /// Fills up to `capacity` bytes; fewer only at the end.
    func fill(_ pointer: UnsafeMutablePointer<UInt8>, capacity: Int) throws(ImportFailure) -> Int {
        let first = min(head.count - headRead, capacity)
        pointer.update(from: head.base + headRead, count: first)
        headRead += first
        let more = first < capacity ? try source.fill(pointer + first, capacity: capacity - first) : 0
        count += first + more
        return first + more
    }
}
