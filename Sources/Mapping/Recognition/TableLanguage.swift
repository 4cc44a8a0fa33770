/// The language that most of a table's labels are in.
struct TableLanguage {
    let code: String
    /// The table's own language; English, which systems leave in all of them; others that several labels are surely in.
    let languages: [String]

    /// A label of one language says more than one of several.
    init(_ columns: [[LabelMatch]]) {
        var weights: [String: Double] = [:]
        for matches in columns {
            let languages = Set(matches.map(\.language))
            for language in languages { weights[language, default: 0] += 1 / Double(languages.count) }
        }
        let code = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "en"
        let own = columns.compactMap { matches in
            Set(matches.map(\.language)).count == 1 ? matches[0].language : nil
        }
        let further = Dictionary(grouping: own, by: \.self).filter { $0.value.count >= Self.several }.keys.sorted()
        self.code = code
        languages = ([code, "en"] + further).uniqued()
    }

    /// So many labels that are of one language only do not come together by chance.
    private static let several = 3

    /// The matches that count: of the table's language, else English and the like; else what is nearly a label of them;
    /// else those of other languages, which are less sure.
    func select(_ matches: [LabelMatch], near: ([String]) -> [LabelMatch]) -> [LabelMatch] {
        for language in languages {
            let own = matches.filter { $0.language == language }
            if !own.isEmpty { return own }
        }
        let found = near(languages)
        if !found.isEmpty { return found }
        return matches.map { LabelMatch($0.label, key: $0.key, $0.reason, $0.score * Self.foreign) }
    }

    private static let foreign = 0.86
}
