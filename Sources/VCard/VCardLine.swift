import Tables

/// One property of a card, unfolded: `item1.TEL;TYPE=work,voice;PREF=1:+48 12 345` (RFC 6350, section 3.3).
struct VCardLine {
    /// Upper case, without the group: `TEL`.
    let name: String
    /// Lower-case values of TYPE, and version 2.1's parameters without a name.
    let types: Set<String>
    /// 1 is the most preferred; 101 where nothing is said.
    let preference: Int
    /// Decoded, still escaped.
    let value: String

    /// Nil for lines that are no property.
    init?(_ line: [UInt8]) {
        guard let colon = Self.colon(in: line), colon > 0 else { return nil }
        let head = String(decoding: line[..<colon], as: UTF8.self)
        let parts = Self.parameters(head)
        guard let full = parts.first, let last = full.split(separator: ".").last else { return nil }
        name = last.uppercased()
        var types: Set<String> = []
        var preference: Int?
        var encoding = ""
        var charset: String?
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            let key = sides.count == 2 ? sides[0].uppercased() : "TYPE"
            let text = (sides.last ?? "").replacing("\"", with: "")
            switch key {
            case "TYPE": types.formUnion(text.lowercased().split(separator: ",").map(String.init))
            case "PREF": preference = Int(text)
            case "ENCODING": encoding = text.lowercased()
            case "CHARSET": charset = text
            default: break
            }
        }
        if types.contains("quoted-printable") { encoding = "quoted-printable" }
        self.types = types
        self.preference = preference ?? (types.contains("pref") ? 1 : 101)
        let bytes = Array(line[(colon + 1)...])
        let isQuoted = encoding == "quoted-printable" || encoding == "q"
        value = Self.decoded(isQuoted ? QuotedPrintable.decode(bytes) : bytes, charset)
    }

    /// The colon that ends name and parameters; one inside quotes does not.
    private static func colon(in line: [UInt8]) -> Int? {
        var isQuoted = false
        for (index, byte) in line.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ":") && !isQuoted { return index }
        }
        return nil
    }

    private static func parameters(_ head: String) -> [String] {
        var parts: [String] = [""]
        var isQuoted = false
        for character in head {
            if character == "\"" { isQuoted.toggle() }
            if character == ";" && !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    /// Version 2.1 names the character set of each value.
    private static func decoded(_ bytes: [UInt8], _ charset: String?) -> String {
        guard let charset, charset.uppercased() != "UTF-8",
            let encoding = try? TextEncoding.named(charset),
            let decoder = try? TextDecoder(MemoryByteSource(bytes), encoding: encoding, name: ""),
            let text = try? decoder.prefix(bytes.count * 4 + 16)
        else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: text, as: UTF8.self)
    }
}

extension VCardLine {
    /// The parts of a structured value (`N`, `ADR`, `ORG`), each unescaped.
    var components: [String] { Self.split(value, at: ";").map(Self.unescaped) }

    /// The members of a list (`CATEGORIES`).
    var list: [String] { Self.split(value, at: ",").map(Self.unescaped) }

    var text: String { Self.unescaped(value) }

    /// Splits where the separator is not escaped; the parts stay escaped.
    private static func split(_ text: String, at separator: Character) -> [String] {
        var parts: [String] = [""]
        var isEscaped = false
        for character in text {
            if character == separator && !isEscaped {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return parts
    }

    /// `\n` is a line break; a backslash before anything else stands for that.
    private static func unescaped(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                result.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result.split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmed }
            .joined(separator: "\n").trimmed
    }
}

extension StringProtocol {
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// Quoted-printable text of version 2.1 (RFC 2045, section 6.7).
enum QuotedPrintable {
    static func decode(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "="), index + 2 < bytes.count,
                let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
