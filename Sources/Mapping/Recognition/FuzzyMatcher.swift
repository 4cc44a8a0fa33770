import HelpDesk

/// Finds labels that a header nearly is: abbreviated (`Kod poczt.`), or with a slip of the pen (`Nazwsko`).
struct FuzzyMatcher {
    let book: LabelBook
    let languages: [String]

    /// Shorter headers are nearly too much.
    private static let shortest = 5
    private static let longWord = 6
    private static let longText = 10

    func matches(_ header: Header) -> [LabelMatch] {
        let folded = header.form.folded
        guard folded.unicodeScalars.first.map({ $0.value < 0x4E00 }) == true else { return [] }
        let words = header.form.words
        let labels = languages.flatMap { book.index.labels(startingLike: folded, in: $0) }.map { book.labels[$0] }
        let short = labels.filter { isAbbreviation(words, of: $0, marked: header.hasAbbreviation) }
        if !short.isEmpty { return short.map { LabelMatch($0, .fuzzy, LabelMatch.abbreviated) } }
        return slips(folded, words, labels)
    }

    // MARK: - Abbreviations

    /// Every word of the header begins the label's word in its place, and at least one is cut short.
    private func isAbbreviation(_ words: [String], of label: Label, marked: Bool) -> Bool {
        let full = significant(label.form.words, label.language)
        let cut = significant(words, label.language)
        guard cut.count == full.count, marked || cut.count > 1, cut != full else { return false }
        return zip(cut, full).allSatisfy { short, long in
            short == long || (long.hasPrefix(short) && short.count >= 3 && long.count > short.count + 1)
        }
    }

    private func significant(_ words: [String], _ language: String) -> [String] {
        words.filter { !book.words.kinds($0, in: language).contains("of") }
    }

    // MARK: - Slips

    private func slips(_ folded: String, _ words: [String], _ labels: [Label]) -> [LabelMatch] {
        let wanted = Array(folded)
        guard wanted.count >= Self.shortest else { return [] }
        let allowed = wanted.count >= Self.longText ? 2 : 1
        var best = allowed + 1
        var found: [Label] = []
        for label in labels where abs(label.form.folded.utf8.count - folded.utf8.count) <= allowed {
            let distance = NearestName.distance(wanted, Array(label.form.folded))
            guard distance <= min(best, allowed), isPlausible(words, label) else { continue }
            if distance < best { found = [] }
            best = distance
            found.append(label)
        }
        let score =
            best == 2 ? LabelMatch.twoSlips : wanted.count >= Self.longWord ? LabelMatch.slip : LabelMatch.shortSlip
        return found.map { LabelMatch($0, .fuzzy, score) }
    }

    /// A number or a word that means something of its own is no slip: `Kontrakt-ID` is not `Kontakt-ID`.
    private func isPlausible(_ words: [String], _ label: Label) -> Bool {
        let own = Set(label.form.words)
        let others = Set(words).subtracting(own)
        let isChanged = others.contains { word in
            word.utf8.contains { $0 &- 0x30 < 10 } || (word.utf8.count >= 4 && words.count > 1 && isKnown(word))
        }
        let lost = own.subtracting(words).contains { word in word.utf8.contains { $0 &- 0x30 < 10 } }
        return !isChanged && !lost
    }

    private func isKnown(_ word: String) -> Bool {
        book.index.contains(word) || LabelBook.languages.contains { !book.words.kinds(word, in: $0).isEmpty }
    }
}
