import HelpDesk
import Tables

/// The file `values.tsv`: what people write for the values of picklists, in nine languages.
package struct ValueWords: Sendable {
    /// One word and the value it stands for; an empty value means nothing.
    package struct Word: Sendable, Hashable {
        package let text: String
        package let value: String
    }

    private var words: [String: [Word]] = [:]
    private var values: [String: [String: String]] = [:]

    /// No words at all.
    package static let none = ValueWords()

    /// The words that come with Deskferry; none where its data files are not found.
    package static let installed: ValueWords = {
        guard let folder = LabelBook.folder, let words = try? ValueWords(folder: folder) else { return none }
        return words
    }()

    private init() {}

    package init(folder: String) throws(ImportFailure) {
        for (_, cells) in try DataFile(folder, "values.tsv", columns: 4).rows {
            let texts = cells[3].utf8.split(separator: UInt8(ascii: "|")).map { Self.trimmed(Substring($0)) }
            for list in cells[0].split(separator: " ").map(String.init) {
                for text in texts { add(text, String(cells[1]), to: list) }
            }
        }
    }

    private mutating func add(_ text: String, _ value: String, to list: String) {
        words[list, default: []].append(Word(text: text, value: value))
        values[list, default: [:]][KeyNormalizer.caselessForm(text)] = value
    }

    /// Without the spaces beside the mark.
    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.utf8.first == 0x20 { text = text.dropFirst() }
        while text.utf8.last == 0x20 { text = text.dropLast() }
        return String(text)
    }

    /// `tickets.status`, `boolean`; nil for fields that are no lists.
    package static func list(_ entity: EntityName, _ field: Field) -> String? {
        switch field.type {
        case .picklist: entity.rawValue + "." + field.name
        case .boolean: "boolean"
        default: nil
        }
    }

    /// Adds what a picklist's or a yes-no field's texts mean in nine languages to how they are read. What the mapping
    /// itself says of a text stays.
    package func complete(_ reading: inout ValueReading, of field: Field, in entity: EntityName) {
        guard let list = Self.list(entity, field), let words = words[list] else { return }
        var taken = Set(reading.values.keys.map(KeyNormalizer.caselessForm))
        taken.formUnion(field.picklist?.allTexts.map(KeyNormalizer.caselessForm) ?? [])
        let isKnown = field.type == .boolean ? { BooleanWords.contains($0) } : { (_: String) in false }
        for word in words where !isKnown(word.text) && taken.insert(KeyNormalizer.caselessForm(word.text)).inserted {
            reading.values[word.text] = word.value
        }
    }

    package func words(_ list: String) -> [Word] { words[list] ?? [] }

    /// The value that a text stands for, read as the validator reads it: without regard to case, and without a number
    /// or an English word in front.
    package func value(_ text: String, in list: String) -> String? {
        guard let known = values[list] else { return nil }
        let form = KeyNormalizer.caselessForm(text)
        return known[form] ?? PrefixedValue.rest(of: form).flatMap { known[$0] }
    }
}
