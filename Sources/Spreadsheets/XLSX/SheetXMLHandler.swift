import Tables

/// Hands the elements of a sheet that libxml2 reports to `SheetElements`, and complete rows to their writer.
final class SheetXMLHandler: XMLHandler {
    private let elements: SheetElements
    private let rows: XLSXRowWriter
    private let tags: XMLTags<SheetElements.Element>
    private let names: XMLTags<SheetAttributes.Name>
    private let package: XLSXPackage
    private let part: String

    init(_ parser: XMLPushParser, _ rows: XLSXRowWriter, _ package: XLSXPackage, part: String) {
        self.rows = rows
        self.package = package
        self.part = part
        elements = SheetElements(text: RawArray(capacity: 4_096))
        tags = XMLTags(parser)
        names = XMLTags(parser)
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        var known = SheetAttributes()
        for index in 0..<attributes.count {
            if let name = names[attributes.name(index)] { known.set(name, attributes.value(index)) }
        }
        if let event = elements.start(tags[name], known) { rows.note(event) }
    }

    func characters(_ piece: XMLText) throws(ImportFailure) {
        elements.characters(piece.bytes)
        guard elements.text.count <= SheetElements.maxRowBytes else {
            throw .xlsxRowTooLarge(package.name, part, limit: SheetElements.maxRowBytes)
        }
    }

    func endElement(_ name: XMLName) throws(ImportFailure) {
        guard elements.end() == .row else { return }
        let batch = rows.batch
        let shift = UInt32(truncatingIfNeeded: batch.text.count)
        batch.text.append(elements.text.base, count: elements.text.count)
        elements.text.removeAll()
        for index in 0..<elements.cells.count { elements.cells.base[index].start += shift }
        try rows.write(elements.row, elements.cells.buffer)
    }
}
