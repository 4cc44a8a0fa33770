import Tables

/// Scans a sheet's XML: bytes in, cells out.
///
/// A state machine over the bytes of a batch's text. It gives out one row at a time, takes a row back if the bytes end
/// within it, and goes on at any byte. Two paths lead through a row. The fast one (`FastCell`) knows the forms in which
/// programs write cells and compares every byte with them; where anything differs it says so, and the cell is read from
/// its start again by the general one, which knows XML: prefixes, attributes in any order and both quotes, comments,
/// CDATA, entities, unknown elements. Both end in `SheetElements`, as libxml2's reports do, and texts without entities
/// are spans of the XML itself.
///
/// What must stay together: the XML ends with `padding` zero bytes, which no XML has; the fast path stops at them without
/// asking for the end, and the general path then says that bytes are missing. Decoded texts go behind the padding, and
/// never need more room than their XML, so that a `reserve` once a row keeps all pointers where they are.
struct SheetScanner {
    enum Outcome: Equatable {
        /// A row is complete: `elements.row` and `elements.cells`.
        case row
        /// Something beside the rows.
        case event(SheetEvent)
        /// All that is complete was given out: more bytes are needed from `position` on.
        case needsText
        /// The document has ended as it should.
        case ended
        case documentType
        case tooDeep
        /// No XML.
        case malformed
    }

    /// Zero bytes behind the XML.
    static let padding = 32

    let elements = SheetElements(text: RawArray(capacity: 1))
    var text = RawArray<UInt8>(capacity: 1)
    /// The offset of the next byte to scan.
    var position = 0
    /// Offset behind the XML, and whether the document ends there.
    private var end = 0
    private var isLast = false
    private let maxDepth: Int
    private let scratch = RawArray<UInt8>(capacity: 1)
    /// Hashes of the names of all open elements.
    private var names: [UInt64] = []
    private var hasRoot = false

    init(maxDepth: Int) { self.maxDepth = maxDepth }

    /// Goes on with a text that begins where `position` was; all bytes that it has so far are XML.
    mutating func begin(_ text: RawArray<UInt8>, isLast: Bool) {
        self.text = text
        self.isLast = isLast
        elements.text = text
        position = 0
        end = text.count
        text.reserve(Self.padding)
        (text.base + end).update(repeating: 0, count: Self.padding)
        text.count = end + Self.padding
    }

    /// What was not scanned; ask when text is needed.
    var rest: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: text.base + position, count: end - position) }

    mutating func next() -> Outcome {
        while true {
            let outcome = elements.current == .sheetData ? rowOrMarkup() : step()
            if let outcome { return outcome }
        }
    }

    /// The next row if there is one; whatever was read of it is taken back where the text ends within it.
    private mutating func rowOrMarkup() -> Outcome? {
        text.reserve(end - position + Self.padding)
        let (start, textCount, depth, row) = (position, text.count, names.count, elements.row)
        var outcome = step()
        while outcome == nil, names.count > depth {
            if elements.current == .row, readsCells() {
                outcome = .row
                break
            }
            outcome = step()
        }
        if outcome == .needsText {
            names.removeLast(max(names.count - depth, 0))
            elements.takeBack(to: depth, row)
            (position, text.count) = (start, textCount)
        }
        return outcome
    }

    /// Reads cells in usual forms as long as they follow each other; true where the row ends behind them.
    private mutating func readsCells() -> Bool {
        let base = UnsafePointer(text.base)
        var cell = FastCell(base, text, column: elements.column)
        var index = position
        while cell.read(from: index) {
            index = cell.end
            if cell.hasValue { elements.cells.append(cell.cell) }
        }
        elements.column = cell.column
        position = index
        guard Self.endsRow(base + index), names.last == Self.rowName else { return false }
        position += "</row>".utf8.count
        names.removeLast()
        return elements.end() == .row
    }

    private static let rowName = hash(Array("row".utf8)[...])

    private static func endsRow(_ pointer: UnsafePointer<UInt8>) -> Bool {
        TextScan.load8(pointer) & 0xFFFF_FFFF_FFFF == 0x3E77_6F72_2F3C
    }
}

extension SheetScanner {
    /// Reads one tag, text or comment; nil where that is nothing to give out.
    private mutating func step() -> Outcome? {
        guard position < end else { return atEnd }
        let markup = MarkupScanner(base: UnsafePointer(text.base), end: end)
        let token = markup.token(at: position)
        switch token.kind {
        case .incomplete: return isLast ? .malformed : .needsText
        case .malformed: return .malformed
        case .documentType: return hasRoot ? .malformed : .documentType
        case .other: position = token.end
        case .text: return readText(token)
        case .literal: return readLiteral(token)
        case .end: return readEnd(token)
        case .start, .empty: return readStart(token, markup)
        }
        return nil
    }

    private var atEnd: Outcome {
        if names.isEmpty, hasRoot, isLast { return .ended }
        return isLast ? .malformed : .needsText
    }

    private mutating func readStart(_ token: MarkupToken, _ markup: MarkupScanner) -> Outcome? {
        if names.isEmpty, hasRoot { return .malformed }
        guard names.count < maxDepth else { return .tooDeep }
        do {
            let tag = try SheetTag(markup, from: token.attributes, scratch: scratch)
            hasRoot = true
            position = tag.end
            let element = SheetElements.Element(bytes(token.localName..<token.content.upperBound))
            let event = elements.start(element, tag.attributes)
            if tag.isEmpty {
                let ended = elements.end()
                return outcome(event ?? ended)
            }
            names.append(Self.hash(bytes(token.content)))
            return outcome(event)
        } catch {
            return error == .incomplete && !isLast ? .needsText : .malformed
        }
    }

    private func outcome(_ event: SheetEvent?) -> Outcome? { event.map { $0 == .row ? .row : .event($0) } }

    private mutating func readEnd(_ token: MarkupToken) -> Outcome? {
        guard names.popLast() == Self.hash(bytes(token.content)) else { return .malformed }
        position = token.end
        return outcome(elements.end())
    }

    /// A text that reaches up to the end of the bytes may go on behind it, in the middle of an entity.
    private mutating func readText(_ token: MarkupToken) -> Outcome? {
        if elements.takesText {
            if token.end == end { return isLast ? .malformed : .needsText }
            // The fast path passes over formulas, whatever they hold: so does this one.
            guard appendText(token.content) || elements.current == .f else { return .malformed }
        } else if names.isEmpty, !bytes(token.content).allSatisfy(XLSXText.isSpace) {
            return .malformed
        }
        position = token.end
        return nil
    }

    private func appendText(_ content: Range<Int>) -> Bool {
        ShortUTF8.isValid(buffer(content)) && XMLEntities.append(buffer(content), to: text)
    }

    private mutating func readLiteral(_ token: MarkupToken) -> Outcome? {
        guard !names.isEmpty, ShortUTF8.isValid(buffer(token.content)) else { return .malformed }
        elements.characters(buffer(token.content))
        position = token.end
        return nil
    }

    private func bytes(_ range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> {
        UnsafeBufferPointer(start: text.base, count: end)[range]
    }

    private func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes(range))
    }

    /// FNV-1a
    private static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
        name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

extension SheetElements.Element {
    /// The element of a local name.
    fileprivate init?(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
        let text = XMLText(start: UnsafeBufferPointer(rebasing: name).baseAddress, count: name.count)
        let element: Self? =
            switch name.count {
            case 1: Self.oneLetter(text.bytes[0])
            case 2: text == "is" ? .inline : nil
            case 3: text == "row" ? .row : text == "col" ? .col : nil
            case 4: text == "cols" ? .cols : nil
            case 9: text == "sheetData" ? .sheetData : text == "mergeCell" ? .mergeCell : Self.root(text)
            case 10: text == "mergeCells" ? .mergeCells : nil
            default: nil
            }
        guard let element else { return nil }
        self = element
    }

    private static func oneLetter(_ letter: UInt8) -> Self? {
        switch letter {
        case UInt8(ascii: "c"): .c
        case UInt8(ascii: "f"): .f
        case UInt8(ascii: "v"): .v
        case UInt8(ascii: "r"): .r
        case UInt8(ascii: "t"): .t
        default: nil
        }
    }

    private static func root(_ text: XMLText) -> Self? { text == "worksheet" ? .worksheet : nil }
}
