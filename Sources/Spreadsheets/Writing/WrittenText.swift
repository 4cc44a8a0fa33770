/// A text as a cell of a file can hold it.
struct WrittenText {
    private(set) var text: String
    /// How many characters (UTF-16 units, as spreadsheet programs count) were cut off; 0 for a whole text.
    private(set) var cutUnits = 0

    /// What spreadsheet programs take in one cell.
    static let maxUnits = 32_767
    /// Room for the words that say what was cut.
    private static let markUnits = 64

    init(_ source: String) {
        text = source
        if source.utf8.contains(where: { $0 == 0 || $0 == 0x5F || $0 == 0xEF }) { text = Self.escaped(source) }
        if text.utf8.count > Self.maxUnits { cut() }
    }

    /// The library escapes control characters other than tabs and line feeds, with seven bytes each.
    var bytesInFile: Int {
        text.utf8.count + 6 * text.utf8.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A }
    }

    private mutating func cut() {
        let units = text.utf16.count
        guard units > Self.maxUnits else { return }
        let room = Self.maxUnits - Self.markUnits
        var end = text.utf16.index(text.startIndex, offsetBy: room)
        while end.samePosition(in: text) == nil { end = text.utf16.index(before: end) }
        cutUnits = text.utf16.distance(from: end, to: text.endIndex)
        text = text[..<end] + " … [cut: \(cutUnits) more characters]"
    }

    /// Files write control characters as `_x000D_`, so a text that looks like that gets its low line escaped. The
    /// library does so with all control characters but NUL.
    private static func escaped(_ source: String) -> String {
        var escaped = String.UnicodeScalarView()
        var rest = source.unicodeScalars[...]
        while let scalar = rest.first {
            switch scalar {
            case "\0": escaped += "_x0000_".unicodeScalars
            case "_" where isEscape(rest): escaped += "_x005F_".unicodeScalars
            case "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
            rest.removeFirst()
        }
        return String(escaped)
    }

    private static func isEscape(_ text: Substring.UnicodeScalarView) -> Bool {
        let scalars = Array(text.prefix(7))
        return scalars.count == 7 && scalars[1] == "x" && scalars[6] == "_"
            && scalars[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
