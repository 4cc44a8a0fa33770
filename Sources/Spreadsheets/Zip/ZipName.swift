import CZlib

/// The names of members: UTF-8 where the archive says so or it cannot be anything else, code page 437 otherwise.
enum ZipName {
    private static let utf8Flag = 1 << 11
    /// Info-ZIP's extra field: version, CRC of the name in the header, the name in UTF-8.
    private static let unicodePath = 0x7075

    static func decode(_ raw: ArraySlice<UInt8>, flags: Int, extra: ZipExtra) -> String {
        let name: String
        if flags & utf8Flag != 0 {
            name = String(decoding: raw, as: UTF8.self)
        } else {
            name = unicodeName(of: raw, extra) ?? String(validating: raw, as: UTF8.self) ?? codePage437(raw)
        }
        return name.replacing("\\", with: "/")
    }

    private static func unicodeName(of raw: ArraySlice<UInt8>, _ extra: ZipExtra) -> String? {
        guard let field = extra.field(unicodePath), field.bytes.first == 1,
            let crc = field.u32(1), let name = field.slice(5, field.bytes.count - 5), crc == Int(checksum(Array(raw)))
        else { return nil }
        return String(validating: name, as: UTF8.self)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt {
        crc32(0, bytes, UInt32(bytes.count))
    }

    private static func codePage437(_ raw: ArraySlice<UInt8>) -> String {
        String(String.UnicodeScalarView(raw.map { $0 < 0x80 ? Unicode.Scalar($0) : upperHalf[Int($0) - 0x80] }))
    }

    private static let upperHalf = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}

/// The extra fields of a header: number, length, contents, one behind the other.
struct ZipExtra {
    private let bytes: LittleEndian

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = LittleEndian(Array(bytes)) }

    /// The contents of the first field of a number; nil where there is none, or not all of it.
    func field(_ wanted: Int) -> LittleEndian? {
        var offset = 0
        while let id = bytes.u16(offset), let length = bytes.u16(offset + 2),
            let contents = bytes.slice(offset + 4, length)
        {
            if id == wanted { return LittleEndian(Array(contents)) }
            offset += 4 + length
        }
        return nil
    }
}
