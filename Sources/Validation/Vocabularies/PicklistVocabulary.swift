import HelpDesk
import Tables

/// The values of a picklist by their canonical names and all their labels.
struct PicklistVocabulary: Vocabulary {
    let parameters: [String]
    private let names: [String: String]

    /// - Parameter own: words that the mapping adds; named beside the others to who writes neither.
    init(_ list: Picklist, beside own: [String] = []) {
        parameters = [(list.names + own.filter { !list.names.contains($0) }).joined(separator: ", ")]
        let labels = list.values.flatMap { value in value.labels.map { (looseForm($0), value.name) } }
        let canonical = list.values.map { (looseForm($0.name), $0.name) }
        names = Dictionary(canonical + labels) { first, _ in first }
    }

    func meaning(of text: String) -> Meaning {
        let form = looseForm(text)
        guard let name = names[form] ?? prefixed(text) else { return .unknown(.picklistUnknown) }
        return name == text ? .same : .value(name, label: form != looseForm(name))
    }

    /// `1 - High`: what stands in front says nothing.
    private func prefixed(_ text: String) -> String? {
        PrefixedValue.rest(of: text).flatMap { names[looseForm($0)] }
    }
}
