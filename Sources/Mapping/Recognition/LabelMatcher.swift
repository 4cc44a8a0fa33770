/// Finds what a header may mean: as it is listed; with other accents or a unit behind it; with words around it; nearly.
struct LabelMatcher: Sendable {
    let book: LabelBook

    /// Labels of all languages that the header is.
    func listed(_ header: Header) -> [LabelMatch] {
        let found = listed(header.form)
        return found.isEmpty ? rewritten(header) ?? bracketed(header) ?? alternatives(header) ?? [] : found
    }

    /// `Ticketnr.` in the languages that join words; `Geloest` where there was no key for `ö`.
    private func rewritten(_ header: Header) -> [LabelMatch]? {
        var text = header.form.folded
        if text.hasSuffix("nr") { text = text.dropLast(2) + "nummer" }
        let found =
            listed(LabelForm(text)) + listed(LabelForm(Self.withoutUmlauts(text))).filter { $0.language == "de" }
        return found.isEmpty ? nil : found.map { LabelMatch($0.label, .alias, LabelMatch.surrounded) }
    }

    private static func withoutUmlauts(_ text: String) -> String {
        text.replacing("ae", with: "a").replacing("oe", with: "o").replacing("ue", with: "u")
    }

    /// What the header means in one of these languages though it is no label.
    func near(_ header: Header, in languages: [String]) -> [LabelMatch] {
        let reordered = reordered(header, in: languages)
        if !reordered.isEmpty { return reordered }
        let composed = LabelComposer(book: book, languages: languages).matches(header)
        if !composed.isEmpty { return composed }
        return FuzzyMatcher(book: book, languages: languages).matches(header)
    }

    /// The words of a label in another order, or with other prepositions.
    private func reordered(_ header: Header, in languages: [String]) -> [LabelMatch] {
        languages.flatMap { language in
            let hash = header.form.hash(skipping: book.words.meaningless(in: language))
            return book.index.labels(ofWords: hash, in: language).map { place in
                LabelMatch(book.labels[place], .alias, LabelMatch.surrounded)
            }
        }
    }

    private func listed(_ form: LabelForm) -> [LabelMatch] {
        book.index.labels(form.folded).map { place in
            let label = book.labels[place]
            let isExact = label.form.normal == form.normal
            return LabelMatch(label, isExact ? .exact : .alias, isExact ? LabelMatch.exact : LabelMatch.alias)
        }
    }

    /// `Faturamento anual (R$)`: a unit or currency behind a label says nothing new.
    private func bracketed(_ header: Header) -> [LabelMatch]? {
        guard let (outer, inner) = header.bracketed, inner.words.allSatisfy(isUnit) else { return nil }
        let found = listed(outer).map { LabelMatch($0.label, .alias, LabelMatch.surrounded) }
        return found.isEmpty ? nil : found
    }

    private func isUnit(_ word: String) -> Bool {
        word.unicodeScalars.count <= 3 && word.unicodeScalars.allSatisfy { $0.value < 0x4E00 }
            && !book.index.contains(word)
            && LabelBook.languages.allSatisfy { book.words.kinds(word, in: $0).isEmpty }
    }

    /// `Town/City`: both mean the same.
    private func alternatives(_ header: Header) -> [LabelMatch]? {
        guard let parts = header.alternatives?.map(listed) else { return nil }
        let found = parts[0].filter { first in
            parts.dropFirst().allSatisfy { $0.contains { $0.key == first.key && $0.language == first.language } }
        }
        return found.isEmpty ? nil : found.map { LabelMatch($0.label, .alias, LabelMatch.surrounded) }
    }
}
