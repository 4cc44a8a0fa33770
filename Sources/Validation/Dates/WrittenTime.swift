import Tables

/// A date and a time of day as they were written, before any zone.
struct WrittenTime: BitwiseCopyable {
    var year = 0
    var month = 0
    var day = 0
    var hour = 0
    var minute = 0
    var second = 0
    /// Seconds east of UTC; nil where none is written.
    var offset: Int?

    /// Whether the calendar and the clock have this moment.
    var isPossible: Bool {
        guard year &- 1 < 9_999, year > 0, month &- 1 < 12, month > 0, day > 0 else { return false }
        guard day <= 28 || day <= CivilDay.daysInMonth(year, month) else { return false }
        return hour < 24 && minute < 60 && second < 60
    }

    /// Seconds since 1970 as if it were written in UTC.
    var seconds: Int { CivilDay.number(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second }

    init() {}

    /// The moment in UTC.
    init(seconds: Int) {
        let day = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        let rest = seconds - day * 86_400
        (year, month, self.day) = CivilDay.date(day)
        hour = rest / 3_600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// Two digits of a year: 00–49 are 2000–2049, 50–99 are 1950–1999, as spreadsheet programs read them.
    static func fullYear(_ digits: Int) -> Int { digits < 50 ? 2_000 + digits : 1_900 + digits }
}
