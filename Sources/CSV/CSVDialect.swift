/// The characters that give a CSV file its shape.
package struct CSVDialect: Sendable, Hashable {
    /// The byte between cells.
    package var delimiter: UInt8
    /// The byte around cells that hold delimiters or line breaks; nil where quotes are ordinary characters.
    package var quote: UInt8?

    package init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\"")) {
        self.delimiter = delimiter
        self.quote = quote
    }

    package static let standard = CSVDialect()

    /// The delimiter as people write it: `,`, `;`, `tab`, `|`.
    package static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x09: "tab"
        case 0x20: "space"
        case 0x21...0x7E: String(UnicodeScalar(byte))
        default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }

    /// The byte that a person means by `;`, `tab`, `\t`, `semicolon`, …; nil for what cannot be a delimiter or quote.
    package static func byte(named text: String) -> UInt8? {
        switch text.lowercased() {
        case "comma": return UInt8(ascii: ",")
        case "semicolon": return UInt8(ascii: ";")
        case "tab", "\\t": return 0x09
        case "pipe": return UInt8(ascii: "|")
        case "space": return 0x20
        case "double", "double-quote": return UInt8(ascii: "\"")
        case "single", "single-quote", "apostrophe": return UInt8(ascii: "'")
        default:
            let bytes = Array(text.utf8)
            guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 0x0A, bytes[0] != 0x0D else { return nil }
            return bytes[0]
        }
    }
}
