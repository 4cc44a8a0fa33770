import Tables

/// Writes the text of a cell as a browser shows it: white space collapsed, lines broken where elements break them.
struct HTMLCellText {
    private let text: RawArray<UInt8>
    private var start = 0
    private var needsSpace = false
    private var needsLine = false
    /// Elements that are open in which white space stays.
    private var preformatted = 0

    private static let blocks: Set<String> = [
        "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dd", "dt", "hr",
    ]

    init(_ text: RawArray<UInt8>) { self.text = text }

    mutating func begin() {
        start = text.count
        needsSpace = false
        needsLine = false
        preformatted = 0
    }

    mutating func startElement(_ name: String) {
        if name == "br" { return newLine() }
        if name == "td" || name == "th" { needsSpace = true }
        if Self.blocks.contains(name) { breakLine() }
        if name == "pre" { preformatted += 1 }
    }

    mutating func endElement(_ name: String) {
        if Self.blocks.contains(name) { breakLine() }
        if name == "pre" { preformatted = max(preformatted - 1, 0) }
    }

    /// What comes next stands in a line of its own.
    mutating func breakLine() { needsLine = text.count > start }

    private mutating func newLine() {
        needsSpace = false
        needsLine = false
        text.append(UInt8(ascii: "\n"))
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes {
            if preformatted == 0, byte == 0x20 || byte &- 9 < 5 {
                needsSpace = true
            } else {
                separate()
                text.append(byte)
            }
        }
    }

    private mutating func separate() {
        if needsLine, text.count > start { text.append(UInt8(ascii: "\n")) }
        let isAtLineStart = text.count == start || text[text.count - 1] == UInt8(ascii: "\n")
        if needsSpace, !isAtLineStart { text.append(UInt8(ascii: " ")) }
        needsSpace = false
        needsLine = false
    }

    /// Cuts line breaks at the ends, and all of a cell that has nothing but blanks: `&nbsp;` fills empty cells.
    mutating func end(from start: Int) {
        var end = text.count
        while end > start, text[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        text.count = Self.isBlank(text, start..<end) ? start : end
    }

    private static func isBlank(_ text: RawArray<UInt8>, _ range: Range<Int>) -> Bool {
        range.allSatisfy { index in
            let byte = text[index]
            let isSpace = byte == 0x20 || byte &- 9 < 5
            let isFirstHalf = byte == 0xC2 && index + 1 < range.upperBound && text[index + 1] == 0xA0
            return isSpace || isFirstHalf || (byte == 0xA0 && index > range.lowerBound && text[index - 1] == 0xC2)
        }
    }
}
