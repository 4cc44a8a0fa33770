/// What a number format code, such as `[$-415]d mmm yyyy;@`, makes of a number.
package struct NumberFormat: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// A plain number: General, decimals, thousands, percentages, currency, fractions, text.
        case number
        /// At least so many digits, filled up with zeros: `00000`.
        case padded(Int)
        case date
        case time
        case dateTime
        /// Hours, minutes or seconds beyond a day: `[h]:mm:ss`.
        case elapsed
    }

    package let code: String
    package let kind: Kind

    package init(code: String) {
        self.code = code
        kind = Self.kind(of: code)
    }

    package static let general = NumberFormat(code: "General")

    private static func kind(of code: String) -> Kind {
        let section = Section(code)
        if section.isGeneral { return .number }
        if section.isElapsed { return .elapsed }
        switch (section.hasDate, section.hasTime) {
        case (true, true): return .dateTime
        case (true, false): return .date
        case (false, true): return .time
        case (false, false): break
        }
        let isPadded = section.text.count > 1 && section.text.allSatisfy { $0 == "0" }
        return isPadded ? .padded(section.text.count) : .number
    }
}

extension NumberFormat {
    /// The first section of a code without what is only shown: quoted text, escapes, padding, colours, locales.
    private struct Section {
        private(set) var text = ""
        private(set) var isElapsed = false

        init(_ code: String) {
            var rest = Substring(code)
            while let character = rest.popFirst(), character != ";" {
                switch character {
                case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
                case "\\", "_", "*": rest = rest.dropFirst()
                case "[":
                    let inside = rest.prefix { $0 != "]" }.lowercased()
                    if !inside.isEmpty, ["h", "m", "s"].contains(where: { inside.allSatisfy(Set($0).contains) }) {
                        isElapsed = true
                    }
                    rest = rest.drop { $0 != "]" }.dropFirst()
                default: text.append(character)
                }
            }
            text = text.lowercased()
        }

        var isGeneral: Bool { text.contains("general") || text.contains("@") && !hasDate }

        private var letters: String {
            text.replacing("am/pm", with: "").replacing("a/p", with: "").filter { "ymdhs".contains($0) }
        }

        /// An `m` is a minute behind hours or before seconds.
        var hasDate: Bool {
            let letters = letters
            if letters.contains("y") || letters.contains("d") { return true }
            return letters.contains("m") && !hasTime
        }

        var hasTime: Bool { letters.contains("h") || letters.contains("s") }
    }
}

extension NumberFormat {
    /// The code of a format that workbooks do not spell out (ECMA-376 part 1, 18.8.30; East Asian ones by their use).
    package static func builtIn(_ id: Int) -> String? {
        switch id {
        case 1: "0"
        case 2: "0.00"
        case 3: "#,##0"
        case 4: "#,##0.00"
        case 5...8, 37...44: "#,##0.00"
        case 9: "0%"
        case 10: "0.00%"
        case 11: "0.00E+00"
        case 12: "# ?/?"
        case 13: "# ??/??"
        case 14: "m/d/yyyy"
        case 15: "d-mmm-yy"
        case 16: "d-mmm"
        case 17: "mmm-yy"
        case 18: "h:mm AM/PM"
        case 19: "h:mm:ss AM/PM"
        case 20: "h:mm"
        case 21: "h:mm:ss"
        case 22: "m/d/yyyy h:mm"
        case 27...31, 36, 50...54, 57, 58: "yyyy-mm-dd"
        case 32...35, 55, 56: "h:mm:ss"
        case 45: "mm:ss"
        case 46: "[h]:mm:ss"
        case 47: "mm:ss.0"
        case 48: "##0.0E+0"
        case 49: "@"
        default: nil
        }
    }
}
