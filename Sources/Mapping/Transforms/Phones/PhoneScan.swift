import Tables

/// Reads the digits of a telephone number as people write it, and of its extension.
///
/// The digits are written into room that the caller lends; they are ASCII whatever they were.
struct PhoneScan {
    private(set) var hasPlus = false
    /// A trunk prefix in brackets: `+44 (0)20`.
    private(set) var hasBracketedZero = false
    private let bytes: UnsafeBufferPointer<UInt8>
    private let out: UnsafeMutablePointer<UInt8>
    private var index: Int
    /// Digits so far, and those before the extension, if one has begun.
    private var count = 0
    private var countBeforeExtension: Int?

    /// Bytes of a cell that may be one telephone number.
    static let longest = 64
    /// What is needed behind the batch's text: the number itself, and its digits behind `longest` bytes.
    static let room = 192
    /// The most digits of a number with exit code, country code and trunk prefix, and of an extension.
    private static let mostDigits = 20
    private static let mostExtensionDigits = 7

    /// Nil where something stands in the text that belongs to no telephone number, such as a second one.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, digits out: UnsafeMutablePointer<UInt8>) {
        self.bytes = bytes
        self.out = out
        index = PhoneWords.labelLength(bytes)
        while index < bytes.count {
            guard readDigit() || readPlus() || readMark() || readExtension() else { return nil }
            guard digits.count <= Self.mostDigits, ext.count <= Self.mostExtensionDigits else { return nil }
        }
        guard count > 0, countBeforeExtension != count else { return nil }
    }

    var digits: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: out, count: countBeforeExtension ?? count)
    }

    private var ext: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: out + digits.count, count: count - digits.count)
    }

    private mutating func readDigit() -> Bool {
        guard let digit = PhoneMarks.digit(bytes, index) else { return false }
        out[count] = digit.value
        count += 1
        index += digit.length
        return true
    }

    private mutating func readPlus() -> Bool {
        guard count == 0, !hasPlus, let length = PhoneMarks.plus(bytes, index) else { return false }
        hasPlus = true
        index += length
        return true
    }

    /// Within an extension nothing stands between digits.
    private mutating func readMark() -> Bool {
        guard countBeforeExtension == nil || countBeforeExtension == count,
            let length = PhoneMarks.mark(bytes, index)
        else { return false }
        hasBracketedZero = hasBracketedZero || ByteSearch.isHere(Self.bracketedZero, bytes, index)
        index += length
        return true
    }

    private static let bracketedZero = Array("(0)".utf8)

    private mutating func readExtension() -> Bool {
        guard countBeforeExtension == nil, count > 0, let length = PhoneWords.extensionLength(bytes, index) else {
            return false
        }
        countBeforeExtension = count
        index += length
        return true
    }

    /// Writes `+`, the number and the extension; returns the bytes written.
    func write(_ number: E164Number, into out: UnsafeMutablePointer<UInt8>) -> Int {
        var length = 0
        func put(_ bytes: some Sequence<UInt8>) {
            for byte in bytes {
                out[length] = byte
                length += 1
            }
        }
        put(CollectionOfOne(UInt8(ascii: "+")))
        put(number.code)
        put(number.national)
        if !ext.isEmpty {
            put(";ext=".utf8)
            put(ext)
        }
        return length
    }
}

/// What stands between the digits of a telephone number.
enum PhoneMarks {
    static func digit(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (value: UInt8, length: Int)? {
        if bytes[index] &- 0x30 < 10 { return (bytes[index], 1) }
        guard let last = fullWidth(bytes, index), last &- 0x90 < 10 else { return nil }
        return (last &- 0x60, 3)
    }

    static func plus(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        if bytes[index] == UInt8(ascii: "+") { return 1 }
        return fullWidth(bytes, index) == 0x8B ? 3 : nil
    }

    /// Bytes of a space, bracket, dot, slash or hyphen of any kind, or of an invisible mark of direction.
    static func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        switch bytes[index] {
        case 0x20, 0x09, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "/"):
            return 1
        case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : nil
        case 0xE2, 0xE3: return threeByteMark(bytes, index)
        default:
            guard let last = fullWidth(bytes, index) else { return nil }
            return last == 0x88 || last == 0x89 || last == 0x8D ? 3 : nil
        }
    }

    private static func threeByteMark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        guard index + 2 < bytes.count else { return nil }
        switch UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) {
        case 0xE2_8080...0xE2_8095, 0xE2_80AA...0xE2_80AF, 0xE2_8892, 0xE3_8080: return 3
        default: return nil
        }
    }

    /// The last byte of a full-width form of ASCII (U+FF01…U+FF3F).
    private static func fullWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt8? {
        guard index + 2 < bytes.count, bytes[index] == 0xEF, bytes[index + 1] == 0xBC else { return nil }
        return bytes[index + 2]
    }
}

/// Words in front of a telephone number and of its extension.
enum PhoneWords {
    private static let labels = ["tel", "telefon", "phone", "mobile", "mob", "kom"].map { Array($0.utf8) }
    /// The longest first where one begins like another.
    private static let extensions = [
        ";ext=", "extension", "extn", "ext", "durchwahl", "dw", "interno", "int", "poste", "ramal", "anexo", "wewn",
        "wew", "x", "#", "分机", "内线", "转", "分機", "內線", "轉",
    ].map { Array($0.utf8) }

    /// `tel.:` at the start.
    static func labelLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = bytes.first, (first | 0x20) &- 0x61 < 26 else { return 0 }
        let length = labels.map { matches($0, bytes, 0) ? $0.count : 0 }.max() ?? 0
        return length == 0 ? 0 : behindDots(bytes, length)
    }

    /// `ext. ` or `, wew.: ` from `index`.
    static func extensionLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        var start = index
        if bytes[start] == UInt8(ascii: ",") { start += 1 }
        while start < bytes.count, bytes[start] == 0x20 { start += 1 }
        guard let word = extensions.first(where: { matches($0, bytes, start) }) else { return nil }
        return behindDots(bytes, start + word.count) - index
    }

    private static func behindDots(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let marks: [UInt8] = [0x20, UInt8(ascii: "."), UInt8(ascii: ":")]
        return bytes[start...].firstIndex { !marks.contains($0) } ?? bytes.count
    }

    private static func matches(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard start + word.count <= bytes.count else { return false }
        for offset in 0..<word.count {
            let byte = bytes[start + offset]
            if (byte &- 0x41 < 26 ? byte | 0x20 : byte) != word[offset] { return false }
        }
        return true
    }
}
