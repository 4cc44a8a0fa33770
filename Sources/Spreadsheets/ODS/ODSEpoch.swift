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
        shift = CivilDay.number(parts[0], parts[1], parts[2]) - CivilDay.number(1899, 12, 30)
    }

    /// The number as `CellText` counts, which knows a 29 February 1900 that spreadsheets of this kind do not.
    func serial(_ value: Double) -> Double {
        let days = value + Double(shift)
        return days >= 1 && days < 61 ? days - 1 : days
    }
}
