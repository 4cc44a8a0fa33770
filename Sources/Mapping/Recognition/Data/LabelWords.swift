import Tables

/// The files `words.tsv` and `compose.tsv`: words that stand around a label, and what they make of its key.
package struct LabelWords: Sendable {
    /// Kinds by word in its folded form, and by language.
    private var kinds: [String: [(language: String, kind: String)]] = [:]
    private var hashes: [String: Set<UInt64>] = [:]
    /// The key that a kind of word makes of a key.
    private var becomes: [String: [String: String]] = [:]
    /// Folded Chinese words that may stand directly before or behind a label, the longest first.
    private(set) var han: [String] = []

    init(folder: String) throws(ImportFailure) {
        for (_, cells) in try DataFile(folder, "words.tsv", columns: 3).rows {
            for word in cells[2].split(separator: " ") { add(word, kind: String(cells[0]), String(cells[1])) }
        }
        for (_, cells) in try DataFile(folder, "compose.tsv", columns: 3).rows {
            becomes[String(cells[0]), default: [:]][String(cells[1])] = String(cells[2])
        }
        han = kinds.keys.filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x4E00 } }.sorted {
            ($0.utf8.count, $0) > ($1.utf8.count, $1)
        }
    }

    private mutating func add(_ word: Substring, kind: String, _ language: String) {
        for part in LabelForm(String(word)).words {
            kinds[part, default: []].append((language, kind))
            if kind == "of" { hashes[language, default: []].insert(WordHash.of(part)) }
        }
    }

    /// What a word may be in the language, or in English; also with the `s` of a genitive.
    func kinds(_ word: String, in language: String) -> [String] {
        let known = kinds[word] ?? (word.hasSuffix("s") ? kinds[String(word.dropLast())] : nil) ?? []
        return known.filter { $0.language == language || $0.language == "en" }.map(\.kind)
    }

    /// Hashes of the words that mean nothing in the language.
    func meaningless(in language: String) -> Set<UInt64> { hashes[language] ?? [] }

    /// What an abbreviated word may be, where all words that begin so are of one kind.
    func kinds(abbreviated word: String, in language: String) -> [String] {
        guard word.utf8.count >= Self.shortestAbbreviation else { return [] }
        let found = kinds.filter { $0.key.hasPrefix(word) }.keys.map { Set(kinds($0, in: language)) }.filter {
            !$0.isEmpty
        }
        guard let first = found.first, found.allSatisfy({ $0 == first }) else { return [] }
        return Array(first)
    }

    private static let shortestAbbreviation = 4

    func key(_ kind: String, with key: String) -> String? {
        let found = becomes[kind]?[key] ?? becomes[kind]?["*"]
        return found == "*" ? key : found
    }
}
