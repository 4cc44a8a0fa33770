/// Places for digits with signs between them, as ids and phone numbers are shown: `00-000`, `(000) 000-0000`.
///
/// The digits are filled in from the right; the first place takes all that are left over. `0` shows a zero where there
/// is no digit, `#` nothing, `?` a space; signs are shown always.
package struct NumberMask: Sendable, Equatable {
    private let tokens: [FormatSection.Token]

    /// Nil for what is a number to people: grouped thousands, or signs only around the digits, such as a currency.
    init?(_ tokens: [FormatSection.Token]) {
        guard let first = tokens.firstIndex(where: \.isDigit), let last = tokens.lastIndex(where: \.isDigit) else {
            return nil
        }
        let inside = tokens[first...last]
        let signs = inside.compactMap(\.literalText)
        let isFraction = tokens.contains(.literal("/")) && inside.contains { $0.isDigit && $0 != .digit("0") }
        let isCode = signs.isEmpty && Self.isCode(tokens[..<first], inside)
        guard isCode || !signs.isEmpty && !isFraction && !Self.isGrouped(inside, signs) else { return nil }
        self.tokens = tokens
    }

    /// Letters before a fixed number of digits: `"TCK-"00000`.
    private static func isCode(_ front: ArraySlice<FormatSection.Token>, _ digits: ArraySlice<FormatSection.Token>)
        -> Bool
    {
        digits.count > 1 && digits.allSatisfy { $0 == .digit("0") }
            && front.contains { $0.literalText?.contains(where: \.isLetter) ?? false }
    }

    /// `# ##0`: thousands, separated by a sign that is no comma.
    private static func isGrouped(_ inside: ArraySlice<FormatSection.Token>, _ signs: [String]) -> Bool {
        guard signs.allSatisfy({ [" ", "\u{A0}", "\u{202F}", "'", "’"].contains($0) }) else { return false }
        return inside.first == .digit("#") && inside.last == .digit("0")
            && inside.filter { $0 == .digit("0") }.count == 1
    }

    /// The number as it is shown, rounded to a whole one.
    func text(_ value: Double) -> String {
        var digits = Array(String(Int(abs(value).rounded())).utf8)
        if digits == [UInt8(ascii: "0")] { digits = [] }
        var pieces: [String] = []
        let first = tokens.firstIndex(where: \.isDigit)
        for index in tokens.indices.reversed() {
            if let sign = tokens[index].literalText { pieces.append(sign) }
            guard case .digit(let place) = tokens[index] else { continue }
            if index == first, !digits.isEmpty {
                pieces.append(String(decoding: digits, as: UTF8.self))
                digits = []
            } else if let digit = digits.popLast() {
                pieces.append(String(UnicodeScalar(digit)))
            } else {
                pieces.append(place == "0" ? "0" : place == "?" ? " " : "")
            }
        }
        return (value < 0 ? "-" : "") + pieces.reversed().joined()
    }
}

extension FormatSection.Token {
    var isDigit: Bool {
        if case .digit = self { return true }
        return false
    }

    var literalText: String? {
        if case .literal(let text) = self { return text }
        return nil
    }
}
