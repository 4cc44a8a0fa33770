import Tables

/// A Unicode (LDML) date pattern, compiled once into steps.
final class DatePattern {
    let text: String
    private let steps: UnsafeMutableBufferPointer<Step>
    /// The pattern starts as the canonical forms do, so that those mean the same in it.
    let isYearFirst: Bool

    enum Kind: UInt8 {
        case year, shortYear, month, monthName, day, hour, minute, second, fraction, halfDay, zone, weekday
        case literal, space
    }

    struct Step: BitwiseCopyable {
        var kind: Kind
        /// Of a literal.
        var byte: UInt8 = 0
        /// Digits of a number that stands next to another one; 0: as many as there are.
        var width: UInt8 = 0
    }

    init(_ text: String, field: String) throws(ImportFailure) {
        self.text = text
        let compiled = try PatternCompiler.compile(text, field: field)
        steps = .allocate(capacity: compiled.count)
        _ = steps.initialize(from: compiled)
        isYearFirst = text.hasPrefix("yyyy-MM-dd")
    }

    deinit {
        steps.deallocate()
    }

    func read(_ cell: Cell) -> WrittenTime? {
        let count = steps.count
        var cursor = TimeCursor(cell)
        var time = WrittenTime()
        var half = -1
        let steps = UnsafePointer(steps.baseAddress!)
        for index in 0..<count {
            let step = steps[index]
            guard Self.run(step, &cursor, &time, &half) else { return nil }
        }
        cursor.skipSpaces()
        guard cursor.isAtEnd else { return nil }
        if half >= 0 { time.setHalfDay(half) }
        return time
    }

    @inline(__always)
    private static func run(
        _ step: Step, _ cursor: inout TimeCursor, _ time: inout WrittenTime, _ half: inout Int
    ) -> Bool {
        switch step.kind {
        case .literal: return cursor.take(step.byte)
        case .year: return number(&cursor, 4, 4, &time.year)
        case .shortYear: return shortYear(step, &cursor, &time)
        case .month: return number(&cursor, Int(step.width), 2, &time.month)
        case .day: return number(&cursor, Int(step.width), 2, &time.day)
        case .hour: return number(&cursor, Int(step.width), 2, &time.hour)
        case .minute: return number(&cursor, Int(step.width), 2, &time.minute)
        case .second: return number(&cursor, Int(step.width), 2, &time.second)
        case .space:
            let start = cursor.index
            cursor.skipSpaces()
            return cursor.index > start
        default: return runRare(step, &cursor, &time, &half)
        }
    }

    private static func runRare(
        _ step: Step, _ cursor: inout TimeCursor, _ time: inout WrittenTime, _ half: inout Int
    ) -> Bool {
        switch step.kind {
        case .monthName:
            guard let month = MonthNames.shared.read(&cursor) else { return false }
            time.month = month
        case .halfDay:
            guard let hours = cursor.halfDay() else { return false }
            half = hours
        case .zone:
            guard let offset = ZoneSuffix.read(&cursor) else { return false }
            time.offset = offset
        case .weekday:
            let letters = cursor.letters()
            _ = cursor.take(UInt8(ascii: "."))
            return !letters.isEmpty
        default:  // fraction
            return cursor.number(1, 9) != nil
        }
        return true
    }

    @inline(__always)
    private static func number(_ cursor: inout TimeCursor, _ least: Int, _ most: Int, _ value: inout Int) -> Bool {
        guard let number = cursor.number(max(least, 1), most) else { return false }
        value = number.value
        return true
    }

    /// `yy` reads two digits, and four where nothing else could be meant.
    @inline(__always)
    private static func shortYear(_ step: Step, _ cursor: inout TimeCursor, _ time: inout WrittenTime) -> Bool {
        guard let year = cursor.number(2, step.width == 0 ? 4 : 2), year.digits != 3 else { return false }
        time.year = year.digits == 2 ? WrittenTime.fullYear(year.value) : year.value
        return true
    }
}

/// Turns the letters of a pattern into steps.
private struct PatternCompiler {
    private var steps: [DatePattern.Step] = []

    static func compile(_ text: String, field: String) throws(ImportFailure) -> [DatePattern.Step] {
        var compiler = PatternCompiler()
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "'") {
                guard compiler.quote(&rest) else { throw .datePattern(text, field: field, letter: "'") }
            } else if TextScan.isLetter(byte) {
                let length = rest.prefix { $0 == byte }.count
                guard compiler.letters(byte, length) else {
                    throw .datePattern(text, field: field, letter: String(UnicodeScalar(byte)))
                }
                rest = rest.dropFirst(length)
            } else {
                compiler.literal(byte)
                rest = rest.dropFirst()
            }
        }
        let hasTwelve = compiler.twelveHours
        guard !hasTwelve || compiler.steps.contains(where: { $0.kind == .halfDay }) else {
            throw .datePattern(text, field: field, letter: "h")
        }
        guard compiler.isComplete else { throw .datePatternIncomplete(text, field: field) }
        return compiler.fixingWidths()
    }

    private var twelveHours = false

    private var isComplete: Bool {
        let kinds = Set(steps.map(\.kind))
        return !kinds.isDisjoint(with: [.year, .shortYear]) && !kinds.isDisjoint(with: [.month, .monthName])
            && kinds.contains(.day)
    }

    private mutating func literal(_ byte: UInt8) {
        if byte == 0x20 {
            if steps.last?.kind != .space { steps.append(DatePattern.Step(kind: .space)) }
        } else {
            steps.append(DatePattern.Step(kind: .literal, byte: byte))
        }
    }

    /// `'text'`; two apostrophes are one, inside and outside of quotes.
    private mutating func quote(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let mark = UInt8(ascii: "'")
        rest = rest.dropFirst()
        if rest.first == mark {
            literal(mark)
            rest = rest.dropFirst()
            return true
        }
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == mark {
                guard rest.first == mark else { return true }
                rest = rest.dropFirst()
            }
            literal(byte)
        }
        return false
    }

    private mutating func letters(_ letter: UInt8, _ length: Int) -> Bool {
        guard let kind = kind(letter, length) else { return false }
        if letter == UInt8(ascii: "h") || letter == UInt8(ascii: "K") { twelveHours = true }
        steps.append(DatePattern.Step(kind: kind, width: UInt8(min(length, 9))))
        return true
    }

    private func kind(_ letter: UInt8, _ length: Int) -> DatePattern.Kind? {
        switch letter {
        case UInt8(ascii: "y"), UInt8(ascii: "u"): length == 2 ? .shortYear : length <= 4 ? .year : nil
        case UInt8(ascii: "M"), UInt8(ascii: "L"): length <= 2 ? .month : length <= 4 ? .monthName : nil
        case UInt8(ascii: "d"): length <= 2 ? .day : nil
        case UInt8(ascii: "H"), UInt8(ascii: "h"), UInt8(ascii: "K"): length <= 2 ? .hour : nil
        case UInt8(ascii: "m"): length <= 2 ? .minute : nil
        case UInt8(ascii: "s"): length <= 2 ? .second : nil
        case UInt8(ascii: "S"): .fraction
        case UInt8(ascii: "a"): .halfDay
        case UInt8(ascii: "Z"), UInt8(ascii: "X"), UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "O"): .zone
        case UInt8(ascii: "E"), UInt8(ascii: "c"): .weekday
        default: nil
        }
    }

    /// Numbers with nothing between them have exactly the digits of the pattern; others may have fewer.
    private func fixingWidths() -> [DatePattern.Step] {
        var fixed = steps
        for index in steps.indices {
            let before = index > 0 && Self.isNumber(steps[index - 1])
            let after = index + 1 < steps.count && Self.isNumber(steps[index + 1])
            if !(before || after) || !Self.isNumber(steps[index]) { fixed[index].width = 0 }
        }
        return fixed
    }

    private static func isNumber(_ step: DatePattern.Step) -> Bool {
        switch step.kind {
        case .year, .shortYear, .month, .day, .hour, .minute, .second, .fraction: true
        default: false
        }
    }
}
