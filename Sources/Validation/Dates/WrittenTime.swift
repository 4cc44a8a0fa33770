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

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01 (Howard Hinnant's `days_from_civil`).
enum CivilDay {
    @inline(__always)
    static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    @inline(__always)
    static func date(_ number: Int) -> (Int, Int, Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return (year, month < 10 ? month + 3 : month - 9, day)
    }

    static func daysInMonth(_ year: Int, _ month: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
    }
}
