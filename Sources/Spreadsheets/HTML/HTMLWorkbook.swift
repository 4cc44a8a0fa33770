import Tables

/// A web page whose tables are the sheets: what many programs give out as `.xls`.
///
/// All values are texts; formats and numbers that such pages carry beside what they show are not looked at.
package final class HTMLWorkbook: Workbook {
    package let sheets: [SheetInfo]
    let file: SourceFile
    let limits: WorkbookLimits
    private let text: HTMLText
    /// Which table of the page each sheet is; those without a value are none.
    private let tables: [Int]

    package var kind: WorkbookKind { .html }

    package init(file: SourceFile, limits: WorkbookLimits = WorkbookLimits()) throws(ImportFailure) {
        self.file = file
        self.limits = limits
        text = try HTMLText(file)
        let handler = HTMLTableHandler(file.name, table: nil, startRow: 1, limits: limits)
        let page = try HTMLPage(text, handler)
        while try page.parseBlock() {}
        let found = handler.tables
        tables = found.indices.filter { found[$0].hasValues }
        if tables.isEmpty { throw .htmlWithoutTable(file.name) }
        var names = Set<String>()
        sheets = tables.enumerated().map { place, table in
            let caption = found[table].caption.split { $0.isWhitespace }.joined(separator: " ")
            let name = caption.isEmpty || names.contains(caption) ? "Table \(place + 1)" : caption
            names.insert(name)
            return SheetInfo(name: name)
        }
    }

    package func formatCode(_ index: UInt16) -> String? { nil }

    package func makeReader(sheet: Int, _ reading: SheetReading) throws(ImportFailure) -> any TableReader {
        let handler = HTMLTableHandler(file.name, table: tables[sheet], startRow: reading.startRow, limits: limits)
        return HTMLTableReader(self, try HTMLPage(text, handler), handler, reading)
    }
}

/// A page on its way through the parser, block by block.
final class HTMLPage {
    private let source: any ByteSource
    private let bytes: FileByteSource
    private let parser = HTMLPushParser()
    private let handler: HTMLTableHandler
    private let block: UnsafeMutableRawPointer

    private static let blockBytes = 32 * 1024

    /// Bytes of the file that were read.
    var bytesRead: Int { bytes.position }

    init(_ text: HTMLText, _ handler: HTMLTableHandler) throws(ImportFailure) {
        (source, bytes) = try text.open()
        self.handler = handler
        block = .allocate(byteCount: Self.blockBytes, alignment: 64)
    }

    deinit {
        block.deallocate()
    }

    /// False at the end of the page, or of what the handler wants of it.
    func parseBlock() throws(ImportFailure) -> Bool {
        let count = try source.read(into: block, capacity: Self.blockBytes)
        try parser.feed(UnsafeRawBufferPointer(start: block, count: count), to: handler, isLast: count == 0)
        if count == 0 { try handler.finish() }
        return !handler.isDone
    }
}
