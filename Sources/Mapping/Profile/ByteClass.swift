/// What kinds of bytes a value consists of: asked before anything else, since it rules out most shapes.
struct ByteClass: OptionSet, BitwiseCopyable {
    let rawValue: UInt16

    static let digit = ByteClass(rawValue: 1)
    /// An ASCII letter.
    static let letter = ByteClass(rawValue: 1 << 1)
    /// Part of a character beyond ASCII.
    static let high = ByteClass(rawValue: 1 << 2)
    static let space = ByteClass(rawValue: 1 << 3)
    static let at = ByteClass(rawValue: 1 << 4)
    static let dot = ByteClass(rawValue: 1 << 5)
    /// `,` or `;`
    static let listMark = ByteClass(rawValue: 1 << 6)
    static let colon = ByteClass(rawValue: 1 << 7)
    /// `-` or `/`
    static let stroke = ByteClass(rawValue: 1 << 8)
    /// `+`, `(` or `)`
    static let dialling = ByteClass(rawValue: 1 << 9)
    static let less = ByteClass(rawValue: 1 << 10)
    static let other = ByteClass(rawValue: 1 << 11)

    /// By byte; made once, only read, never freed.
    nonisolated(unsafe) static let table: UnsafePointer<UInt16> = {
        let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
        for byte in 0..<256 { table[byte] = of(UInt8(byte)).rawValue }
        return UnsafePointer(table)
    }()

    private static func of(_ byte: UInt8) -> ByteClass {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): .letter
        case 0x80...0xFF: .high
        case 0x09, 0x0A, 0x0D, 0x20: .space
        case UInt8(ascii: "@"): .at
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: ","), UInt8(ascii: ";"): .listMark
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "-"), UInt8(ascii: "/"): .stroke
        case UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: ")"): .dialling
        case UInt8(ascii: "<"): .less
        default: .other
        }
    }

    /// The classes of the bytes; of a long value those of its beginning.
    @inline(__always)
    static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ table: UnsafePointer<UInt16>) -> ByteClass {
        let end = count <= longestWhole ? count : beginning
        // Two chains, since each step waits for the one before.
        var even: UInt16 = 0
        var odd: UInt16 = 0
        var index = 0
        while index + 1 < end {
            even |= table[Int(bytes[index])]
            odd |= table[Int(bytes[index + 1])]
            index += 2
        }
        if index < end { even |= table[Int(bytes[index])] }
        return ByteClass(rawValue: even | odd)
    }

    /// What is longer is a text, and its beginning shows it.
    static let longestWhole = 64
    private static let beginning = 24
}
