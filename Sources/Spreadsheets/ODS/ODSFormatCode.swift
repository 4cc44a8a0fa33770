/// Puts together the number format code, as XLSX knows them, of a data style.
struct ODSFormatCode {
    private(set) var text = ""
    private let isPercentage: Bool
    /// Until the first part of a time is shown, which then counts beyond a day.
    private var isElapsed: Bool

    /// What no program shows more of.
    private static let maxDigits = 30
    private static let maxLength = 255

    init(isElapsed: Bool, isPercentage: Bool) {
        self.isElapsed = isElapsed
        self.isPercentage = isPercentage
    }

    mutating func add(_ part: String) {
        if text.count + part.count <= Self.maxLength { text += part }
    }

    /// Text that is shown as it is. Separators need no quotes, the sign of a percentage must have none.
    mutating func add(literal: String) {
        let isPlain = literal.allSatisfy { " -/.,:()".contains($0) } || (isPercentage && literal == "%")
        add(isPlain ? literal : "\"" + literal.replacing("\"", with: "") + "\"")
    }

    /// Digits of a number, with signs between those before the decimal mark: `00-000`.
    struct Digits {
        let whole: Int
        let decimals: Int
        let isGrouped: Bool
        /// By how many digits stand behind it.
        private var embedded: [Int: String] = [:]
        private var place = 0

        init(whole: Int, decimals: Int, isGrouped: Bool) {
            self.whole = min(max(whole, 0), maxDigits)
            self.decimals = min(max(decimals, 0), maxDigits)
            self.isGrouped = isGrouped
        }

        /// The text that follows stands before the last `place` digits.
        mutating func embed(at place: Int) -> Bool {
            self.place = place
            return (1...maxDigits).contains(place)
        }

        mutating func add(embedded text: String) {
            let text = text.replacing("\"", with: "")
            if text.count <= maxLength { embedded[place] = (embedded[place] ?? "") + text }
        }

        var text: String {
            let fraction = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
            if isGrouped { return "#,##0" + fraction }
            if embedded.isEmpty { return (whole == 0 ? "#" : String(repeating: "0", count: whole)) + fraction }
            let places = max(whole, embedded.keys.max() ?? 0)
            let digits = (1...max(places, 1)).reversed().map { place in
                (embedded[place].map { "\"\($0)\"" } ?? "") + (place <= whole ? "0" : "#")
            }
            return digits.joined() + fraction
        }
    }

    mutating func add(_ digits: Digits) { add(digits.text) }

    mutating func addHours(_ part: String) { addClock(part) }
    mutating func addMinutes(_ part: String) { addClock(part) }

    mutating func addSeconds(_ part: String, decimals: Int) {
        addClock(part)
        let fraction = String(repeating: "0", count: min(max(decimals, 0), Self.maxDigits))
        if !fraction.isEmpty { add("." + fraction) }
    }

    private mutating func addClock(_ part: String) {
        add(isElapsed ? "[\(part)]" : part)
        isElapsed = false
    }
}
