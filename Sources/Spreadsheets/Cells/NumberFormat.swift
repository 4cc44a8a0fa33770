/// What a number format code, such as `[$-415]d mmm yyyy;@`, makes of a number.
package struct NumberFormat: Sendable, Equatable {
    package indirect enum Kind: Sendable, Equatable {
        /// A plain number: General, decimals, thousands, percentages, currency, fractions, scientific, text.
        case number
        /// At least so many digits, filled up with zeros: `00000`.
        case padded(Int)
        /// Digits with signs between them, a text for all purposes: `00-000`, `(000) 000-0000`.
        case masked(NumberMask)
        /// Words that stand for the number and hide it: `"Yes";"Yes";"No"`.
        case words(String)
        case date
        case time
        case dateTime
        /// Hours, minutes or seconds beyond a day: `[h]:mm:ss`.
        case elapsed
        /// Different kinds for different values: `[<=9999999]000-0000;(000) 000-0000`.
        case byValue([Choice])
    }

    /// A kind for the values that meet a condition.
    package struct Choice: Sendable, Equatable {
        let condition: NumberCondition
        let kind: Kind
    }

    package let code: String
    package let kind: Kind

    package init(code: String) {
        self.code = code
        kind = Self.kind(of: FormatSection.sections(of: code))
    }

    package static let general = NumberFormat(code: "General")

    /// Up to three sections are for numbers, the fourth is for texts.
    private static func kind(of sections: [FormatSection]) -> Kind {
        let sections = Array(sections.prefix(3))
        let kinds = sections.map(\.kind)
        guard let first = kinds.first else { return .number }
        if sections.contains(where: { $0.condition != nil }) { return choice(sections, kinds) }
        if kinds.allSatisfy(\.isWords) { return choice(sections, kinds) }
        return first.isWords ? .number : first
    }

    /// Which section a number takes: the first whose condition it meets; without conditions positive, negative, zero.
    private static func choice(_ sections: [FormatSection], _ kinds: [Kind]) -> Kind {
        if let first = kinds.first, kinds.allSatisfy({ $0 == first }), sections.count > 1 || !first.isWords {
            return first
        }
        var choices = sections.indices.map { index in
            Choice(condition: sections[index].condition ?? standard(index, of: sections.count), kind: kinds[index])
        }
        if let last = choices.popLast() {
            let isElse = choices.isEmpty ? sections[0].condition == nil : true
            choices.append(isElse ? Choice(condition: .always, kind: last.kind) : last)
        }
        return .byValue(choices)
    }

    private static func standard(_ index: Int, of count: Int) -> NumberCondition {
        if index == 0, count > 1 { return NumberCondition(comparison: count > 2 ? .greater : .atLeast, limit: 0) }
        return index == 1 && count > 2 ? NumberCondition(comparison: .less, limit: 0) : .always
    }
}

extension NumberFormat.Kind {
    var isWords: Bool {
        if case .words = self { return true }
        return false
    }

    var isMoment: Bool {
        switch self {
        case .date, .time, .dateTime: true
        default: false
        }
    }

    /// The kind for one value: never `byValue`.
    func resolved(for value: Double) -> NumberFormat.Kind {
        guard case .byValue(let choices) = self else { return self }
        return choices.first { $0.condition.holds(for: value) }?.kind ?? .number
    }
}

/// A condition of a format's section: `[<=9999999]`.
package struct NumberCondition: Sendable, Equatable {
    enum Comparison: String, Sendable {
        case less = "<", atMost = "<=", equal = "=", unequal = "<>", atLeast = ">=", greater = ">"
    }

    let comparison: Comparison
    let limit: Double

    static let always = NumberCondition(comparison: .atLeast, limit: -.infinity)

    init(comparison: Comparison, limit: Double) {
        self.comparison = comparison
        self.limit = limit
    }

    /// From the text between brackets; nil where that is no condition.
    init?(_ text: String) {
        let sign = text.prefix { "<>=".contains($0) }
        let number = text.dropFirst(sign.count).filter { $0 != " " }
        guard let comparison = Comparison(rawValue: String(sign)), let limit = Double(number) else { return nil }
        self.init(comparison: comparison, limit: limit)
    }

    func holds(for value: Double) -> Bool {
        switch comparison {
        case .less: value < limit
        case .atMost: value <= limit
        case .equal: value == limit
        case .unequal: value != limit
        case .atLeast: value >= limit
        case .greater: value > limit
        }
    }
}

extension NumberFormat {
    /// The code of a format that workbooks do not spell out (ECMA-376 part 1, 18.8.30).
    ///
    /// East Asian programs show some ids as a date in one language and as a time in another: there the value decides.
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
        case 32, 33: "h:mm:ss"
        case 34, 35, 55, 56: "[<1]h:mm:ss;yyyy-mm-dd"
        case 45: "mm:ss"
        case 46: "[h]:mm:ss"
        case 47: "mm:ss.0"
        case 48: "##0.0E+0"
        case 49: "@"
        case 59...62, 67...70: "0"
        case 71...74, 81: "d/m/yyyy"
        case 75, 76, 78, 80: "h:mm:ss"
        case 77: "d/m/yyyy h:mm"
        case 79: "[h]:mm:ss"
        default: nil
        }
    }
}
