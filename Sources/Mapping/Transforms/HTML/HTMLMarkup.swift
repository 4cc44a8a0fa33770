import Tables

/// A tag, comment, declaration or processing instruction.
struct HTMLMarkup {
    /// The name in small letters; empty for what is no tag.
    private(set) var name = ""
    private(set) var isClosing = false
    /// Behind the closing `>`.
    private(set) var end = 0

    /// What the tag does to the text; nil for what is no tag.
    var element: HTMLElement? { name.isEmpty ? nil : HTMLElement.named(name) }

    /// Nil where the `<` at `index` begins no markup: `a < b`, `<jan@firma.example>` and `<your name>` are text.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch next {
        case UInt8(ascii: "!"): declaration(bytes, index)
        case UInt8(ascii: "?"): end = Self.behind([UInt8(ascii: ">")], bytes, index)
        case UInt8(ascii: "/"):
            isClosing = true
            tag(bytes, index + 2)
        default: tag(bytes, index + 1)
        }
        if end == 0 { return nil }
    }

    private mutating func declaration(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) {
        let isComment = ByteSearch.isHere(Array("<!--".utf8), bytes, index)
        end = Self.behind(Array((isComment ? "-->" : ">").utf8), bytes, index + (isComment ? 4 : 2))
    }

    private static func behind(_ mark: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        ByteSearch.first(mark, in: bytes, from: start).map { $0 + mark.count } ?? bytes.count
    }

    private mutating func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
        let stop = bytes[min(start, bytes.count)...].firstIndex { !Self.isInName($0) } ?? bytes.count
        guard stop > start, stop < bytes.count, stop - start <= Self.longestName, Self.isLetter(bytes[start]),
            bytes[stop] <= 0x20 || bytes[stop] == UInt8(ascii: "/") || bytes[stop] == UInt8(ascii: ">"),
            bytes[stop - 1] != UInt8(ascii: ":"), let close = Self.close(bytes, stop)
        else { return }
        let name = String(decoding: bytes[start..<stop], as: UTF8.self).lowercased()
        guard HTMLElement.isTag(name) else { return }
        self.name = name
        end = close
    }

    private static let longestName = 40

    /// Behind the `>` that ends the tag, which may stand in an attribute's quotes too.
    private static func close(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var quote: UInt8?
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote {
                quote = nil
            } else if quote == nil {
                if byte == UInt8(ascii: ">") { return index + 1 }
                let isValue = bytes[index - 1] == UInt8(ascii: "=")
                if isValue && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")) { quote = byte }
            }
            index += 1
        }
        // A quote that nobody closes ends nothing: the first `>` does.
        return quote == nil ? nil : bytes[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}

/// What an element does to the text around it.
enum HTMLElement {
    /// On lines of its own.
    case block
    case lineBreak
    /// A block with a hyphen in front.
    case item
    /// White space behind it.
    case cell
    case preformatted
    /// Left out with all that is in it.
    case dropped
    case inline

    var isDropped: Bool { self == .dropped }

    static func named(_ name: String) -> HTMLElement { listed[name] ?? .inline }

    /// Elements of HTML and those of office programs (`o:p`): other words in angle brackets are text.
    static func isTag(_ name: String) -> Bool {
        listed[name] != nil || officePrefixes.contains { name.hasPrefix($0) }
    }

    private static let officePrefixes = ["o:", "w:", "v:", "m:", "x:", "st1:"]

    private static let listed: [String: HTMLElement] = {
        let lists: [(HTMLElement, String)] = [
            (
                .block,
                """
                address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption \
                figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol optgroup \
                option p section summary table tbody tfoot thead tr ul
                """
            ),
            (.lineBreak, "br"), (.item, "li"), (.cell, "td th"), (.preformatted, "pre listing xmp"),
            (.dropped, "script style head title template object applet svg math"),
            (
                .inline,
                """
                a abbr acronym area audio b base basefont bdi bdo big blink button canvas cite code col colgroup data \
                datalist del dfn em embed font frame i iframe img input ins kbd label link map mark marquee meta meter \
                nobr noframes noscript output param picture progress q rp rt ruby s samp select slot small source span \
                strike strong sub sup textarea time track tt u var video wbr
                """
            ),
        ]
        var listed: [String: HTMLElement] = [:]
        for (element, names) in lists {
            for name in names.split(separator: " ") { listed[String(name)] = element }
        }
        return listed
    }()
}
