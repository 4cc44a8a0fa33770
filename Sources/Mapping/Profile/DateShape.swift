/// Dates: three numbers in one of three orders, or a day, a month's name and a year; with a time of day behind or not.
/// `04/05/2024` fits two orders. Nothing is asked of the calendar: the 31st of any month is a date here.
///
/// No arrays: three parts are kept as they are, because most values that begin with a digit come through here.
struct DateShape {
    private static let shortest = 6

    /// A number of at most four digits; `digits` is 0 for a month's name.
    private struct Part {
        var value = 0
        var digits = 0

        var isWord: Bool { digits == 0 }
        var isDay: Bool { value >= 1 && value <= 31 && digits <= 2 }
        var isMonth: Bool { value >= 1 && value <= 12 && digits <= 2 }
        var isLongYear: Bool { digits == 4 && value >= 1_000 && value <= 2_999 }
        var isYear: Bool { digits == 2 || isLongYear }
    }

    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private var index = 0

    private init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        self.bytes = bytes
        self.count = count
    }

    static func shapes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> ShapeSet {
        let first = bytes[0]
        guard count >= shortest, first &- 0x30 < 10 || (first | 0x20) &- 0x61 < 26 else { return [] }
        var date = DateShape(bytes, count)
        return date.read()
    }

    private mutating func read() -> ShapeSet {
        guard let a = part(), let first = separator(), let b = part(), let second = separator(), let c = part(),
            let hasTime = time()
        else { return [] }
        var shapes = Self.orders(a, b, c, isMixed: first != second)
        if shapes.isEmpty { return [] }
        let hyphen = UInt8(ascii: "-")
        if a.isLongYear, b.digits == 2, c.digits == 2, first == hyphen, second == hyphen { shapes.insert(.dateISO) }
        if hasTime { shapes.insert(.withTime) }
        return shapes
    }

    /// The orders of day, month and year in which the parts can be read.
    private static func orders(_ a: Part, _ b: Part, _ c: Part, isMixed: Bool) -> ShapeSet {
        if b.isWord && !a.isWord && !c.isWord {
            if a.isLongYear && c.isDay { return .dateYMD }
            return a.isDay && c.isYear ? .dateDMY : []
        }
        if a.isWord { return !b.isWord && !c.isWord && b.isDay && c.isYear ? .dateMDY : [] }
        if isMixed || c.isWord { return [] }
        if a.isLongYear { return b.isMonth && c.isDay ? .dateYMD : [] }
        var orders: ShapeSet = []
        if c.isYear {
            if a.isDay && b.isMonth { orders.insert(.dateDMY) }
            if a.isMonth && b.isDay { orders.insert(.dateMDY) }
        }
        if a.digits == 2, c.digits == 2, b.isMonth, c.isDay { orders.insert(.dateYMD) }
        return orders
    }

    private mutating func part() -> Part? {
        var part = Part()
        while index < count, bytes[index] &- 0x30 < 10 {
            part.value = part.value * 10 + Int(bytes[index] &- 0x30)
            part.digits += 1
            index += 1
            if part.digits > 4 { return nil }
        }
        if part.digits > 0 { return part }
        return MonthWord.read(bytes, count, &index) ? part : nil
    }

    /// What stands between two parts, as one byte: the mark, or a space for words such as `de` and for 年 and 月.
    private mutating func separator() -> UInt8? {
        guard index < count else { return nil }
        let first = bytes[index]
        if first >= 0x80 { return skipHan() ? 0x20 : nil }
        guard Self.isSeparator(first) else { return nil }
        index += 1
        var mark = first
        while index < count,
            bytes[index] == 0x20 || bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",")
        {
            if mark == 0x20 { mark = bytes[index] }
            index += 1
        }
        if index + 2 < count, bytes[index] | 0x20 == 0x64, bytes[index + 1] | 0x20 == 0x65, bytes[index + 2] == 0x20 {
            index += 3
        }
        return mark
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","): true
        default: false
        }
    }

    /// 年, 月, 日
    private mutating func skipHan() -> Bool {
        guard index + 2 < count else { return false }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE5, 0xB9, 0xB4), (0xE6, 0x9C, 0x88), (0xE6, 0x97, 0xA5):
            index += 3
            while index < count, bytes[index] == 0x20 { index += 1 }
            return true
        default: return false
        }
    }

    /// Whether a time of day stands behind the date; nil where something else does.
    private mutating func time() -> Bool? {
        if index < count, bytes[index] >= 0x80 { _ = skipHan() }
        if index < count, bytes[index] == UInt8(ascii: ".") { index += 1 }
        if index == count { return false }
        let start = index
        while index < count, bytes[index] == 0x20 || bytes[index] == 0x2C || bytes[index] | 0x20 == UInt8(ascii: "t") {
            index += 1
        }
        guard index > start || start > 0 && bytes[start - 1] == 0x20, index < count else { return nil }
        var digits = 0
        while index < count, bytes[index] &- 0x30 < 10 {
            digits += 1
            index += 1
        }
        guard (1...2).contains(digits), index < count else { return nil }
        let mark = bytes[index]
        return mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".") || mark | 0x20 == UInt8(ascii: "h") ? true : nil
    }
}

/// Names of months in nine languages, known by their first three letters.
private enum MonthWord {
    /// English, Norwegian, German, French, Spanish, Italian, Portuguese, Polish; without accents.
    private static let starts: Set<UInt32> = Set(
        """
        jan feb mar apr may jun jul aug sep oct nov dec mai okt des mrz dez fev avr jui aou ene abr ago dic gen mag giu \
        lug set ott out sty lut kwi maj cze lip sie wrz paz lis gru
        """.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })

    /// Reads a word that begins like a month; letters with accents count as the plain ones.
    static func read(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int) -> Bool {
        var letters = 0
        var code: UInt32 = 0
        while index < count {
            let byte = bytes[index]
            let letter: UInt8
            if (byte | 0x20) &- 0x61 < 26 {
                letter = byte | 0x20
                index += 1
            } else if index + 1 < count, let plain = plain(byte, bytes[index + 1]) {
                letter = plain
                index += 2
            } else if byte >= 0x80, letters >= 3 {
                index += 1
                continue
            } else {
                break
            }
            if letters < 3 { code = code << 8 | UInt32(letter) }
            letters += 1
            if letters == 3, !starts.contains(code) { return false }
        }
        return letters >= 3
    }

    /// ä é û ź in UTF-8, in small and in large.
    private static func plain(_ first: UInt8, _ second: UInt8) -> UInt8? {
        switch (first, second) {
        case (0xC3, 0xA4), (0xC3, 0x84): UInt8(ascii: "a")
        case (0xC3, 0xA9), (0xC3, 0x89): UInt8(ascii: "e")
        case (0xC3, 0xBB), (0xC3, 0x9B): UInt8(ascii: "u")
        case (0xC5, 0xBA), (0xC5, 0xB9): UInt8(ascii: "z")
        default: nil
        }
    }
}
