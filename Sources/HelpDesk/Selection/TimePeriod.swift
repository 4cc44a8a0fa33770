import Foundation

/// A stretch of time that somebody has named: a year, a month, a day, a minute, a second. In UTC, as instants are kept.
struct TimePeriod: Equatable {
    let start: Date
    /// The first instant behind it.
    let end: Date
    /// Whole days, so that it can be compared with dates.
    let isDays: Bool

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
        return calendar
    }()

    /// `2026`, `2026-01`, `2026-01-31`, `2026-01-31T12:30`, with seconds and a zone, `today`, `-30d`; nil for all else.
    init?(_ text: String, now: Date) {
        let text = text.trimmingCharacters(in: .whitespaces)
        guard let period = Self.relative(text.lowercased(), now) ?? Self.written(text) else { return nil }
        self = period
    }

    private init?(_ start: Date?, _ unit: Calendar.Component) {
        guard let start, let end = Self.calendar.date(byAdding: unit, value: 1, to: start) else { return nil }
        self.start = start
        self.end = end
        isDays = ![.second, .minute, .hour].contains(unit)
    }

    // MARK: Relative

    private static let days = ["yesterday": -1, "today": 0, "tomorrow": 1]
    private static let units: [Character: Calendar.Component] = ["d": .day, "w": .weekOfYear, "m": .month, "y": .year]

    /// Days, weeks, months and years lead to a whole day, hours to an instant.
    private static func relative(_ text: String, _ now: Date) -> TimePeriod? {
        let today = calendar.startOfDay(for: now)
        if text == "now" { return TimePeriod(now, .second) }
        if let days = days[text] { return TimePeriod(calendar.date(byAdding: .day, value: days, to: today), .day) }
        guard let sign = text.first, sign == "-" || sign == "+", let unit = text.last,
            let number = Int(text.dropFirst().dropLast()), (0...100_000).contains(number)
        else { return nil }
        let value = sign == "-" ? -number : number
        if unit == "h" { return TimePeriod(calendar.date(byAdding: .hour, value: value, to: now), .second) }
        guard let component = units[unit] else { return nil }
        return TimePeriod(calendar.date(byAdding: component, value: value, to: today), .day)
    }

    // MARK: Written

    private static func written(_ text: String) -> TimePeriod? {
        guard
            let match = text.wholeMatch(
                of:
                    /(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})?)?)?)?/
            )
        else { return nil }
        let parts = [match.1, match.2, match.3, match.4, match.5, match.6].map { $0.flatMap { Int($0) } }
        let units: [Calendar.Component] = [.year, .month, .day, .hour, .minute, .second]
        guard let last = parts.lastIndex(where: { $0 != nil }), let start = date(parts),
            let offset = seconds(match.7.map(String.init))
        else { return nil }
        return TimePeriod(start.addingTimeInterval(-offset), units[last])
    }

    /// Nil for days and times that no calendar has.
    private static func date(_ parts: [Int?]) -> Date? {
        let components = DateComponents(
            calendar: calendar, timeZone: calendar.timeZone, year: parts[0], month: parts[1] ?? 1, day: parts[2] ?? 1,
            hour: parts[3] ?? 0, minute: parts[4] ?? 0, second: parts[5] ?? 0)
        return components.isValidDate ? components.date : nil
    }

    private static func seconds(_ zone: String?) -> TimeInterval? {
        guard let zone, zone != "Z" else { return 0 }
        let digits = zone.filter(\.isNumber)
        guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 24, minutes < 60 else {
            return nil
        }
        return Double((hours * 60 + minutes) * 60) * (zone.hasPrefix("-") ? -1 : 1)
    }

    // MARK: Texts

    static func instant(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        return String(
            format: "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
            parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
    }

    static func day(_ date: Date) -> String { String(instant(date).prefix(10)) }
}
