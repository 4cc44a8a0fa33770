import HelpDesk

/// How the values of a proposed column are to be read, as far as they settle it.
struct ProposedReading: Sendable {
    /// The order of day, month and year that all values fit, where it is the only one.
    var date: DateOrder?
    /// Dates that could be read differently: how many values fit each order.
    var openDates: [(order: DateOrder, fits: Int)] = []
    /// Texts and the values of a picklist that they stand for.
    var values: [(text: String, value: String)] = []
    /// Texts of a picklist that nobody knows, with their counts.
    var unknown: [(text: String, count: Int)] = []

    init() {}

    init(_ proposal: ColumnProposal, _ evidence: ColumnEvidence, _ words: ValueWords) {
        guard let field = Catalog.entity(proposal.entity)?.field(proposal.field), evidence.filled > 0 else { return }
        switch field.type {
        case .date, .instant: readDates(evidence)
        case .picklist, .boolean: readWords(evidence, proposal.entity, field, words)
        default: break
        }
    }

    /// ISO dates need nothing to be said.
    private mutating func readDates(_ evidence: ColumnEvidence) {
        let orders: [(DateOrder, ValueShape)] = [(.dmy, .dateDMY), (.mdy, .dateMDY), (.ymd, .dateYMD)]
        let counts = orders.map { (order: $0.0, fits: evidence.shapes[$0.1] ?? 0) }
        guard evidence.shapes[.dateISO] ?? 0 < evidence.dates else { return }
        let whole = counts.filter { $0.fits == evidence.filled }
        if whole.count == 1 { date = whole[0].order } else { openDates = counts.filter { $0.fits > 0 } }
    }

    private mutating func readWords(
        _ evidence: ColumnEvidence, _ entity: EntityName, _ field: Field, _ words: ValueWords
    ) {
        guard let values = evidence.values, let list = ValueWords.list(entity, field) else { return }
        for (text, count) in values.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            switch Self.meaning(text, list, field, words) {
            case "": continue
            case let value?: self.values.append((text, value))
            case nil: unknown.append((text, count))
            }
        }
    }

    /// The value that a text stands for; "" for one that means nothing; nil where nobody knows.
    private static func meaning(_ text: String, _ list: String, _ field: Field, _ words: ValueWords) -> String? {
        if let known = words.value(text, in: list) { return known }
        guard let picklist = field.picklist else {
            return BooleanWords.contains(text) ? "" : nil
        }
        let form = KeyNormalizer.caselessForm(text.replacing("_", with: " "))
        return picklist.values.first {
            $0.name.replacing("_", with: " ") == form || $0.labels.contains(form)
        }?.name
    }
}
