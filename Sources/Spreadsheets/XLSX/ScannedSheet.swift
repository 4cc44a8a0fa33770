import Tables

/// Reads a sheet by our own scanner: the XML itself becomes the text of the batch.
final class ScannedSheet: SheetXML {
    private let package: XLSXPackage
    private let part: String
    private let source: SheetSource
    private let rows: XLSXRowWriter
    private let blockBytes: Int
    @exclusivity(unchecked) private var scanner: SheetScanner
    /// What the block before could not finish.
    private let carry = RawArray<UInt8>(capacity: 1)
    /// Bytes that a block is to have; more than `blockBytes` while a row is larger than that.
    private var goal: Int
    /// Bytes of a mark in front of the XML, until they are passed over.
    private var mark: Int

    init(
        _ package: XLSXPackage, part: String, _ source: SheetSource, _ rows: XLSXRowWriter, mark: Int, blockBytes: Int
    ) {
        self.package = package
        self.part = part
        self.source = source
        self.rows = rows
        self.blockBytes = blockBytes
        self.mark = mark
        goal = max(blockBytes, mark)
        scanner = SheetScanner(maxDepth: package.limits.xmlDepth)
    }

    func readRows(into batch: RowBatch) throws(ImportFailure) -> Bool {
        let isLast = try readBlock(into: batch.text)
        scanner.begin(batch.text, isLast: isLast)
        scanner.position = mark
        mark = 0
        while true {
            switch scanner.next() {
            case .row: try rows.write(scanner.elements.row, scanner.elements.cells.buffer)
            case .event(let event): rows.note(event)
            case .needsText:
                try keepRest()
                return true
            case .ended: return false
            case .malformed: throw .xmlDamaged(package.name, part, near: scanner.elements.row.number)
            case .documentType: throw .xmlDocumentType(package.name, part)
            case .tooDeep: throw .limitExceeded(package.name, .xmlDepth, package.limits, part: part)
            }
        }
    }

    /// Fills a block; true where the document ends with it.
    private func readBlock(into text: RawArray<UInt8>) throws(ImportFailure) -> Bool {
        text.removeAll()
        // Room for the texts that are decoded behind the block, too.
        text.reserve((goal + SheetScanner.padding) * 2)
        text.append(carry.base, count: carry.count)
        let wanted = max(goal - carry.count, 1)
        carry.removeAll()
        let count = try source.fill(text.base + text.count, capacity: wanted)
        text.count += count
        return count < wanted
    }

    private func keepRest() throws(ImportFailure) {
        let rest = scanner.rest
        if let base = rest.baseAddress { carry.append(base, count: rest.count) }
        let isStuck = scanner.position == 0
        goal = isStuck ? goal * 2 : max(blockBytes, min(goal, rest.count * 2))
        guard goal <= SheetElements.maxRowBytes else {
            throw .xlsxRowTooLarge(package.name, part, limit: SheetElements.maxRowBytes)
        }
    }
}
