import Tables

/// Reads a sheet by libxml2.
final class ParsedSheet: SheetXML {
    private let source: SheetSource
    private let parser: XMLPushParser
    private let handler: SheetXMLHandler
    private let block: RawArray<UInt8>

    init(_ package: XLSXPackage, part: String, _ source: SheetSource, _ rows: XLSXRowWriter, blockBytes: Int) {
        self.source = source
        parser = XMLPushParser(file: package.name, part: part, limits: package.limits)
        handler = SheetXMLHandler(parser, rows, package, part: part)
        block = RawArray(capacity: blockBytes)
    }

    func readRows(into batch: RowBatch) throws(ImportFailure) -> Bool {
        let count = try source.fill(block.base, capacity: block.capacity)
        if count == 0 {
            try parser.finish(handler)
            return false
        }
        try parser.feed(UnsafeRawBufferPointer(start: block.base, count: count), to: handler)
        return true
    }
}
