import Tables

/// The day from which the numbers of dates count.
struct ODSEpoch: Sendable {
    /// Days from 1899-12-30, where dates count from mostly, to this day.
    private let shift: Int

    /// `nullDate` as the document has it: `1904-01-01`; nil and nonsense are 1899-12-30.
    init(nullDate: String?) {
        let parts = (nullDate ?? "").split(separator: "-").map { Int($0) ?? 0 }
        guard parts.count == 3, (1...9_999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2])
        else {
            shift = 0
            return
        }
        shift = Self.days(parts[0], parts[1], parts[2]) - Self.days(1899, 12, 30)
    }

    /// The number as `CellText` counts, which knows a 29 February 1900 that spreadsheets of this kind do not.
    func serial(_ value: Double) -> Double {
        let days = value + Double(shift)
        return days >= 1 && days < 61 ? days - 1 : days
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
