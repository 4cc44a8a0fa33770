import Tables

/// Days since 30 December 1899, as workbooks count dates and times, from ISO 8601 texts as readers give them.
///
/// Workbooks are written with the 1900 system whatever the source has: it reaches as far back as both, and the same
/// date is the same text in either.
enum SerialNumber {
    /// `2024-03-01`, `2024-03-01T10:20:30.5`, `10:20:30`; nil for anything else, and before 1900.
    static func date(_ text: String) -> Double? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        if parts.count == 1, text.contains(":") { return clock(parts[0]) }
        guard parts.count <= 2, let day = day(parts[0]) else { return nil }
        guard parts.count == 2 else { return Double(day) }
        return clock(parts[1]).map { Double(day) + $0 }
    }

    /// `PT26H30M`, `-PT5S`.
    static func elapsed(_ text: String) -> Double? {
        let isNegative = text.hasPrefix("-")
        var rest = text.dropFirst(isNegative ? 1 : 0)
        guard rest.hasPrefix("PT"), rest.count > 2 else { return nil }
        rest = rest.dropFirst(2)
        var seconds = 0.0
        for (unit, factor) in [("H", 3_600.0), ("M", 60.0), ("S", 1.0)] {
            guard let end = rest.firstIndex(of: Character(unit)) else { continue }
            guard let count = Double(rest[..<end]) else { return nil }
            seconds += count * factor
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? (isNegative ? -1 : 1) * seconds / 86_400 : nil
    }

    private static func day(_ text: Substring) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = number(parts[0]), let month = number(parts[1]),
            let day = number(parts[2]), (1900...9_999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // The day that never was.
        if (year, month, day) == (1900, 2, 29) { return 60 }
        let serial = CivilDay.number(year, month, day) + 25_569
        return serial > 60 ? serial : serial - 1
    }

    private static func clock(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hours = number(parts[0]), let minutes = number(parts[1]), hours < 24,
            minutes < 60
        else { return nil }
        guard let seconds = parts.count == 3 ? seconds(parts[2]) : 0 else { return nil }
        return (Double(hours * 3_600 + minutes * 60) + seconds) / 86_400
    }

    private static func seconds(_ text: Substring) -> Double? {
        guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), let seconds = Double(text), seconds < 60
        else { return nil }
        return seconds
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { $0 &- 0x30 < 10 } ? Int(text) : nil
    }
}
