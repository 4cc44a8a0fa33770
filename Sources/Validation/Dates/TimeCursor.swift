import Tables

/// Walks over the bytes of a written date or time.
struct TimeCursor {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    var index = 0

    init(_ cell: Cell) {
        bytes = cell.bytes
        count = cell.count
    }

    var isAtEnd: Bool { index >= count }

    @inline(__always) func peek(_ distance: Int = 0) -> UInt8 {
        index &+ distance < count ? bytes[index &+ distance] : 0
    }

    @inline(__always) mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        index &+= 1
        return true
    }

    @inline(__always) mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index &+ length <= count else { return false }
        for offset in 0..<length where bytes[index &+ offset] != text.utf8Start[offset] { return false }
        index &+= length
        return true
    }

    /// A number of `least` to `most` digits, and how many it had.
    @inline(__always) mutating func number(_ least: Int, _ most: Int) -> (value: Int, digits: Int)? {
        var value = 0
        let start = index
        while index < count, index &- start < most, TextScan.isDigit(bytes[index]) {
            value = value &* 10 &+ Int(bytes[index] &- 0x30)
            index &+= 1
        }
        return index &- start >= least ? (value, index &- start) : nil
    }

    /// Spaces of any kind: plain, no-break, narrow no-break.
    @inline(__always) mutating func skipSpaces() {
        while index < count {
            if bytes[index] == 0x20 || bytes[index] == 0x09 {
                index &+= 1
            } else if bytes[index] < 0x80 || !(take("\u{A0}") || take("\u{202F}")) {
                return
            }
        }
    }

    /// Digits of a second behind a point or comma; seconds are stored whole, so they are left out.
    mutating func skipFraction() -> Bool {
        guard peek() == UInt8(ascii: ".") || peek() == UInt8(ascii: ",") else { return true }
        index += 1
        let start = index
        while TextScan.isDigit(peek()) { index += 1 }
        return index > start
    }

    /// A run of letters of any script, as a range.
    mutating func letters() -> Range<Int> {
        let start = index
        while index < count, TextScan.isLetter(bytes[index]) || bytes[index] >= 0x80 { index += 1 }
        return start..<index
    }

    /// AM or PM as nine languages write it: the hours it adds.
    mutating func halfDay() -> Int? {
        if peek() >= 0x80 { return take("上午") ? 0 : take("下午") ? 12 : nil }
        let letter = peek() | 0x20
        guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return nil }
        let start = index
        index += 1
        if take(UInt8(ascii: ".")) { skipSpaces() }
        guard peek() | 0x20 == UInt8(ascii: "m"), !TextScan.isLetter(peek(1)) else {
            index = start
            return nil
        }
        index += 1
        _ = take(UInt8(ascii: "."))
        return letter == UInt8(ascii: "a") ? 0 : 12
    }
}

extension WrittenTime {
    /// Turns an hour of the twelve-hour clock into one of the day; 13 and more are impossible there, 0 is 12.
    mutating func setHalfDay(_ half: Int) {
        hour = hour > 12 ? 24 : hour % 12 + half
    }
}
