/// How a file's text is encoded: a name that iconv knows, and the mark it may start with.
package struct TextEncoding: Sendable, Hashable {
    /// The name that people see and type: `utf-8`, `windows-1250`, `gb18030`.
    package let name: String
    /// The bytes of the byte order mark that the file starts with; empty where it has none.
    package let mark: [UInt8]

    package init(_ name: String, mark: [UInt8] = []) {
        self.name = name
        self.mark = mark
    }

    package static let utf8 = TextEncoding("utf-8")

    /// Text that needs no conversion.
    package var isUTF8: Bool { name == "utf-8" }

    /// The name to give to iconv.
    var converterName: String {
        switch name {
        case "windows-874": "CP874"
        case "hz": "GB2312"
        case let name where name.hasPrefix("windows-"): "CP" + name.dropFirst("windows-".count)
        case "mac-roman": "MACINTOSH"
        case "mac-cyrillic": "MAC-CYRILLIC"
        case "mac-centraleurope": "MAC-CENTRALEUROPE"
        default: name.uppercased()
        }
    }

    /// The encoding that a person names; any name that iconv knows, in any case.
    ///
    /// Throws `encoding.unknown` (64) for a name that it does not know.
    package static func named(_ typed: String) throws(ImportFailure) -> TextEncoding {
        let encoding = TextEncoding(canonicalName(typed))
        if !encoding.isUTF8, !TextConverter.knows(encoding.converterName) { throw .encodingUnknown(typed) }
        return encoding
    }

    private static func canonicalName(_ typed: String) -> String {
        let name = typed.lowercased()
        let plain = name.filter { $0 != "-" && $0 != "_" && $0 != " " }
        switch plain {
        case "utf8", "utf8bom", "utf8sig": return "utf-8"
        case "utf16le": return "utf-16le"
        case "utf16be": return "utf-16be"
        case "latin1": return "iso-8859-1"
        case "latin2": return "iso-8859-2"
        case "latin9": return "iso-8859-15"
        case "macintosh", "macroman": return "mac-roman"
        case "maccyrillic": return "mac-cyrillic"
        default:
            if plain.hasPrefix("cp125"), plain.count == 6 { return "windows-" + plain.dropFirst(2) }
            if plain.hasPrefix("windows125"), plain.count == 11 { return "windows-" + plain.dropFirst(7) }
            if plain.hasPrefix("iso8859") { return "iso-8859-" + plain.dropFirst(7) }
            return name
        }
    }

    /// The mark that bytes start with, and the encoding it stands for.
    package static func byMark(_ head: some Collection<UInt8>) -> TextEncoding? {
        let marks: [(String, [UInt8])] = [
            ("utf-8", [0xEF, 0xBB, 0xBF]), ("utf-32le", [0xFF, 0xFE, 0, 0]), ("utf-32be", [0, 0, 0xFE, 0xFF]),
            ("utf-16le", [0xFF, 0xFE]), ("utf-16be", [0xFE, 0xFF]),
        ]
        return marks.first { head.starts(with: $0.1) }.map { TextEncoding($0.0, mark: $0.1) }
    }

    /// The same encoding, with the mark that bytes start with if it is this encoding's own.
    package func withMark(of head: some Collection<UInt8>) -> TextEncoding {
        guard let marked = Self.byMark(head) else { return self }
        if marked.name == name { return marked }
        return name == "utf-16" || name == "utf-32" ? marked : self
    }

    /// The mark as it stands in decoded text.
    package var markAsUTF8: [UInt8] { mark.isEmpty ? [] : [0xEF, 0xBB, 0xBF] }
}
