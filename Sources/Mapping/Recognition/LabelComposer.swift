/// Understands headers that are a label with known words around it: `Adres służbowy - ulica`, `E-mail 2 Address`,
/// `联系人邮箱`, `E-mail do solicitante`. One word that nobody knows, and the header stays unknown.
struct LabelComposer {
    let book: LabelBook
    let languages: [String]

    /// Longer headers are sentences.
    private static let mostWords = 8

    func matches(_ header: Header) -> [LabelMatch] {
        let words = Self.joined(header.form.words).flatMap(parts)
        guard (2...Self.mostWords).contains(words.count) else { return [] }
        for length in stride(from: words.count - 1, through: 1, by: -1) {
            let found = (0...words.count - length).flatMap { start -> [LabelMatch] in
                let rest = words[..<start] + words[(start + length)...]
                return matches(Array(words[start..<start + length]), rest: Array(rest), header)
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// `E-Mail`, `e-post` are one word each.
    private static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            if joined.last == "e", !word.isEmpty { joined[joined.count - 1] += word } else { joined.append(word) }
        }
        return joined
    }

    private func matches(_ words: [String], rest: [String], _ header: Header) -> [LabelMatch] {
        labels(words).flatMap { label -> [LabelMatch] in
            let kinds = rest.map { wordKinds($0, label, header) }
            let isPlain = kinds.allSatisfy { $0.contains("of") }
            return keys(label.key, kinds).map { key in
                LabelMatch(label, key: key, .composed, isPlain ? LabelMatch.surrounded : LabelMatch.composed)
            }
        }
    }

    /// The labels that a run of words is, also in another order.
    private func labels(_ words: [String]) -> [Label] {
        languages.flatMap { language in
            let listed = book.index.labels(words.joined()).filter { book.labels[$0].language == language }
            if !listed.isEmpty || words.count == 1 { return listed.map { book.labels[$0] } }
            let hash = LabelForm.hash(words, skipping: book.words.meaningless(in: language))
            return book.index.labels(ofWords: hash, in: language).map { book.labels[$0] }
        }
    }

    /// What a word beside a label may be; another label of the same meaning says nothing new.
    private func wordKinds(_ word: String, _ label: Label, _ header: Header) -> Set<String> {
        var kinds = Set(book.words.kinds(word, in: label.language))
        if kinds.isEmpty, header.hasAbbreviation {
            kinds = Set(book.words.kinds(abbreviated: word, in: label.language))
        }
        let isSame = book.index.labels(word).contains {
            book.labels[$0].key == label.key && book.labels[$0].language == label.language
        }
        if isSame { kinds.insert("of") }
        return kinds
    }

    /// The keys that the kinds of words make of a key, in whichever order they are taken.
    private func keys(_ key: String, _ kinds: [Set<String>]) -> Set<String> {
        if kinds.isEmpty { return [key] }
        var found: Set<String> = []
        for index in kinds.indices {
            var rest = kinds
            for kind in rest.remove(at: index) {
                if let next = book.words.key(kind, with: key) { found.formUnion(keys(next, rest)) }
            }
        }
        return found
    }

    /// A word as it is, or the known words that it is joined of: a run of Chinese, a compound such as `Kundentelefon`.
    private func parts(_ word: String) -> [String] {
        if word.unicodeScalars.first.map({ $0.value >= 0x4E00 }) == true { return hanParts(word) }
        if book.index.contains(word) || isKnown(word) { return [word] }
        if word.hasSuffix("id"), book.index.contains(String(word.dropLast(2))) {
            return [String(word.dropLast(2)), "id"]
        }
        let scalars = Array(word.unicodeScalars)
        for length in stride(from: scalars.count - 3, to: 3, by: -1) {
            let head = String(String.UnicodeScalarView(scalars[..<length]))
            let tail = String(String.UnicodeScalarView(scalars[length...]))
            if isOwner(head) && book.index.contains(tail) { return [head, tail] }
        }
        return [word]
    }

    /// Whether a word may begin a compound: `Kundentelefon`, but not `Arbeidssted`, which is no city.
    private func isOwner(_ word: String) -> Bool {
        languages.contains { !Set(book.words.kinds(word, in: $0)).subtracting(["of", "work"]).isEmpty }
    }

    private func isKnown(_ word: String) -> Bool {
        languages.contains { !book.words.kinds(word, in: $0).isEmpty }
    }

    /// The fewest labels and words that a run of Chinese consists of; characters that belong to none stand alone.
    private func hanParts(_ run: String) -> [String] {
        let characters = Array(run)
        var best: [[String]?] = [[]] + characters.map { _ in nil }
        for end in 1...characters.count {
            for start in max(0, end - Self.mostWords)..<end {
                let part = String(characters[start..<end])
                guard let before = best[start], end - start == 1 || book.index.contains(part) || isKnown(part),
                    before.count + 1 < best[end]?.count ?? .max
                else { continue }
                best[end] = before + [part]
            }
        }
        return best[characters.count] ?? [run]
    }
}
