import Tables

/// Systems as a set of bits; a label of no listed system, or of all, is `general`.
package struct LabelSources: OptionSet, Sendable, Hashable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// What somebody writes over a column, and the key that stands for its meaning in all languages.
package struct Label: Sendable {
    package let text: String
    /// `first_name`
    package let key: String
    /// `pl`
    package let language: String
    package let sources: LabelSources
    /// Its place among the labels of the key: the earlier, the more it is the one meant where a table has several.
    package let rank: Int
    package let form: LabelForm
}

/// Reads the labels of a language, one a line: label, key, sources. Lines of one key stand together.
struct LabelReader {
    /// Names of systems, by bit.
    private(set) var systems: [String] = []
    /// Most cells of sources are one of a few.
    private var known: [Substring: LabelSources] = [:]

    mutating func read(_ folder: String, language: String) throws(ImportFailure) -> [Label] {
        let file = try DataFile(folder, language + ".tsv", columns: 3)
        var labels: [Label] = []
        labels.reserveCapacity(file.rows.count)
        var key = ""
        var rank = 0
        for (_, cells) in file.rows {
            rank += 1
            if cells[1] != key { (key, rank) = (String(cells[1]), 0) }
            let text = String(cells[0])
            labels.append(
                Label(
                    text: text, key: key, language: language, sources: sources(cells[2]), rank: rank,
                    form: LabelForm(text)))
        }
        return labels
    }

    private mutating func sources(_ cell: Substring) -> LabelSources {
        if let sources = known[cell] { return sources }
        var bits: UInt64 = 0
        for name in cell.split(separator: " ") { bits |= 1 << UInt64(bit(name)) }
        known[cell] = LabelSources(rawValue: bits)
        return LabelSources(rawValue: bits)
    }

    private mutating func bit(_ name: Substring) -> Int {
        if let known = systems.firstIndex(where: { $0 == name }) { return known }
        systems.append(String(name))
        return systems.count - 1
    }
}
