import Tables

/// Text as it stands in XML made the text that is meant: entities resolved, line ends as XML has them.
enum XMLEntities {
    /// Appends a text; false where it holds something that XML does not allow.
    static func append(_ written: UnsafeBufferPointer<UInt8>, to text: RawArray<UInt8>) -> Bool {
        text.reserve(written.count)
        let target = text.base
        var count = text.count
        var index = 0
        while index < written.count {
            var byte = written[index]
            if byte == Mark.ampersand {
                guard let (scalar, length) = entity(written, at: index) else { return false }
                count += put(scalar, at: target + count)
                index += length
                continue
            }
            guard byte >= 0x20 || XLSXText.isSpace(byte) else { return false }
            // CR LF and CR are LF (XML 1.0, 2.11).
            if byte == 0x0D {
                if index + 1 < written.count, written[index + 1] == 0x0A { index += 1 }
                byte = 0x0A
            }
            target[count] = byte
            count += 1
            index += 1
        }
        text.count = count
        return true
    }

    /// Writes a character; no entity is shorter than the character that it stands for.
    private static func put(_ scalar: Unicode.Scalar, at target: UnsafeMutablePointer<UInt8>) -> Int {
        var length = 0
        for byte in UTF8.encode(scalar).unsafelyUnwrapped {
            target[length] = byte
            length += 1
        }
        return length
    }

    /// What the entity that starts here stands for, and its length; nil for what is none.
    private static func entity(
        _ written: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        let limit = min(start + longest, written.count)
        guard let end = written[start..<limit].firstIndex(of: Mark.semicolon), end > start + 1 else { return nil }
        let name = UnsafeBufferPointer(rebasing: written[start + 1..<end])
        let scalar = name[0] == Mark.hash ? character(name) : named(name)
        return scalar.map { ($0, end + 1 - start) }
    }

    /// `&#x10FFFF;` with some zeros in front.
    private static let longest = 24

    private static func named(_ name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        let text = XMLText(start: name.baseAddress, count: name.count)
        if text == "amp" { return "&" }
        if text == "lt" { return "<" }
        if text == "gt" { return ">" }
        if text == "quot" { return "\"" }
        return text == "apos" ? "'" : nil
    }

    /// `#65` or `#x41`, if XML allows that character.
    private static func character(_ name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        let isHexadecimal = name.count > 1 && name[1] == UInt8(ascii: "x")
        let digits = name[(isHexadecimal ? 2 : 1)...]
        var code: UInt32 = 0
        guard !digits.isEmpty else { return nil }
        for byte in digits {
            guard let digit = XLSXText.hexadecimal(byte), digit < 10 || isHexadecimal, code <= 0x10FFFF else {
                return nil
            }
            code = code * (isHexadecimal ? 16 : 10) + digit
        }
        let isControl = code < 0x20 && code != 0x09 && code != 0x0A && code != 0x0D
        guard !isControl, code != 0xFFFE, code != 0xFFFF else { return nil }
        return Unicode.Scalar(code)
    }
}
