import Glibc
import Tables

/// Reads XML in UTF-8, for parts that are large and of simple make; `docs/performance.md` has what it gains.
///
/// It knows elements, attributes, texts, CDATA, comments, namespaces and the predefined entities, and refuses a DOCTYPE
/// as `XMLPushParser` does. What it takes, that takes too; of what is no XML, it lets pass what does no harm: attributes
/// of the same name, prefixes that nobody has declared, `--` in comments. A piece that a block cuts in two waits in `buffer`.
final class XMLScanner: XMLParser {
    private let file: String
    private let part: String
    private let limits: WorkbookLimits
    private let names = XMLQualifiedNames()
    /// What is not yet scanned, with zeros behind it.
    private let buffer = RawArray<UInt8>(capacity: 128 * 1024)
    private let decoded = RawArray<UInt8>(capacity: 4_096)
    private let normalized = RawArray<UInt8>(capacity: 256)
    /// Five pointers for each attribute, as `XMLAttributes` has them.
    private let attributes = RawArray<UnsafePointer<UInt8>?>(capacity: 64)
    /// Their names, by number.
    private let attributeNames = RawArray<Int32>(capacity: 64)
    /// The names of open elements, by their numbers.
    private let open = RawArray<Int32>(capacity: 64)
    @exclusivity(unchecked) private var validator = UTF8Validator()
    @exclusivity(unchecked) private var hasBegun = false
    @exclusivity(unchecked) private var hasEnded = false

    /// Zeros behind the buffer: as many as may be read beyond it.
    private static let padding = 32
    /// The largest tag; cells are limited elsewhere.
    private static let maxPiece = 64 << 20

    /// `file` and `part` are what failures call the document.
    init(file: String, part: String, limits: WorkbookLimits) {
        self.file = file
        self.part = part
        self.limits = limits
    }

    func name(_ text: String) -> XMLName { names.local(text) }

    func feed(_ bytes: UnsafeRawBufferPointer, to handler: any XMLHandler) throws(ImportFailure) {
        guard let start = bytes.baseAddress else { return }
        validator.update(start, count: bytes.count)
        // A character that the block cuts in two is not invalid yet.
        if validator.invalidOffset != nil { throw damaged() }
        buffer.append(start.assumingMemoryBound(to: UInt8.self), count: bytes.count)
        try scan(handler, isLast: false)
        if buffer.count > Self.maxPiece { throw damaged() }
    }

    func finish(_ handler: any XMLHandler) throws(ImportFailure) {
        try scan(handler, isLast: true)
        guard buffer.count == 0, open.count == 0, hasEnded, validator.isValid else { throw damaged() }
    }

    private func damaged() -> ImportFailure { .xmlDamaged(file, part, line: 0, cause: nil) }

    private func scan(_ handler: any XMLHandler, isLast: Bool) throws(ImportFailure) {
        pad()
        let base = UnsafePointer(buffer.base)
        let end = buffer.count
        var position = 0
        if !hasBegun, end >= 3 || isLast {
            hasBegun = true
            if buffer.buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }
        while position < end {
            let next =
                base[position] == Mark.open
                ? try markup(base, position, end, handler) : try text(base, position, end, handler, isLast)
            guard let next else { break }
            position = next
        }
        memmove(buffer.base, base + position, end - position)
        buffer.count = end - position
    }

    private func pad() {
        buffer.reserve(Self.padding)
        (buffer.base + buffer.count).update(repeating: 0, count: Self.padding)
    }

    private static func find(_ byte: UInt8, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, let found = memchr(base + start, Int32(byte), end - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}

// MARK: - Text

extension XMLScanner {
    /// The offset behind the text that begins at `start`; nil where it cannot be told yet.
    private func text(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ handler: any XMLHandler, _ isLast: Bool
    ) throws(ImportFailure) -> Int? {
        // Texts are short, mostly. The zeros behind the buffer end the loop.
        var special = start
        while base[special] >= 0x20, base[special] != Mark.open, base[special] != Mark.ampersand { special += 1 }
        if special < end, base[special] == Mark.open {
            try give(base, start, special, handler)
            return special
        }
        let next = Self.find(Mark.open, base, special, end)
        // An entity, or a line end of two bytes, must not be cut.
        let stop = next ?? (isLast ? end : Self.lastWhole(base, start, end))
        if stop == start { return nil }
        try give(base, start, stop, handler, isPlain: false)
        return stop
    }

    private func give(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ handler: any XMLHandler, isPlain: Bool = true
    ) throws(ImportFailure) {
        let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
        if open.count == 0 {
            guard bytes.allSatisfy(XLSXText.isSpace) else { throw damaged() }
        } else if isPlain {
            try handler.characters(XMLText(start: base + start, count: end - start))
        } else {
            decoded.removeAll()
            guard XMLEntities.append(bytes, to: decoded) else { throw damaged() }
            try handler.characters(XMLText(start: decoded.base, count: decoded.count))
        }
    }
}

// MARK: - Tags

extension XMLScanner {
    /// The offset behind what begins with `<`; nil where it is not all there.
    private func markup(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ handler: any XMLHandler
    ) throws(ImportFailure) -> Int? {
        guard start + 1 < end else { return nil }
        switch base[start + 1] {
        case Mark.slash: return try endTag(base, start, end, handler)
        case Mark.exclamation, Mark.question: return try other(base, start, end, handler)
        default: return try startTag(base, start, end, handler)
        }
    }

    private func other(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ handler: any XMLHandler
    ) throws(ImportFailure) -> Int? {
        let token = MarkupScanner(base: base, end: end).token(at: start)
        switch token.kind {
        case .incomplete: return nil
        case .documentType: throw .xmlDocumentType(file, part)
        case .literal:
            guard open.count > 0 else { throw damaged() }
            try handler.characters(XMLText(start: base + token.content.lowerBound, count: token.content.count))
        case .other: break
        default: throw damaged()
        }
        return token.end
    }

    private func endTag(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ handler: any XMLHandler
    ) throws(ImportFailure) -> Int? {
        guard let close = Self.find(Mark.close, base, start, end) else { return nil }
        var stop = close
        while stop > start + 2, XLSXText.isSpace(base[stop - 1]) { stop -= 1 }
        guard open.count > 0, stop > start + 2, let name = names.index(base + start + 2, stop - start - 2),
            name == Int(open[open.count - 1])
        else { throw damaged() }
        try endElement(name, handler)
        return close + 1
    }

    private func endElement(_ name: Int, _ handler: any XMLHandler) throws(ImportFailure) {
        names.end(open.count)
        open.count -= 1
        hasEnded = open.count == 0
        try handler.endElement(names.localName(name))
    }

    private func startTag(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ handler: any XMLHandler
    ) throws(ImportFailure) -> Int? {
        var index = start + 1
        while index < end, !Mark.endsName(base[index]) { index += 1 }
        if index == end { return nil }
        guard index > start + 1, !hasEnded, let name = names.index(base + start + 1, index - start - 1) else {
            throw damaged()
        }
        guard let stop = try readAttributes(base, index, end) else { return nil }
        guard open.count < limits.xmlDepth else { throw .limitExceeded(file, .xmlDepth, limits, part: part) }
        open.append(Int32(truncatingIfNeeded: name))
        let list = XMLAttributes(base: attributes.base, count: attributes.count / 5)
        try handler.startElement(names.localName(name), list)
        if base[stop - 2] == Mark.slash { try endElement(name, handler) }
        return stop
    }
}

// MARK: - Attributes

extension XMLScanner {
    /// The offset behind the tag; nil where that is not all there.
    private func readAttributes(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) throws(ImportFailure) -> Int? {
        attributes.removeAll()
        attributeNames.removeAll()
        decoded.removeAll()
        var hasDeclarations = false
        var index = start
        while true {
            while index < end, XLSXText.isSpace(base[index]) { index += 1 }
            guard index + 1 < end || (index < end && base[index] == Mark.close) else { return nil }
            if base[index] == Mark.close || (base[index] == Mark.slash && base[index + 1] == Mark.close) { break }
            guard let (name, range) = try attribute(base, index, end) else { return nil }
            let value = try value(base, range, end)
            if names.isDeclaration(name) {
                names.declare(name, value, depth: open.count + 1)
                hasDeclarations = true
            } else {
                add(name, value)
            }
            index = range.upperBound + 1
        }
        if hasDeclarations { resolve() }
        return index + (base[index] == Mark.close ? 1 : 2)
    }

    /// The number of an attribute's name, and where its value stands; nil where that is not all there.
    private func attribute(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
    ) throws(ImportFailure) -> (name: Int, value: Range<Int>)? {
        var index = start
        while index < end, !Mark.endsName(base[index]) { index += 1 }
        let nameEnd = index
        while index < end, XLSXText.isSpace(base[index]) { index += 1 }
        if index == end { return nil }
        guard nameEnd > start, base[index] == Mark.equals, let name = names.index(base + start, nameEnd - start) else {
            throw damaged()
        }
        index += 1
        while index < end, XLSXText.isSpace(base[index]) { index += 1 }
        if index == end { return nil }
        guard base[index] == Mark.quote || base[index] == Mark.apostrophe else { throw damaged() }
        guard let close = Self.find(base[index], base, index + 1, end) else { return nil }
        return (name, index + 1..<close)
    }

    private func value(
        _ base: UnsafePointer<UInt8>, _ range: Range<Int>, _ end: Int
    ) throws(ImportFailure) -> XMLText {
        // Values are short, mostly.
        let bytes = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
        var index = 0
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] != Mark.ampersand, bytes[index] != Mark.open {
            index += 1
        }
        let value = index < bytes.count ? try decode(bytes, end) : bytes
        return XMLText(start: value.baseAddress, count: value.count)
    }

    @inline(__always)
    private func add(_ name: Int, _ value: XMLText) {
        attributes.append(names.localName(name).pointer)
        attributes.append(nil)
        attributes.append(names.namespace(name))
        attributes.append(value.bytes.baseAddress)
        attributes.append(value.bytes.baseAddress.map { $0 + value.bytes.count })
        attributeNames.append(Int32(truncatingIfNeeded: name))
    }

    /// Declarations hold for the element itself too, wherever among its attributes they stand.
    private func resolve() {
        for index in 0..<attributeNames.count {
            attributes[index * 5 + 2] = names.namespace(Int(attributeNames[index]))
        }
    }

    /// Resolves entities; white space is a blank (XML 1.0, 3.3.3). Nothing that was decoded before may move.
    private func decode(
        _ value: UnsafeBufferPointer<UInt8>, _ end: Int
    ) throws(ImportFailure) -> UnsafeBufferPointer<UInt8> {
        if decoded.count == 0 { decoded.reserve(end + Self.padding) }
        let start = decoded.count
        normalized.removeAll()
        for byte in value { normalized.append(XLSXText.isSpace(byte) ? 0x20 : byte) }
        guard !value.contains(Mark.open), XMLEntities.append(normalized.buffer, to: decoded) else { throw damaged() }
        return UnsafeBufferPointer(start: decoded.base + start, count: decoded.count - start)
    }
}
