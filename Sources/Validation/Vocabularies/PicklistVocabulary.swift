import HelpDesk
import Tables

/// The values of a picklist by their canonical names and all their labels.
struct PicklistVocabulary: Vocabulary {
    let parameters: [String]
    private let names: [String: String]

    init(_ list: Picklist) {
        parameters = [list.names.joined(separator: ", ")]
        let labels = list.values.flatMap { value in value.labels.map { (looseForm($0), value.name) } }
        let own = list.values.map { (looseForm($0.name), $0.name) }
        names = Dictionary(own + labels) { first, _ in first }
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
