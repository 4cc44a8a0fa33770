/// A state machine that reads the text out of HTML; `output` has room for as many bytes as the input has.
///
/// White space is only joined where there are tags: without them the text is a plain one whose lines count. Line breaks
/// and spaces are held back until text follows, so none stands at an end, and at most one empty line between two texts.
struct HTMLReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let out: UnsafeMutablePointer<UInt8>
    private var length = 0
    private var index = 0
    private var pendingBreaks = 0
    private var isSpacePending = false
    private var preformatted = 0
    private var joinsSpace = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, output: UnsafeMutablePointer<UInt8>) {
        self.bytes = bytes
        out = output
    }

    /// Writes the text; returns its bytes.
    mutating func read() -> Int {
        joinsSpace = hasTag
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<"): readMarkup()
            case UInt8(ascii: "&"): readEntity()
            case let byte where joinsSpace && byte <= 0x20: readSpace(byte)
            case let byte:
                put(byte)
                index += 1
            }
        }
        return length
    }

    private var hasTag: Bool {
        bytes.indices.contains { bytes[$0] == UInt8(ascii: "<") && HTMLMarkup(bytes, at: $0) != nil }
    }

    private mutating func readMarkup() {
        guard let markup = HTMLMarkup(bytes, at: index) else {
            put(bytes[index])
            index += 1
            return
        }
        index = markup.end
        guard let element = markup.element else { return }
        if !markup.isClosing && element.isDropped { return skip(to: markup.name) }
        begin(element, isClosing: markup.isClosing)
    }

    private mutating func begin(_ element: HTMLElement, isClosing: Bool) {
        switch element {
        case .block: pendingBreaks = max(pendingBreaks, 1)
        case .lineBreak: pendingBreaks = min(pendingBreaks + (isClosing ? 0 : 1), 2)
        case .cell: isSpacePending = true
        case .preformatted:
            pendingBreaks = max(pendingBreaks, 1)
            preformatted = max(preformatted + (isClosing ? -1 : 1), 0)
        case .item:
            pendingBreaks = max(pendingBreaks, 1)
            if !isClosing { beginItem() }
        case .inline, .dropped: break
        }
    }

    private mutating func beginItem() {
        put(UInt8(ascii: "-"))
        isSpacePending = true
    }

    /// To behind the end tag; to the end of the text where there is none.
    private mutating func skip(to name: String) {
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), let markup = HTMLMarkup(bytes, at: index), markup.isClosing,
                markup.name == name
            {
                index = markup.end
                return
            }
            index += 1
        }
    }

    private mutating func readSpace(_ byte: UInt8) {
        index += 1
        if preformatted > 0 && byte == 0x0A {
            pendingBreaks = min(pendingBreaks + 1, 2)
        } else if preformatted > 0 && pendingBreaks == 0 && byte == 0x20 {
            put(byte)
        } else {
            isSpacePending = true
        }
    }

    private mutating func readEntity() {
        guard let entity = HTMLEntity(bytes, at: index) else {
            put(bytes[index])
            index += 1
            return
        }
        index = entity.end
        if entity.scalar == "\u{A0}" {
            // Mails are full of `&nbsp;` that only keeps an element from being empty.
            if joinsSpace { isSpacePending = true } else { put(0x20) }
        } else {
            for byte in UTF8.encode(entity.scalar) ?? UTF8.encodedReplacementCharacter { put(byte) }
        }
    }

    private mutating func put(_ byte: UInt8) {
        if pendingBreaks > 0 || isSpacePending { flush() }
        out[length] = byte
        length += 1
    }

    private mutating func flush() {
        if length > 0 {
            for _ in 0..<pendingBreaks { append(0x0A) }
            if pendingBreaks == 0 { append(0x20) }
        }
        pendingBreaks = 0
        isSpacePending = false
    }

    private mutating func append(_ byte: UInt8) {
        out[length] = byte
        length += 1
    }
}
