import Foundation

/// Reads the selection language: `status = open and created_at >= 2026-01-01 and account.name ~ "Kowalski"`.
///
///     any    = all { "or" all }
///     all    = one { "and" one }
///     one    = "not" one | "(" any ")" | path test
///     test   = operator value | ["not"] "in" "(" value { "," value } ")" | "is" ["not"] "empty"
package struct SelectionParser {
    private let entity: Entity
    private let now: Date
    private let words: SelectionWords
    private var text = ""
    private var tokens: [SelectionToken] = []
    private var index = 0
    private var depth = 0
    private var tests = 0

    /// Conditions inside each other; SQLite's parser takes about a hundred open brackets, words and steps.
    private static let maxDepth = 12
    /// Tests in one condition: SQLite takes at most 1,000 terms in a row.
    private static let maxTests = 400

    package init(_ entity: Entity, now: Date = Date(), words: @escaping SelectionWords = { _, _, _ in nil }) {
        self.entity = entity
        self.now = now
        self.words = words
    }

    package mutating func condition(_ text: String) throws(SelectionMistake) -> Condition {
        self.text = text
        tokens = try SelectionLexer.tokens(text)
        (index, depth, tests) = (0, 0, 0)
        if current.kind == .end { throw mistake("There is no condition here.", hint: Self.example) }
        let condition = try any()
        if current.kind != .end { throw leftOver() }
        return condition
    }

    private static let example = "For example: status = open and account.name ~ \"Kowalski\""

    // MARK: Tokens

    private var current: SelectionToken { tokens[index] }

    /// The end stays.
    private mutating func take() -> SelectionToken {
        defer { index = min(index + 1, tokens.count - 1) }
        return current
    }

    private mutating func takes(word: String) -> Bool {
        guard current.isWord(word) else { return false }
        _ = take()
        return true
    }

    private mutating func takes(sign: String) -> Bool {
        guard current.isSign(sign) else { return false }
        _ = take()
        return true
    }

    private func mistake(_ message: String, hint: String? = nil, at token: SelectionToken? = nil) -> SelectionMistake {
        SelectionMistake(message, hint: hint, text: text, place: (token ?? current).place)
    }

    private func leftOver() -> SelectionMistake {
        if current.isSign(")") { return mistake("This parenthesis closes nothing.") }
        return mistake(
            "\"\(current.text)\" cannot stand here.",
            hint: "Put texts with spaces in quotation marks, and `and` or `or` between conditions.")
    }

    // MARK: Conditions

    private mutating func any() throws(SelectionMistake) -> Condition {
        var parts = [try all()]
        while takes(word: "or") { parts.append(try all()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func all() throws(SelectionMistake) -> Condition {
        var parts = [try one()]
        while takes(word: "and") { parts.append(try one()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func one() throws(SelectionMistake) -> Condition {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maxDepth { throw mistake("More than \(Self.maxDepth) conditions are inside each other.") }
        if takes(word: "not") { return .not(try one()) }
        let opening = current
        guard takes(sign: "(") else { return try test() }
        let inner = try any()
        guard takes(sign: ")") else {
            if current.kind == .end { throw mistake("This parenthesis is never closed.", at: opening) }
            throw leftOver()
        }
        return inner
    }

    // MARK: Tests

    private mutating func test() throws(SelectionMistake) -> Condition {
        tests += 1
        if tests > Self.maxTests { throw mistake("More than \(Self.maxTests) conditions are too many.") }
        let paths = try self.paths()
        if takes(word: "is") { return try emptiness(paths) }
        let isNegated = takes(word: "not")
        if takes(word: "in") { return negated(try membership(paths), isNegated) }
        if isNegated { throw mistake("After `not`, `in` is missing here.") }
        return try comparison(paths)
    }

    private func negated(_ condition: Condition, _ isNegated: Bool) -> Condition {
        isNegated ? .not(condition) : condition
    }

    /// Several where the name stands for fields of which one has the value.
    private mutating func paths() throws(SelectionMistake) -> [FieldPath] {
        let token = take()
        guard token.kind == .word else { throw mistake("The name of a field is missing here.", at: token) }
        var name = token.text
        var place = token.place
        if name.hasSuffix("."), current.kind == .quoted, current.place.lowerBound == place.upperBound {
            place = place.lowerBound..<current.place.upperBound
            name += take().text
        }
        var paths: [FieldPath] = []
        for name in entity.alternatives(to: name) {
            paths.append(try PathReader(entity: entity, text: text).path(name, at: place))
        }
        return paths
    }

    private mutating func emptiness(_ paths: [FieldPath]) throws(SelectionMistake) -> Condition {
        let isNegated = takes(word: "not")
        guard takes(word: "empty") else {
            throw mistake("After `is`, `empty` or `not empty` is missing here.", hint: "For a value, write = instead.")
        }
        let present = Condition.anyOf(paths.map { .test($0.subject, .isPresent).behind($0.steps) })
        return negated(present, !isNegated)
    }

    private mutating func membership(_ paths: [FieldPath]) throws(SelectionMistake) -> Condition {
        guard takes(sign: "(") else { throw mistake("After `in`, values in parentheses are missing here.") }
        var parts: [Condition] = []
        repeat {
            tests += 1
            if tests > Self.maxTests { throw mistake("More than \(Self.maxTests) values are too many.") }
            let value = try self.value()
            for path in paths { parts.append(try reader(path, value).equals(path, value.text)) }
        } while takes(sign: ",")
        guard takes(sign: ")") else { throw mistake("A comma or a closing parenthesis is missing here.") }
        return .anyOf(parts)
    }

    private mutating func comparison(_ paths: [FieldPath]) throws(SelectionMistake) -> Condition {
        let sign = take()
        guard sign.kind == .sign, !["(", ")", ","].contains(sign.text) else {
            throw mistake(
                "An operator is missing here.", hint: "Operators: = != < <= > >= ~ !~, in (…), is empty.", at: sign)
        }
        let value = try self.value()
        var parts: [Condition] = []
        for path in paths { parts.append(try reader(path, value).condition(path, sign.text, value.text)) }
        return negated(.anyOf(parts), ["!=", "<>", "!~"].contains(sign.text))
    }

    private mutating func value() throws(SelectionMistake) -> SelectionToken {
        let token = take()
        guard token.kind == .word || token.kind == .quoted else { throw mistake("A value is missing here.", at: token) }
        if token.text.trimmingCharacters(in: .whitespaces).isEmpty {
            throw mistake(
                "There is no text between these quotation marks.", hint: "For no value, write: is empty", at: token)
        }
        return token
    }

    private func reader(_ path: FieldPath, _ value: SelectionToken) -> TestReader {
        let text = text
        let values = ValueReader(entity: path.entity, now: now, words: words) { message, hint in
            SelectionMistake(message, hint: hint, text: text, place: value.place)
        }
        return TestReader(values: values)
    }
}

extension Condition {
    static func anyOf(_ parts: [Condition]) -> Condition { parts.count == 1 ? parts[0] : .any(parts) }
}

extension Entity {
    /// The names that a path stands for: one, or the fields of which one has the value (a comment's `author`).
    func alternatives(to name: String) -> [String] {
        let (head, rest) = name.firstIndex(of: ".").map { (name[..<$0], name[$0...]) } ?? (name[...], "")
        guard let group = alternatives.first(where: { $0.name == head }) else { return [name] }
        return group.fields.map { $0 + rest }
    }
}
