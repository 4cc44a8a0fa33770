/// Finds labels by their forms.
struct LabelIndex: Sendable {
    /// Labels by their folded form; places in the book's list.
    private var byForm: [String: [Int]] = [:]
    /// Labels by language and first character of the folded form, for those that are nearly what is looked for.
    private var byStart: [String: [Character: [Int]]] = [:]

    /// Labels of several words by language and the hash of those that mean something, in any order.
    private var byWords: [String: [UInt64: [Int]]] = [:]

    init(_ labels: [Label], _ words: LabelWords) {
        byForm.reserveCapacity(labels.count)
        for language in Set(labels.map(\.language)) { byWords[language] = [:] }
        for (place, label) in labels.enumerated() {
            guard let first = label.form.folded.first else { continue }
            byForm[label.form.folded, default: []].append(place)
            byStart[label.language, default: [:]][first, default: []].append(place)
            if label.form.hasSeveralWords {
                let hash = label.form.hash(skipping: words.meaningless(in: label.language))
                byWords[label.language]?[hash, default: []].append(place)
            }
        }
    }

    /// Labels of the same words in any order: `Obrót roczny`, `Roczny obrót`; articles and prepositions do not count.
    func labels(ofWords hash: UInt64, in language: String) -> [Int] { byWords[language]?[hash] ?? [] }

    func labels(_ folded: String) -> [Int] { byForm[folded] ?? [] }

    func labels(startingLike folded: String, in language: String) -> [Int] {
        folded.first.flatMap { byStart[language]?[$0] } ?? []
    }

    func contains(_ folded: String) -> Bool { byForm[folded] != nil }
}
