import Foundation
import Tables

/// Everything that headers are recognised by: the data files below `mappings/labels`.
package struct LabelBook: Sendable {
    package static let languages = ["en", "pl", "zh-CN", "pt-BR", "nb", "de", "fr", "es", "it"]

    package private(set) var labels: [Label]
    package let fields: FieldMeanings
    package let values: ValueWords
    let index: LabelIndex
    let words: LabelWords
    let entities: EntityWords
    let rules: [AmbiguityRule]
    /// Names of the systems that labels are known from, by bit.
    package let systems: [String]

    /// The folder of the data files, beside the presets; nil where it was not found.
    package static var folder: String? {
        Presets.find().folder.map { $0 + "/labels" }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }

    package init(folder: String) throws(ImportFailure) {
        var reader = LabelReader()
        var labels: [Label] = []
        for language in Self.languages { labels += try reader.read(folder, language: language) }
        self.labels = labels
        systems = reader.systems
        words = try LabelWords(folder: folder)
        index = LabelIndex(labels, words)
        fields = try FieldMeanings(folder: folder)
        values = try ValueWords(folder: folder)
        entities = try EntityWords(folder: folder)
        rules = try AmbiguityRule.all(folder: folder)
    }

    private init(_ other: LabelBook, labels: [Label]) {
        self.labels = labels
        systems = other.systems
        index = LabelIndex(labels, other.words)
        fields = other.fields
        values = other.values
        words = other.words
        entities = other.entities
        rules = other.rules
    }

    /// Without the labels that are known from this system only, to measure how well files of a system nobody has seen
    /// are recognised.
    package func without(system: String) -> LabelBook {
        guard let bit = systems.firstIndex(of: system), system != "general" else { return self }
        let only = LabelSources(rawValue: 1 << UInt64(bit))
        return LabelBook(self, labels: labels.filter { $0.sources != only })
    }
}
