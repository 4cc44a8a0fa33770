/// Addresses of mail and web, and marked-up text.
enum AddressShape {
    private static let longestEmail = 320

    /// One `@` with something on both sides, a dot behind it, nothing that separates words; `Ada <ada@…>` as well.
    static func isEmail(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count <= longestEmail else { return false }
        guard bytes[count - 1] == UInt8(ascii: ">") else { return isPlainEmail(bytes, count) }
        var open = count - 1
        while open > 0, bytes[open] != UInt8(ascii: "<") { open -= 1 }
        return isPlainEmail(bytes + open + 1, count - open - 2)
    }

    private static func isPlainEmail(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var at = -1
        var dot = -1
        for index in 0..<max(count, 0) {
            switch bytes[index] {
            case UInt8(ascii: "@"):
                if at >= 0 { return false }
                at = index
            case UInt8(ascii: "."): dot = index
            case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"): return false
            default: break
            }
        }
        return at > 0 && dot > at + 1 && dot + 2 < count
    }

    /// With a scheme, with `www.`, or a bare host whose last part has two letters or more.
    static func isURL(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for index in 0..<count where bytes[index] <= 0x20 || bytes[index] == 0x2C || bytes[index] == 0x3B {
            return false
        }
        if begins(bytes, count, "http://") || begins(bytes, count, "https://") || begins(bytes, count, "www.") {
            return true
        }
        return isHost(bytes, count)
    }

    private static func isHost(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var dot = -1
        var end = 0
        while end < count, bytes[end] != UInt8(ascii: "/") {
            let byte = bytes[end]
            if byte == UInt8(ascii: ".") {
                dot = end
            } else if byte &- 0x30 >= 10, !isLetter(byte), byte != UInt8(ascii: "-") {
                return false
            }
            end += 1
        }
        guard dot > 0, end - dot > 2 else { return false }
        for index in dot + 1..<end where !isLetter(bytes[index]) { return false }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// Whether the text begins so, in any case.
    private static func begins(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: StaticString) -> Bool {
        guard count > start.utf8CodeUnitCount else { return false }
        for index in 0..<start.utf8CodeUnitCount where bytes[index] | 0x20 != start.utf8Start[index] | 0x20 {
            return false
        }
        return true
    }

    /// `<p>`, `</div>`: a letter or a stroke behind `<`, and a `>` somewhere behind it.
    static func hasTag(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        while index < count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        guard index + 1 < count else { return false }
        let next = bytes[index + 1]
        guard isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") else { return false }
        while index < count, bytes[index] != UInt8(ascii: ">") { index += 1 }
        return index < count
    }
}
