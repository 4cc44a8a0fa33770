import Tables

/// The content of a spreadsheet on its way through a parser, block by block.
final class ODSContent {
    let parser: any XMLParser
    private let source: any ByteSource
    private let size: Int
    private let block: UnsafeMutableRawPointer
    /// Bytes of the first block, which was read to choose the parser, until they are parsed.
    private var first: Int?
    private var parsed = 0

    /// Small, since all rows of a block wait until they fit into a batch.
    private static let blockBytes = 32 * 1024

    init(
        _ package: ODSPackage, _ file: SourceFile, _ limits: WorkbookLimits, _ xml: SheetXMLParser
    ) throws(ImportFailure) {
        guard let part = try package.part(ODSPackage.content, isAhead: true) else {
            throw .odsWithoutContent(file.name)
        }
        (source, size) = part
        block = .allocate(byteCount: Self.blockBytes, alignment: 64)
        let name = package.label(ODSPackage.content, file)
        let count: Int
        do throws(ImportFailure) {
            count = try source.read(into: block, capacity: Self.blockBytes)
        } catch {
            block.deallocate()
            throw error
        }
        first = count
        let head = UnsafeBufferPointer(
            start: block.assumingMemoryBound(to: UInt8.self), count: min(count, SheetPrologue.bytes))
        let isPlain = xml == .scanner && SheetPrologue.mark(head) != nil
        parser =
            isPlain
            ? XMLScanner(file: file.name, part: name, limits: limits)
            : XMLPushParser(file: file.name, part: name, limits: limits)
    }

    deinit {
        block.deallocate()
    }

    /// False at the end of the content.
    func parseBlock(_ handler: any XMLHandler) throws(ImportFailure) -> Bool {
        let count = try nextBlock()
        parsed += count
        if count == 0 {
            try parser.finish(handler)
            return false
        }
        try parser.feed(UnsafeRawBufferPointer(start: block, count: count), to: handler)
        return true
    }

    private func nextBlock() throws(ImportFailure) -> Int {
        if let first {
            self.first = nil
            return first
        }
        return try source.read(into: block, capacity: Self.blockBytes)
    }

    /// How much of the content was parsed, from 0 to 1.
    var share: Double { size > 0 ? min(Double(parsed) / Double(size), 1) : 0 }
}
