import HelpDesk
import Tables

/// How the texts of one column are read as dates and times.
enum DateReader {
    case iso
    case order(DateOrder)
    case pattern(DatePattern)

    /// Nil where the text does not have the form; whether the moment is possible is another question.
    @inline(__always)
    func read(_ cell: Cell) -> WrittenTime? {
        switch self {
        case .iso: ISODate.read(cell)
        case .order(let order): cell.kind == .date ? ISODate.read(cell) : OrderedDate.read(cell, order)
        case .pattern(let pattern): cell.kind == .date ? ISODate.read(cell) : pattern.read(cell)
        }
    }

    /// Whether a text that is canonical can mean nothing else.
    var acceptsCanonical: Bool {
        if case .pattern(let pattern) = self { pattern.isYearFirst } else { true }
    }

    /// The format as a message names it.
    var name: String {
        switch self {
        case .iso: "ISO 8601"
        case .order(let order): order.rawValue
        case .pattern(let pattern): pattern.text
        }
    }
}

/// ISO 8601 in its extended form: `2024-03-01`, `2024-03-01T10:20:30.5+01:00`, also with a space for the T.
enum ISODate {
    @inline(__always)
    static func read(_ cell: Cell) -> WrittenTime? {
        if cell.count == secondsLength, let time = CanonicalTime.readSeconds(cell.bytes) { return time }
        return readSlowly(cell)
    }

    /// Bytes of `2024-03-01 10:20:30`, as most systems export.
    private static let secondsLength = 19

    @inline(never)
    private static func readSlowly(_ cell: Cell) -> WrittenTime? {
        var cursor = TimeCursor(cell)
        var time = WrittenTime()
        guard let year = cursor.number(4, 4), cursor.take(UInt8(ascii: "-")),
            let month = cursor.number(2, 2), cursor.take(UInt8(ascii: "-")), let day = cursor.number(2, 2)
        else { return nil }
        (time.year, time.month, time.day) = (year.value, month.value, day.value)
        if cursor.isAtEnd { return time }
        guard cursor.take(UInt8(ascii: "T")) || cursor.take(UInt8(ascii: " ")) || cursor.take(UInt8(ascii: "t")) else {
            return nil
        }
        return ClockTime.read(&cursor, into: &time, onlyISO: true) ? time : nil
    }
}

/// The time of day behind a date, to the end of the text.
enum ClockTime {
    static func read(_ cursor: inout TimeCursor, into time: inout WrittenTime, onlyISO: Bool) -> Bool {
        var half = onlyISO ? nil : cursor.halfDay()
        cursor.skipSpaces()
        guard let hour = cursor.number(onlyISO ? 2 : 1, 2) else { return false }
        time.hour = hour.value
        if half != nil || !isHalfDay(cursor, onlyISO) {
            guard readMinutes(&cursor, into: &time, onlyISO) else { return false }
        }
        cursor.skipSpaces()
        if !onlyISO, half == nil { half = cursor.halfDay() }
        if let half { time.setHalfDay(half) }
        cursor.skipSpaces()
        if cursor.isAtEnd { return true }
        time.offset = ZoneSuffix.read(&cursor)
        return time.offset != nil && cursor.isAtEnd
    }

    /// `3 PM` has no minutes.
    private static func isHalfDay(_ cursor: TimeCursor, _ onlyISO: Bool) -> Bool {
        var ahead = cursor
        ahead.skipSpaces()
        return !onlyISO && ahead.halfDay() != nil
    }

    private static func readMinutes(_ cursor: inout TimeCursor, into time: inout WrittenTime, _ onlyISO: Bool) -> Bool {
        let colon = UInt8(ascii: ":")
        let isDotted = !onlyISO && cursor.peek() == UInt8(ascii: ".")
        let mark = isDotted ? UInt8(ascii: ".") : colon
        guard cursor.take(mark) || (!onlyISO && cursor.take(UInt8(ascii: "h"))) else { return false }
        guard let minute = cursor.number(2, 2) else { return false }
        time.minute = minute.value
        guard cursor.take(mark) else { return true }
        guard let second = cursor.number(2, 2) else { return false }
        time.second = second.value
        return cursor.skipFraction()
    }
}

/// Dates of which only the order of day, month and year is known: separators and times are read as they come.
///
/// Four digits in front are a year whatever the order says, for nobody writes year, day, month.
enum OrderedDate {
    static func read(_ cell: Cell, _ order: DateOrder) -> WrittenTime? {
        var cursor = TimeCursor(cell)
        guard let parts = Parts(&cursor), var time = parts.date(order), readClock(&cursor, into: &time) else {
            return nil
        }
        return time
    }

    /// The text read in each order that it has the form of.
    ///
    /// A month's name says where the month is; a short number in front of it is a day, for who writes years first
    /// writes them in full.
    static func readings(_ cell: Cell) -> DateReadings {
        var cursor = TimeCursor(cell)
        var clock = WrittenTime()
        guard let parts = Parts(&cursor), readClock(&cursor, into: &clock) else { return DateReadings() }
        var readings = DateReadings(dmy: parts.date(.dmy), mdy: parts.date(.mdy))
        if parts.second.digits > 0 || parts.first.digits == 4 { readings.ymd = parts.date(.ymd) }
        readings.setClock(clock)
        return readings
    }

    private static func readClock(_ cursor: inout TimeCursor, into time: inout WrittenTime) -> Bool {
        skipSeparators(&cursor)
        _ = cursor.take(UInt8(ascii: "T"))
        return cursor.isAtEnd || ClockTime.read(&cursor, into: &time, onlyISO: false)
    }

    /// The three parts of a date, in the order in which they stand.
    private struct Parts {
        let first, second, third: Part

        @inline(__always)
        init?(_ cursor: inout TimeCursor) {
            guard let first = part(&cursor), let second = part(&cursor), let third = part(&cursor) else { return nil }
            (self.first, self.second, self.third) = (first, second, third)
        }

        @inline(__always)
        func date(_ order: DateOrder) -> WrittenTime? {
            let order = first.digits == 4 ? .ymd : order
            guard hasForm(first, second, third, order) else { return nil }
            var time = WrittenTime()
            switch order {
            case .ymd: (time.year, time.month, time.day) = (year(first), second.value, third.value)
            case .dmy: (time.year, time.month, time.day) = (year(third), second.value, first.value)
            case .mdy: (time.year, time.month, time.day) = (year(third), first.value, second.value)
            }
            return time
        }
    }

    /// A number with its digits, or a month's name with none.
    private struct Part {
        var value: Int
        var digits: Int
    }

    private static func part(_ cursor: inout TimeCursor) -> Part? {
        skipSeparators(&cursor)
        if let number = cursor.number(1, 4) { return Part(value: number.value, digits: number.digits) }
        if cursor.take("de ") || cursor.take("of ") { return part(&cursor) }
        return MonthNames.shared.read(&cursor).map { Part(value: $0, digits: 0) }
    }

    private static func year(_ part: Part) -> Int {
        part.digits == 2 ? WrittenTime.fullYear(part.value) : part.value
    }

    private static func hasForm(_ first: Part, _ second: Part, _ third: Part, _ order: DateOrder) -> Bool {
        let (year, month, day) =
            switch order {
            case .ymd: (first, second, third)
            case .dmy: (third, second, first)
            case .mdy: (third, first, second)
            }
        return (year.digits == 4 || year.digits == 2) && month.digits <= 2 && day.digits > 0 && day.digits <= 2
    }

    private static func skipSeparators(_ cursor: inout TimeCursor) {
        while !cursor.isAtEnd {
            switch cursor.peek() {
            case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ","): cursor.index += 1
            case 0x20, 0x09, 0xC2, 0xE2:
                let start = cursor.index
                cursor.skipSpaces()
                if cursor.index == start { return }
            case 0xE5, 0xE6:
                guard cursor.take("年") || cursor.take("月") || cursor.take("日") else { return }
            default: return
            }
        }
    }
}

/// A date in each of the orders in which it can be read; nil where its text does not have the form.
struct DateReadings {
    var dmy: WrittenTime?
    var mdy: WrittenTime?
    var ymd: WrittenTime?

    mutating func setClock(_ clock: WrittenTime) {
        dmy?.setClock(clock)
        mdy?.setClock(clock)
        ymd?.setClock(clock)
    }
}

extension WrittenTime {
    fileprivate mutating func setClock(_ clock: WrittenTime) {
        (hour, minute, second, offset) = (clock.hour, clock.minute, clock.second, clock.offset)
    }
}
