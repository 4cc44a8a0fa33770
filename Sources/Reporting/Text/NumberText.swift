import Foundation

/// Numbers as English texts write them, independent of the machine's locale.
package enum NumberText {
    /// 1204331 → `1,204,331`
    package static func grouped(_ number: Int) -> String {
        var digits = Array(String(number.magnitude).utf8)
        var position = digits.count - 3
        while position > 0 {
            digits.insert(UInt8(ascii: ","), at: position)
            position -= 3
        }
        return (number < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }

    /// `1 record`, `1,204 records`
    package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        grouped(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
    }

    /// `512 bytes`, `1.4 MB`
    static func bytes(_ count: Int) -> String {
        if count < 1_000 { return self.count(count, "byte") }
        let units = ["kB", "MB", "GB", "TB"]
        var value = Double(count) / 1_000
        var unit = 0
        while value >= 999.95, unit + 1 < units.count {
            value /= 1_000
            unit += 1
        }
        return decimal(value) + " " + units[unit]
    }

    /// `0.4 s`, `12 s`, `3 min 20 s`, `1 h 5 min`
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
        if seconds < 9.95 { return decimal(seconds) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3_600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(grouped(whole / 3_600)) h \(whole % 3_600 / 60) min"
    }

    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(grouped(tenths / 10)).\(tenths % 10)"
    }

    /// `2025-03-01 14:05:09 UTC`
    static func instant(_ date: Date) -> String {
        date.ISO8601Format().replacing("T", with: " ").replacing("Z", with: " UTC")
    }
}
