/// Checks Unicode (LDML) date patterns for the usual slips.
enum DatePattern {
    private static let letters = Set("GyuMLdEecahHKkmsSzZOvVXx")

    /// What is wrong with a pattern; nil if nothing is.
    static func mistake(in pattern: String) -> String? {
        let used = symbols(pattern)
        if used.isEmpty { return "a date pattern such as dd.MM.yyyy, or dmy, mdy, ymd belongs here" }
        if let wrong = used.first(where: { !letters.contains($0) }) {
            return "\"\(wrong)\" is no letter of a date pattern (y year, M month, d day, H hour, m minute, s second)"
        }
        let lacking = [("y", "year"), ("M", "month"), ("d", "day")].first { letter, _ in
            !used.contains(Character(letter)) && !(letter == "y" && used.contains("u"))
                && !(letter == "M" && used.contains("L"))
        }
        return lacking.map { "the date pattern lacks the \($0.1) (\($0.0))" }
    }

    /// The pattern with the habits of other notations put right: `DD/MM/YYYY`, `%Y-%m-%d`.
    static func corrected(_ pattern: String) -> String? {
        let named: [(String, String)] = [
            ("%Y", "yyyy"), ("%m", "MM"), ("%d", "dd"), ("%H", "HH"), ("%M", "mm"), ("%S", "ss"), ("%y", "yy"),
        ]
        var text = named.reduce(pattern) { $0.replacing($1.0, with: $1.1) }
        if text == pattern { text = text.replacing("Y", with: "y").replacing("D", with: "d") }
        if !symbols(text).contains("M"), text.contains("mm"), text.contains("yy") {
            text = text.replacing("mm", with: "MM", maxReplacements: 1)
        }
        return text != pattern && mistake(in: text) == nil ? text : nil
    }

    /// The letters outside quotes.
    private static func symbols(_ pattern: String) -> [Character] {
        var isQuoted = false
        return pattern.filter { character in
            if character == "'" { isQuoted.toggle() }
            return !isQuoted && character.isLetter
        }.map { $0 }
    }
}
