import Tables

/// The forms that are stored, `yyyy-MM-dd` and `yyyy-MM-ddTHH:mm:ssZ`: recognised eight bytes at a time, and written.
///
/// A word of text minus the digits' `0` leaves 0…9 in every digit's byte and 0 in every mark's: adding the distance to
/// 0x80 shows at once whether any byte is more than it may be.
enum CanonicalTime {
    static let dateLength = 10
    static let instantLength = 20

    enum Finding { case canonical, impossible, different }

    /// Looks at exactly `yyyy-MM-dd`.
    @inline(__always)
    static func checkDate(_ bytes: UnsafePointer<UInt8>) -> Finding {
        let raw = UnsafeRawPointer(bytes)
        let start = raw.loadUnaligned(as: UInt64.self) ^ 0x2D30_302D_3030_3030  // 0000-00-
        let end = raw.loadUnaligned(fromByteOffset: 2, as: UInt64.self) ^ 0x3030_2D30_302D_3030  // 00-00-00
        guard isWithin(start, 0x7F76_767F_7676_7676), isWithin(end, 0x7676_7F76_767F_7676) else { return .different }
        let day = pair(end, 48)
        return isPossible(start, day) ? .canonical : .impossible
    }

    /// Looks at exactly `yyyy-MM-ddTHH:mm:ssZ`.
    @inline(__always)
    static func checkInstant(_ bytes: UnsafePointer<UInt8>) -> Finding {
        let raw = UnsafeRawPointer(bytes)
        let start = raw.loadUnaligned(as: UInt64.self) ^ 0x2D30_302D_3030_3030  // 0000-00-
        let middle = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ 0x3030_3A30_3054_3030  // 00T00:00
        let end = raw.loadUnaligned(fromByteOffset: 12, as: UInt64.self) ^ 0x5A30_303A_3030_3A30  // 0:00:00Z
        let isShaped =
            isWithin(start, 0x7F76_767F_7676_7676) && isWithin(middle, 0x7676_7F76_767F_7676)
            && isWithin(end, 0x7F76_767F_7676_7F76)
        guard isShaped else { return .different }
        guard pair(middle, 24) < 24, pair(middle, 48) < 60, pair(end, 40) < 60 else { return .impossible }
        return isPossible(start, pair(middle, 0)) ? .canonical : .impossible
    }

    /// Reads the 19 bytes of `yyyy-MM-dd HH:mm:ss`, with a space or a T; nil where they have another form.
    @inline(__always)
    static func readSeconds(_ bytes: UnsafePointer<UInt8>) -> WrittenTime? {
        let raw = UnsafeRawPointer(bytes)
        let start = raw.loadUnaligned(as: UInt64.self) ^ 0x2D30_302D_3030_3030  // 0000-00-
        var middle = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ 0x3030_3A30_3054_3030  // 00T00:00
        let end = raw.loadUnaligned(fromByteOffset: 11, as: UInt64.self) ^ 0x3030_3A30_303A_3030  // 00:00:00
        if bytes[10] == 0x20 { middle &= ~0xFF_0000 }
        let isShaped =
            isWithin(start, 0x7F76_767F_7676_7676) && isWithin(middle, 0x7676_7F76_767F_7676)
            && isWithin(end, 0x7676_7F76_767F_7676)
        guard isShaped else { return nil }
        var time = WrittenTime()
        time.year = pair(start, 0) &* 100 &+ pair(start, 16)
        time.month = pair(start, 40)
        time.day = pair(middle, 0)
        time.hour = pair(end, 0)
        time.minute = pair(end, 24)
        time.second = pair(end, 48)
        return time
    }

    @inline(__always)
    private static func isWithin(_ word: UInt64, _ room: UInt64) -> Bool {
        (word | (word &+ room)) & 0x8080_8080_8080_8080 == 0
    }

    /// Two digits that stand at a bit of a word, the tens first.
    @inline(__always)
    private static func pair(_ word: UInt64, _ bit: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &>> bit & 0xF) &* 10 &+ (word &>> (bit &+ 8) & 0xF))
    }

    @inline(__always)
    private static func isPossible(_ start: UInt64, _ day: Int) -> Bool {
        let month = pair(start, 40)
        guard month &- 1 >= 0, month <= 12, day > 0, start & 0x0F0F_0F0F != 0 else { return false }
        return day <= 28 || day <= CivilDay.daysInMonth(pair(start, 0) * 100 + pair(start, 16), month)
    }

    @inline(__always)
    static func writeDate(_ time: WrittenTime, _ output: UnsafeMutablePointer<UInt8>) {
        put(time.year / 100, output)
        put(time.year % 100, output + 2)
        output[4] = UInt8(ascii: "-")
        put(time.month, output + 5)
        output[7] = UInt8(ascii: "-")
        put(time.day, output + 8)
    }

    @inline(__always)
    static func writeInstant(_ time: WrittenTime, _ output: UnsafeMutablePointer<UInt8>) {
        writeDate(time, output)
        output[10] = UInt8(ascii: "T")
        put(time.hour, output + 11)
        output[13] = UInt8(ascii: ":")
        put(time.minute, output + 14)
        output[16] = UInt8(ascii: ":")
        put(time.second, output + 17)
        output[19] = UInt8(ascii: "Z")
    }

    @inline(__always)
    private static func put(_ value: Int, _ output: UnsafeMutablePointer<UInt8>) {
        let value = UInt8(truncatingIfNeeded: value)
        output[0] = 0x30 &+ value / 10
        output[1] = 0x30 &+ value % 10
    }
}
