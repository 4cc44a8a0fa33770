import HelpDesk
import Tables

/// A mapping's `values:`: the source's words and what they stand for, compared caseless.
struct ValueMap {
    private let values: [String: String]
    private let targets: Set<String>

    init(_ reading: ValueReading) {
        values = Dictionary(reading.values.map { (KeyNormalizer.caselessForm($0.key), $0.value) }) { first, _ in first }
        targets = Set(reading.values.values)
    }

    var isEmpty: Bool { values.isEmpty }

    subscript(text: String) -> String? { values[KeyNormalizer.caselessForm(text)] }

    func isTarget(_ text: String) -> Bool { targets.contains(text) }
}

/// `values:` before a vocabulary of our own: what stands for a word is itself looked up there.
struct MappedVocabulary: Vocabulary {
    let map: ValueMap
    let known: any Vocabulary

    var change: ChangeKind { known.change }
    var parameters: [String] { known.parameters }

    func meaning(of text: String) -> Meaning {
        guard let target = map[text] ?? prefixed(text) else { return known.meaning(of: text) }
        if target.isEmpty { return .blank }
        let label = looseForm(text) != looseForm(target)
        switch known.meaning(of: target) {
        case .same: return target == text ? .same : .value(target, label: label)
        case .value(let value, _): return .value(value, label: looseForm(text) != looseForm(value))
        case let other: return other
        }
    }

    /// `2-低`, where the vocabulary does not know the text as it stands.
    private func prefixed(_ text: String) -> String? {
        guard case .unknown = known.meaning(of: text) else { return nil }
        return PrefixedValue.rest(of: text).flatMap { map[$0] }
    }
}

/// `values:` of a free text: what is not listed is for `on_unknown` to decide (`value.unmapped`).
struct ListedValues: Vocabulary {
    let map: ValueMap
    let onUnknown: UnknownPolicy

    func meaning(of text: String) -> Meaning {
        if let target = map[text] { return target.isEmpty ? .blank : .value(target) }
        if map.isTarget(text) { return .same }
        if text.utf8.contains(where: TextScan.isControl) { return .unknown(.textControl) }
        switch onUnknown {
        case .reject: return .unknown(.valueUnmapped, reject: true)
        case .warn: return .unlisted(warn: true)
        case .keep: return .unlisted(warn: false)
        }
    }
}

/// `values:` before a rule that reads numbers, dates, addresses: replaces what is listed and leaves the rest to it.
struct Replacements: Vocabulary {
    let map: ValueMap

    func meaning(of text: String) -> Meaning {
        guard let target = map[text] else { return .same }
        return target.isEmpty ? .blank : .value(target)
    }
}

/// A rule behind replacements.
struct ReplacedRule: ColumnRule {
    let replacements: VocabularyRule
    var rule: any ColumnRule

    mutating func check(_ batch: RecordBatch, _ column: ColumnPolicy) {
        replacements.check(batch, ColumnPolicy(quietly: column))
        rule.check(batch, column)
    }
}
