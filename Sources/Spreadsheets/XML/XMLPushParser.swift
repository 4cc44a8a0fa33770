import CLibXML2
import Tables

/// Takes the elements of an XML document, one after the other, as `XMLPushParser` finds them.
///
/// Names, attributes and text are valid during the call only, but for names, which last as long as the parser.
package protocol XMLHandler: AnyObject {
    func startElement(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure)
    func endElement(_ name: XMLName) throws(ImportFailure)
    /// A piece of text, decoded, in UTF-8; one text may come in several pieces.
    func characters(_ text: XMLText) throws(ImportFailure)
}

/// A thin wrapper around libxml2's SAX2 push parser: bytes in, elements out, and a pause wherever the caller likes.
///
/// Nothing is expanded but the five predefined entities and character references, and nothing is fetched: a DOCTYPE is
/// refused, since no workbook needs one. UTF-8, UTF-16 and what else the declaration names come out as UTF-8.
package final class XMLPushParser {
    private let file: String
    private let part: String
    private let limits: WorkbookLimits
    private let context: xmlParserCtxtPtr
    // Asked at every element; one thread at a time uses a parser.
    @exclusivity(unchecked) private unowned(unsafe) var handler: (any XMLHandler)?
    private var failure: ImportFailure?
    @exclusivity(unchecked) private var hasFailed = false
    @exclusivity(unchecked) private var depth = 0
    /// The first bytes, until there are enough to tell the encoding.
    private var head: [UInt8] = []
    private var hasBegun = false

    private static let headBytes = 256

    /// `file` and `part` are what failures call the document, such as "book.xlsx" and "xl/workbook.xml".
    package init(file: String, part: String, limits: WorkbookLimits) {
        self.file = file
        self.part = part
        self.limits = limits
        precondition(Self.isLibraryReady)
        var sax = Self.callbacks()
        // The callbacks get at this object through `_private`; it is set below, before anything is parsed.
        guard let context = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else {
            preconditionFailure("libxml2 has no memory left")
        }
        // NOENT: `&amp;` in an attribute is `&`, and not `&#38;`. There are no other entities, for want of a DOCTYPE.
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
        self.context = context
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        xmlFreeParserCtxt(context)
    }

    /// The name by which this parser knows an element, an attribute or a namespace.
    package func name(_ text: String) -> XMLName {
        XMLName(pointer: xmlDictLookup(context.pointee.dict, text, -1))
    }

    /// Parses the next bytes of the document, and calls the handler for all that is complete.
    package func feed(_ bytes: UnsafeRawBufferPointer, to handler: any XMLHandler) throws(ImportFailure) {
        if hasBegun { return try parse(bytes, to: handler) }
        head.append(contentsOf: bytes)
        if head.count >= Self.headBytes { try parseHead(to: handler) }
    }

    /// Says that the document has ended.
    package func finish(_ handler: any XMLHandler) throws(ImportFailure) {
        if !hasBegun { try parseHead(to: handler) }
        try parse(UnsafeRawBufferPointer(start: nil, count: 0), to: handler, isLast: true)
    }

    private func parseHead(to handler: any XMLHandler) throws(ImportFailure) {
        hasBegun = true
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: head.count, alignment: 1)
        defer { bytes.deallocate() }
        bytes.copyBytes(from: head)
        head = []
        try parse(UnsafeRawBufferPointer(bytes), to: handler)
    }

    private func parse(
        _ bytes: UnsafeRawBufferPointer, to handler: any XMLHandler, isLast: Bool = false
    ) throws(ImportFailure) {
        self.handler = handler
        defer { self.handler = nil }
        var rest = bytes
        repeat {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.pieceBytes))
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
            let start = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
            xmlParseChunk(context, start, Int32(piece.count), isLast ? 1 : 0)
            try check()
        } while !rest.isEmpty
    }

    /// libxml2 counts bytes in 32 bits.
    private static let pieceBytes = 1 << 20

    private func check() throws(ImportFailure) {
        if let failure { throw failure }
        guard context.pointee.wellFormed == 0 else { return }
        let error = xmlCtxtGetLastError(context)?.pointee
        let cause = error?.message.map { String(cString: $0).split(separator: "\n").first.map(String.init) ?? "" }
        let failure = ImportFailure.xmlDamaged(file, part, line: Int(error?.line ?? 0), cause: cause)
        self.failure = failure
        throw failure
    }

    private func stop(_ failure: ImportFailure) {
        self.failure = failure
        hasFailed = true
        xmlStopParser(context)
    }
}

extension XMLPushParser {
    /// Parses a whole document.
    package func parse(_ source: any ByteSource, to handler: any XMLHandler) throws(ImportFailure) {
        let block = UnsafeMutableRawPointer.allocate(byteCount: Self.blockBytes, alignment: 64)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block, capacity: Self.blockBytes)
            if count == 0 { return try finish(handler) }
            try feed(UnsafeRawBufferPointer(start: block, count: count), to: handler)
        }
    }

    private static let blockBytes = 64 * 1024
}

extension XMLPushParser {
    private func start(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        guard depth <= limits.xmlDepth else { return stop(.limitExceeded(file, .xmlDepth, limits, part: part)) }
        attempt { handler throws(ImportFailure) in try handler.startElement(name, attributes) }
    }

    private func end(_ name: XMLName) {
        depth -= 1
        attempt { handler throws(ImportFailure) in try handler.endElement(name) }
    }

    private func text(_ text: XMLText) {
        attempt { handler throws(ImportFailure) in try handler.characters(text) }
    }

    private func documentType() {
        stop(.xmlDocumentType(file, part))
    }

    /// libxml2 may still call back when it was told to stop.
    @inline(__always)
    private func attempt(_ call: (any XMLHandler) throws(ImportFailure) -> Void) {
        guard !hasFailed, let handler else { return }
        do { try call(handler) } catch { stop(error) }
    }

    /// The parser that a callback is for; it is alive, since it is at work.
    @inline(__always)
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (XMLPushParser) -> Void) {
        guard let own = context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private else { return }
        Unmanaged<XMLPushParser>.fromOpaque(own)._withUnsafeGuaranteedRef(body)
    }

    /// Once, before the first parser is made on any thread.
    private static let isLibraryReady: Bool = {
        xmlInitParser()
        return true
    }()

    private static func callbacks() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { context, name, _, _, _, _, count, _, attributes in
            let list = XMLAttributes(base: attributes, count: Int(count))
            XMLPushParser.with(context) { $0.start(XMLName(pointer: name), list) }
        }
        sax.endElementNs = { context, name, _, _ in
            XMLPushParser.with(context) { $0.end(XMLName(pointer: name)) }
        }
        sax.characters = { context, start, count in
            XMLPushParser.with(context) { $0.text(XMLText(start: start, count: Int(count))) }
        }
        sax.cdataBlock = sax.characters
        sax.ignorableWhitespace = sax.characters
        sax.internalSubset = { context, _, _, _ in XMLPushParser.with(context) { $0.documentType() } }
        return sax
    }
}
