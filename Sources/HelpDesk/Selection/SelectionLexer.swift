/// A word, a quoted text or a sign of the selection language.
struct SelectionToken: Equatable {
    enum Kind: Equatable { case word, quoted, sign, end }

    let kind: Kind
    /// Without quotes.
    let text: String
    /// Places of its characters, quotes included.
    let place: Range<Int>

    /// Whether it is this word of the language; a quoted one never is.
    func isWord(_ word: String) -> Bool { kind == .word && text.lowercased() == word }

    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}

/// Takes a selection apart.
struct SelectionLexer {
    private let text: String
    private let characters: [Character]
    private var index = 0

    /// Closing marks by opening ones; curly ones come with texts that were pasted.
    private static let quotes: [Character: Set<Character>] = [
        "\"": ["\""], "'": ["'"], "“": ["”"], "„": ["”", "“"], "«": ["»"],
    ]
    private static let signs = ["!=", "<>", "<=", ">=", "==", "!~", "=", "<", ">", "~", "(", ")", ","]

    init(_ text: String) {
        self.text = text
        characters = Array(text)
    }

    static func tokens(_ text: String) throws(SelectionMistake) -> [SelectionToken] {
        var lexer = SelectionLexer(text)
        var tokens: [SelectionToken] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(SelectionMistake) -> SelectionToken {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
        guard index < characters.count else {
            return SelectionToken(kind: .end, text: "", place: characters.count..<characters.count + 1)
        }
        if let closing = Self.quotes[characters[index]] { return try quoted(closing) }
        if let sign = sign() {
            index += sign.count
            return SelectionToken(kind: .sign, text: sign, place: index - sign.count..<index)
        }
        return word()
    }

    private func sign() -> String? {
        Self.signs.first { sign in
            index + sign.count <= characters.count && String(characters[index..<index + sign.count]) == sign
        }
    }

    private mutating func word() -> SelectionToken {
        let start = index
        repeat { index += 1 } while index < characters.count && !endsWord()
        return SelectionToken(kind: .word, text: String(characters[start..<index]), place: start..<index)
    }

    /// An apostrophe inside a word is a letter of it: O'Brien.
    private func endsWord() -> Bool {
        let character = characters[index]
        return character.isWhitespace || character == "\"" || sign() != nil
    }

    /// A closing mark that is doubled stands for itself.
    private mutating func quoted(_ closing: Set<Character>) throws(SelectionMistake) -> SelectionToken {
        let start = index
        var content = ""
        index += 1
        while index < characters.count {
            let character = characters[index]
            index += 1
            guard closing.contains(character) else {
                content.append(character)
                continue
            }
            guard index < characters.count, characters[index] == character else {
                return SelectionToken(kind: .quoted, text: content, place: start..<index)
            }
            content.append(character)
            index += 1
        }
        throw SelectionMistake(
            "The quotation mark that opens here is never closed.", text: text, place: start..<start + 1)
    }
}
