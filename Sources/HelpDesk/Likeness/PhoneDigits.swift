/// The digits of a telephone number without the country, so that `+48 601 234 567`, `0048601234567` and `601-234-567`
/// are one number.
struct PhoneDigits {
    /// The national number, without leading zeros.
    private(set) var digits: [UInt8] = []
    /// The country's calling code; 0 where the number does not say.
    private(set) var country: UInt16 = 0

    /// Shorter ones are extensions, not numbers.
    static let minDigits = 7

    /// Nil where there is no number that could be anybody's own.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var isInternational = text.first { $0 != 0x20 } == UInt8(ascii: "+")
        for byte in text {
            if byte &- 0x30 < 10 { digits.append(byte) }
            // An extension follows.
            if byte | 0x20 &- 0x61 < 26, digits.count >= Self.minDigits { break }
        }
        if !isInternational, digits.starts(with: [0x30, 0x30]) {
            isInternational = true
            digits.removeFirst(2)
        }
        if isInternational { takeCountry() }
        digits.removeFirst(digits.prefix { $0 == 0x30 }.count)
        guard digits.count >= Self.minDigits, Set(digits).count > 1 else { return nil }
    }

    private mutating func takeCountry() {
        let length = Self.codeLength(digits)
        country = digits.prefix(length).reduce(0) { $0 * 10 + UInt16($1 - 0x30) }
        digits.removeFirst(min(length, digits.count))
    }

    /// ITU-T E.164: codes of one digit, those of two, all others have three.
    private static func codeLength(_ digits: [UInt8]) -> Int {
        guard digits.count >= 2 else { return digits.count }
        let two = (digits[0] - 0x30) * 10 + digits[1] - 0x30
        switch two {
        case 10...19, 70...79: return 1
        case 20, 27, 30...34, 36, 39...41, 43...49, 51...58, 60...66, 81, 82, 84, 86, 90...95, 98: return 2
        default: return min(3, digits.count)
        }
    }
}
