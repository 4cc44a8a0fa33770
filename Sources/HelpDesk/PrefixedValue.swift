/// Values that some systems write with a number or an English word in front: `2-低`, `3 normalny`, `P1 - Critical`,
/// `open-处理中`.
package enum PrefixedValue {
    /// The value without what stands in front; nil where nothing does.
    package static func rest(of text: String) -> String? {
        withoutNumber(text) ?? withoutEnglish(text)
    }

    /// A digit, perhaps with a letter before it, and a separator.
    private static func withoutNumber(_ text: String) -> String? {
        var rest = text[...]
        if rest.first?.isLetter == true, rest.first?.isASCII == true { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count) else { return nil }
        let tail = rest.dropFirst(digits.count)
        guard let separator = tail.first, " -–.:)_".contains(separator) else { return nil }
        let value = tail.drop { " -–.:)_".contains($0) }
        return value.first?.isLetter == true ? String(value) : nil
    }

    /// An English word before a hyphen, and something that is not English behind it.
    private static func withoutEnglish(_ text: String) -> String? {
        guard let hyphen = text.firstIndex(of: "-") else { return nil }
        let isEnglish = text[..<hyphen].allSatisfy { $0.isASCII && ($0.isLetter || $0 == " ") }
        let value = text[text.index(after: hyphen)...].drop { $0 == " " }
        guard isEnglish, hyphen > text.startIndex, value.first?.isASCII == false else { return nil }
        return String(value)
    }
}
