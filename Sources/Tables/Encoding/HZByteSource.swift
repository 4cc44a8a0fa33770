/// HZ, the seven-bit encoding of Chinese mail, as GB 2312: pairs between `~{` and `~}` get their eighth bits.
///
/// The system's iconv does not have it. `~~` is a tilde; a tilde at the end of a line joins it with the next.
final class HZByteSource: ByteSource {
    private let source: any ByteSource
    private var isChinese = false
    private var sawTilde = false

    init(_ source: any ByteSource) {
        self.source = source
    }

    func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        while true {
            let count = try source.read(into: pointer, capacity: capacity)
            if count == 0 { return 0 }
            let written = translate(UnsafeMutableRawBufferPointer(start: pointer, count: count))
            if written > 0 { return written }
        }
    }

    /// Translates in place: the result is never longer.
    private func translate(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        var written = 0
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if sawTilde {
                sawTilde = false
                switch byte {
                case UInt8(ascii: "{"): isChinese = true
                case UInt8(ascii: "}"): isChinese = false
                case 0x0A: break
                default:
                    bytes[written] = byte
                    written += 1
                }
            } else if byte == UInt8(ascii: "~") {
                sawTilde = true
            } else {
                if byte == 0x0A { isChinese = false }
                bytes[written] = isChinese && byte > 0x20 ? byte | 0x80 : byte
                written += 1
            }
        }
        return written
    }

    /// Whether an ASCII text has pairs between `~{` and `~}` that are frequent Chinese characters.
    static func looksLikeHZ(_ head: [UInt8]) -> Bool {
        let open = Array("~{".utf8)
        guard let start = head.indices.first(where: { head[$0] == open[0] && head[$0...].starts(with: open) }) else {
            return false
        }
        guard let chinese = try? HZByteSource(MemoryByteSource(Array(head[start...]))).prefix(head.count),
            let converter = TextConverter(from: "GB2312", to: "UCS-4LE")
        else { return false }
        let pairs = chinese.prefix { $0 >= 0x80 }
        let decoded = Array(pairs).withUnsafeBufferPointer { TextEncoder.convertAll(converter, $0, roomPerByte: 4) }
        guard pairs.count >= 4, let text = decoded else { return false }
        let scalars = stride(from: 0, to: text.count, by: 4).map { UInt32(text[$0]) | UInt32(text[$0 + 1]) << 8 }
        return LanguageModels.characters["zh"]!.score(scalars) > -9 * Double(scalars.count)
    }
}
