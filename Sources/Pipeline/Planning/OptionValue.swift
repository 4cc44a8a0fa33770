import Foundation
import HelpDesk

/// Values that options and job files write in the same way; nil for what is none.
package enum OptionValue {
    /// One character, or its name: `tab`, `\t`, `comma`, `semicolon`, `pipe`.
    package static func delimiter(_ text: String) -> Character? {
        let names: [String: Character] = ["\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"]
        return names[text.lowercased()] ?? character(text)
    }

    /// `.some(nil)` for `none`: quotes are ordinary characters.
    package static func quote(_ text: String) -> Character?? {
        if text.lowercased() == "none" { return .some(nil) }
        return character(text).map { .some($0) }
    }

    private static func character(_ text: String) -> Character? {
        text.count == 1 && text.first?.isASCII == true ? text.first : nil
    }

    package static func decimalMark(_ text: String) -> Character? {
        switch text.lowercased() {
        case "point", ".": "."
        case "comma", ",": ","
        default: nil
        }
    }

    /// `90`, `60s`, `10m`, `26h`, `2d`: seconds.
    package static func duration(_ text: String) -> TimeInterval? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Double(unit == nil ? text : String(text.dropLast())), number >= 0, number < 1e9 else {
            return nil
        }
        return number * (unit ?? 1)
    }

    /// `512MiB`, `2GiB`, `64MB`: bytes.
    package static func size(_ text: String) -> Int? {
        let units = [("gib", 30), ("gb", 30), ("g", 30), ("mib", 20), ("mb", 20), ("m", 20)]
        let lower = text.lowercased()
        guard let unit = units.first(where: { lower.hasSuffix($0.0) }),
            let number = Double(lower.dropLast(unit.0.count).trimmingCharacters(in: .whitespaces)), number > 0,
            number < 1_000_000_000
        else { return nil }
        return Int(number * Double(1 << unit.1))
    }
}
