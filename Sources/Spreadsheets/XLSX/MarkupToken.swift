import Tables

/// One piece of XML between two offsets: a tag, a text up to the next tag, or something without a meaning here.
struct MarkupToken {
    enum Kind {
        /// `<name …>`, `<name …/>`, `</name>`
        case start, empty, end
        /// Text with entities, and text that is taken as it stands.
        case text, literal
        /// A comment or a processing instruction.
        case other
        case documentType
        /// The bytes end before the piece does.
        case incomplete
        /// No XML.
        case malformed
    }

    var kind: Kind
    /// The offset behind the piece.
    var end: Int
    /// The name with its prefix, or the text.
    var content = 0..<0
    /// Where the local name begins.
    var localName = 0
    /// Where the attributes begin.
    var attributes = 0
}

/// Cuts XML into pieces; bytes in, offsets out. Offsets count from the start of the bytes.
struct MarkupScanner {
    let base: UnsafePointer<UInt8>
    /// The offset behind the last byte.
    let end: Int

    /// The piece that starts at an offset before the end.
    func token(at start: Int) -> MarkupToken {
        guard base[start] == Mark.open else {
            let stop = find(Mark.open, from: start) ?? end
            return MarkupToken(kind: .text, end: stop, content: start..<stop)
        }
        guard start + 1 < end else { return MarkupToken(kind: .incomplete, end: start) }
        switch base[start + 1] {
        case Mark.slash: return endTag(start)
        case Mark.question: return delimited(start, open: "<?", close: "?>", .other)
        case Mark.exclamation: return declaration(start)
        default: return startTag(start)
        }
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        var index = start
        while index < end {
            if base[index] == byte { return index }
            index += 1
        }
        return nil
    }

    private func declaration(_ start: Int) -> MarkupToken {
        if starts("<!--", at: start) { return delimited(start, open: "<!--", close: "-->", .other) }
        if starts("<![CDATA[", at: start) { return delimited(start, open: "<![CDATA[", close: "]]>", .literal) }
        if starts("<!DOCTYPE", at: start) { return MarkupToken(kind: .documentType, end: start) }
        let longest = "<!DOCTYPE".utf8.count
        return MarkupToken(kind: end - start < longest ? .incomplete : .malformed, end: start)
    }

    private func starts(_ text: StaticString, at start: Int) -> Bool {
        guard end - start >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where base[start + index] != text.utf8Start[index] { return false }
        return true
    }

    private func delimited(
        _ start: Int, open: StaticString, close: StaticString, _ kind: MarkupToken.Kind
    ) -> MarkupToken {
        let first = start + open.utf8CodeUnitCount
        var index = first
        while let place = find(close.utf8Start[0], from: index) {
            if starts(close, at: place) {
                return MarkupToken(kind: kind, end: place + close.utf8CodeUnitCount, content: first..<place)
            }
            index = place + 1
        }
        return MarkupToken(kind: .incomplete, end: start)
    }

    private func endTag(_ start: Int) -> MarkupToken {
        guard let close = find(Mark.close, from: start) else { return MarkupToken(kind: .incomplete, end: start) }
        var token = name(from: start + 2, .end)
        let rest = skipSpace(token.content.upperBound)
        token.end = close + 1
        if rest != close { token.kind = .malformed }
        return token
    }

    /// A start tag up to its name; `attributes` says where the rest begins, `SheetTag` reads that.
    private func startTag(_ start: Int) -> MarkupToken {
        var token = name(from: start + 1, .start)
        token.attributes = token.content.upperBound
        if token.attributes == end { return MarkupToken(kind: .incomplete, end: start) }
        return token
    }

    private func name(from start: Int, _ kind: MarkupToken.Kind) -> MarkupToken {
        var index = start
        var local = start
        while index < end, !Mark.endsName(base[index]) {
            if base[index] == Mark.colon { local = index + 1 }
            index += 1
        }
        let isName = index > start && !Mark.cannotStartName(base[start])
        return MarkupToken(
            kind: isName || index == end ? kind : .malformed, end: index, content: start..<index, localName: local)
    }

    func skipSpace(_ start: Int) -> Int {
        var index = start
        while index < end, XLSXText.isSpace(base[index]) { index += 1 }
        return index
    }
}

/// Bytes that mean something in XML.
enum Mark {
    static let open = UInt8(ascii: "<")
    static let close = UInt8(ascii: ">")
    static let slash = UInt8(ascii: "/")
    static let question = UInt8(ascii: "?")
    static let exclamation = UInt8(ascii: "!")
    static let ampersand = UInt8(ascii: "&")
    static let semicolon = UInt8(ascii: ";")
    static let colon = UInt8(ascii: ":")
    static let equals = UInt8(ascii: "=")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let underscore = UInt8(ascii: "_")
    static let hash = UInt8(ascii: "#")

    static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == close || byte == slash || byte == equals || byte == open || byte == quote
            || byte == apostrophe || byte == ampersand
    }

    /// Digits, `-` and `.`; names in other scripts are not looked at closer.
    static func cannotStartName(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
