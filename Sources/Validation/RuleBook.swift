import HelpDesk
import Tables

/// Which rule a column gets: the registry of this room.
struct RuleBook {
    let shape: RecordShape
    let facts: BatchFacts
    private var clocks: [String: ZoneClock] = [:]

    init(_ shape: RecordShape, facts: BatchFacts) {
        self.shape = shape
        self.facts = facts
    }

    /// The rule of a column; nil for labels, which the picklist beside them fills.
    mutating func rule(for column: ShapeColumn) throws(ImportFailure) -> (any ColumnRule)? {
        if column.target == .action {
            let own = column.reading.values.keys.sorted()
            return vocabulary(column, PicklistVocabulary(.recordAction, beside: own))
        }
        if column.target == .recordID { return RecordIDRule() }
        guard let field = column.target.field else { return text(column) }
        if field.isDerived { return nil }
        let numbers = NumberText(mark: column.reading.decimalMark ?? NumberText.usualMark)
        switch field.type {
        case .text: return text(column)
        case .reference: return replaced(column, reference(column))
        case .references: return replaced(column, ReferenceSetRule(splitter: splitter(column)))
        case .tags: return replaced(column, TagsRule(splitter: splitter(column)))
        case .email: return replaced(column, EmailRule())
        case .phone: return replaced(column, PhoneRule())
        case .url: return replaced(column, URLRule())
        case .integer: return replaced(column, integer(column, numbers))
        case .duration: return replaced(column, DurationRule(unit: column.reading.unit, numbers: numbers))
        case .decimal: return replaced(column, DecimalRule(numbers: numbers))
        case .date: return replaced(column, DateRule(reader: try reader(column)))
        case .instant: return replaced(column, InstantRule(reader: try reader(column), clock: try clock(column)))
        case .boolean: return vocabulary(column, BooleanVocabulary())
        case .language: return vocabulary(column, LanguageVocabulary())
        case .timeZone: return vocabulary(column, TimeZoneVocabulary())
        case .picklist(let list):
            return vocabulary(column, PicklistVocabulary(list), labelColumn: shape.column(field.name + "_label"))
        }
    }

    private func text(_ column: ShapeColumn) -> any ColumnRule {
        let map = ValueMap(column.reading)
        if !map.isEmpty { return VocabularyRule(ListedValues(map: map, onUnknown: column.reading.onUnknown)) }
        return isIdentifier(column) ? IdentifierRule(text: TextRule(facts: facts)) : TextRule(facts: facts)
    }

    /// Whether the column names a record as its system does: by an id, or by a number that is unique.
    private func isIdentifier(_ column: ShapeColumn) -> Bool {
        column.target == .externalID || column.target.field.map { shape.entity.unique.contains([$0.name]) } ?? false
    }

    /// A name is just text; where a record is to be made of it, it has to be what the record needs.
    private func reference(_ column: ShapeColumn) -> any ColumnRule {
        if column.reference?.key == .externalID { return IdentifierRule(text: TextRule(facts: facts)) }
        guard let binding = column.reference, binding.onMissing == .create, binding.key.fields.count == 1,
            let key = Catalog.entity(binding.entity)?.field(binding.key.fields[0])
        else { return TextRule(facts: facts) }
        switch key.type {
        case .email: return EmailRule()
        case .phone: return PhoneRule()
        default: return TextRule(facts: facts)
        }
    }

    private func splitter(_ column: ShapeColumn) -> ValueSplitter { ValueSplitter(separator: column.reading.separator) }

    private func integer(_ column: ShapeColumn, _ numbers: NumberText) -> any ColumnRule {
        column.reading.unit == .seconds
            ? IntegerRule(numbers: numbers) : DurationRule(unit: column.reading.unit, numbers: numbers)
    }

    private func vocabulary(
        _ column: ShapeColumn, _ known: some Vocabulary, labelColumn: Int? = nil
    ) -> any ColumnRule {
        let map = ValueMap(column.reading)
        let words: any Vocabulary = map.isEmpty ? known : MappedVocabulary(map: map, known: known)
        return VocabularyRule(words, labelColumn: labelColumn)
    }

    private func replaced(_ column: ShapeColumn, _ rule: any ColumnRule) -> any ColumnRule {
        let map = ValueMap(column.reading)
        if map.isEmpty { return rule }
        return ReplacedRule(replacements: VocabularyRule(Replacements(map: map)), rule: rule)
    }

    private func reader(_ column: ShapeColumn) throws(ImportFailure) -> DateReader {
        switch column.reading.date {
        case nil: .iso
        case .order(let order): .order(order)
        case .pattern(let text): .pattern(try DatePattern(text, field: column.target.name))
        }
    }

    private mutating func clock(_ column: ShapeColumn) throws(ImportFailure) -> ZoneClock? {
        guard let name = column.reading.zone else { return nil }
        if let known = clocks[name] { return known }
        guard let clock = ZoneClock(name) else { throw .zone(name, field: column.target.name) }
        clocks[name] = clock
        return clock
    }
}
