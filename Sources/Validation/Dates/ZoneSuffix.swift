/// The zone behind a time: `Z`, `+01:00`, `+0100`, `+01`, `UTC`, `GMT+1`, and the abbreviations that mean one offset.
enum ZoneSuffix {
    /// Seconds east of UTC; nil where there is none.
    static func read(_ cursor: inout TimeCursor) -> Int? {
        let start = cursor.index
        if cursor.peek() == UInt8(ascii: "+") || cursor.peek() == UInt8(ascii: "-") { return offset(&cursor) }
        if cursor.take("\u{2212}") {
            cursor.index = start
            return offset(&cursor)
        }
        let letters = cursor.letters()
        let bytes = UnsafeBufferPointer(start: cursor.bytes + letters.lowerBound, count: letters.count)
        let name = String(decoding: bytes, as: UTF8.self)
        guard let hours = abbreviations[name.uppercased()] else {
            cursor.index = start
            return nil
        }
        let isUTC = hours == 0
        if isUTC, cursor.peek() == UInt8(ascii: "+") || cursor.peek() == UInt8(ascii: "-") { return offset(&cursor) }
        return Int(hours * 3_600)
    }

    private static func offset(_ cursor: inout TimeCursor) -> Int? {
        let start = cursor.index
        let isEast = cursor.peek() == UInt8(ascii: "+")
        cursor.index += cursor.peek() < 0x80 ? 1 : 3
        guard let hours = cursor.number(1, 2) else {
            cursor.index = start
            return nil
        }
        let hasColon = cursor.take(UInt8(ascii: ":"))
        let minutes = cursor.number(2, 2)
        guard minutes != nil || !hasColon, hours.value < 24, minutes?.value ?? 0 < 60 else {
            cursor.index = start
            return nil
        }
        let seconds = hours.value * 3_600 + (minutes?.value ?? 0) * 60
        return isEast ? seconds : -seconds
    }

    /// Of RFC 822 and of Europe; names that several continents use for different offsets (IST, BST) are left out.
    private static let abbreviations: [String: Double] = [
        "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "MET": 1,
        "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
        "PDT": -7, "BRT": -3, "JST": 9,
    ]
}
