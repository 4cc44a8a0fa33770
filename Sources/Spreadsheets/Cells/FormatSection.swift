/// One section of a number format code, between semicolons, cut into what each part does.
struct FormatSection {
    enum Token: Equatable {
        /// Shown as it stands.
        case literal(String)
        /// A digit's place: `0` (shown always), `#`, `?`.
        case digit(Character)
        /// A run of one letter of a date or time: `yyyy`.
        case letters(Character, Int)
        case point, comma, percent, exponent, text, general, elapsed, systemDate, systemTime
    }

    private(set) var tokens: [Token] = []
    private(set) var condition: NumberCondition?
    private var rest: Substring

    /// The sections of a code; the last parts of a code that is broken off are read as far as they go.
    static func sections(of code: String) -> [FormatSection] {
        var sections: [FormatSection] = []
        var rest = Substring(code)
        repeat {
            let section = FormatSection(&rest)
            sections.append(section)
        } while rest.popFirst() != nil
        return sections
    }

    /// Reads up to the next semicolon, and leaves that.
    private init(_ code: inout Substring) {
        rest = code
        while let character = rest.first, character != ";" {
            if readWord() { continue }
            rest.removeFirst()
            read(character)
        }
        code = rest
    }

    /// Words that are one thing: General, AM/PM.
    private mutating func readWord() -> Bool {
        for word in Self.generalWords where hasPrefix(word) {
            rest = rest.dropFirst(word.count)
            tokens.append(.general)
            return true
        }
        for word in Self.halves where hasPrefix(word) {
            rest = rest.dropFirst(word.count)
            tokens.append(.letters("h", 1))
            return true
        }
        return false
    }

    private static let generalWords = ["general", "standard"]
    private static let halves = ["am/pm", "a/p", "上午/下午", "午前/午後", "오전/오후"]

    private func hasPrefix(_ word: String) -> Bool { rest.prefix(word.count).lowercased() == word }

    private mutating func read(_ character: Character) {
        switch character {
        case "\"":
            literal(String(rest.prefix { $0 != "\"" }))
            rest = rest.drop { $0 != "\"" }.dropFirst()
        case "\\": if let next = rest.popFirst() { literal(String(next)) }
        // Room as wide as a character, and a character that fills the cell.
        case "_", "*": rest = rest.dropFirst()
        case "[": readBracket()
        case "0", "#", "?": readDigit(character)
        case ".": tokens.append(.point)
        case ",": tokens.append(.comma)
        case "%": tokens.append(.percent)
        case "@": tokens.append(.text)
        default: readLetter(character)
        }
    }

    private mutating func literal(_ text: String) {
        if !text.isEmpty { tokens.append(.literal(text)) }
    }

    private mutating func readBracket() {
        let inside = String(rest.prefix { $0 != "]" })
        rest = rest.drop { $0 != "]" }.dropFirst()
        let word = inside.lowercased()
        if Self.elapsedLetters.contains(where: { letter in !word.isEmpty && word.allSatisfy { $0 == letter } }) {
            tokens.append(.elapsed)
        } else if word.hasPrefix("$-f800") || word.hasPrefix("$-x-sysdate") {
            tokens.append(.systemDate)
        } else if word.hasPrefix("$-f400") || word.hasPrefix("$-x-systime") {
            tokens.append(.systemTime)
        } else if word.hasPrefix("$") {
            literal(String(inside.dropFirst().prefix { $0 != "-" }))
        } else if let condition = NumberCondition(inside) {
            self.condition = condition
        }
    }

    private static let elapsedLetters: [Character] = ["h", "m", "s", "ช", "น", "ท"]

    /// Zeros behind `ss.` are fractions of a second, and nothing of a number.
    private mutating func readDigit(_ character: Character) {
        if tokens.count > 1, tokens.last == .point, Self.endsSeconds(tokens[tokens.count - 2]) {
            tokens.removeLast()
            rest = rest.drop { $0 == character }
            return
        }
        tokens.append(.digit(character))
    }

    private static func endsSeconds(_ token: Token) -> Bool {
        if case .letters("s", _) = token { return true }
        return token == .elapsed
    }

    private mutating func readLetter(_ character: Character) {
        if character == "E" || character == "e", rest.first == "+" || rest.first == "-", hasDigits {
            rest.removeFirst()
            tokens.append(.exponent)
            return
        }
        let lower = Character(character.lowercased())
        guard let letter = Self.thai[lower] ?? (Self.dateLetters.contains(lower) ? lower : nil) else {
            return literal(String(character))
        }
        let run = rest.prefix { $0.lowercased() == character.lowercased() }
        rest = rest.dropFirst(run.count)
        tokens.append(.letters(letter, run.count + 1))
    }

    /// Year, month, day, hour, minute, second; years of eras and of the Buddhist calendar; weekdays.
    private static let dateLetters: Set<Character> = ["y", "m", "d", "h", "s", "e", "g", "b", "a", "r"]
    private static let thai: [Character: Character] = ["ว": "d", "ด": "m", "ป": "y", "ช": "h", "น": "m", "ท": "s"]
}

extension FormatSection {
    private var hasDigits: Bool {
        tokens.contains {
            if case .digit = $0 { return true }
            return false
        }
    }

    var kind: NumberFormat.Kind {
        if tokens.contains(.general) { return .number }
        if tokens.contains(.elapsed) { return .elapsed }
        if tokens.contains(.systemDate) { return .date }
        if tokens.contains(.systemTime) { return .time }
        if hasDigits { return numberKind }
        switch (hasDate, hasTime) {
        case (true, true): return .dateTime
        case (true, false): return .date
        case (false, true): return .time
        case (false, false): return words
        }
    }

    private func hasLetters(_ wanted: Set<Character>, atLeast count: Int = 1) -> Bool {
        tokens.contains {
            if case .letters(let letter, let run) = $0 { return run >= count && wanted.contains(letter) }
            return false
        }
    }

    private var hasTime: Bool { hasLetters(["h", "s"]) }

    /// An `m` is a minute beside hours or seconds, but `mmm` is always the name of a month.
    private var hasDate: Bool {
        hasLetters(["y", "d", "e", "g", "b"]) || hasLetters(["m", "a"], atLeast: 3) || !hasTime && hasLetters(["m"])
    }

    private var numberKind: NumberFormat.Kind {
        let isScaled = tokens.contains { [.point, .comma, .percent, .exponent, .text].contains($0) }
        if isScaled { return .number }
        if let mask = NumberMask(tokens) { return .masked(mask) }
        let zeros = tokens.filter { $0 == .digit("0") }.count
        let places = tokens.filter { $0 == .digit("#") || $0 == .digit("?") }.count
        return zeros > 1 && places == 0 ? .padded(zeros) : .number
    }

    /// Only words that are read as words; a dash for zero is none.
    private var words: NumberFormat.Kind {
        let text = tokens.reduce(into: "") {
            if case .literal(let literal) = $1 { $0 += literal }
        }
        return tokens.contains(.text) || !text.contains(where: \.isLetter) ? .number : .words(text)
    }
}
