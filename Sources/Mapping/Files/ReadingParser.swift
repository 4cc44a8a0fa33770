import Foundation
import HelpDesk

/// Reads what a column mapping says about its values: dates, zones, units, separators, value lists.
struct ReadingParser {
    let target: ColumnTarget
    let decimal: Character?

    func parse(_ fields: [String: YAMLPlace]) -> ValueReading {
        var reading = ValueReading()
        reading.decimalMark = decimal?.asciiValue
        reading.date = fields["date"].flatMap(date)
        reading.zone = fields["zone"].flatMap(zone)
        reading.unit = fields["unit"]?.choice() ?? reading.unit
        reading.separator = fields["separator"]?.string()
        reading.values = fields["values"].map(values) ?? [:]
        reading.onUnknown = fields["on_unknown"]?.choice() ?? reading.onUnknown
        return reading
    }

    private func date(_ place: YAMLPlace) -> DateReading? {
        guard let text = place.string() else { return nil }
        if let order = DateOrder(rawValue: text) { return .order(order) }
        if let mistake = DatePattern.mistake(in: text) {
            place.mistake(mistake, suggestion: DatePattern.corrected(text))
            return nil
        }
        return .pattern(text)
    }

    private func zone(_ place: YAMLPlace) -> String? {
        guard let text = place.string() else { return nil }
        if TimeZone(identifier: text) != nil { return text }
        let nearest = NearestName.of(text, among: TimeZone.knownTimeZoneIdentifiers)
        place.mistake("the time zone \"\(text)\" is not known (example: Europe/Warsaw)", suggestion: nearest)
        return nil
    }

    private func values(_ place: YAMLPlace) -> [String: String] {
        var values: [String: String] = [:]
        for (key, value) in place.entries("lines such as `Polski: pl`") ?? [] {
            guard let label = key.text, let text = value.string() else { continue }
            if let field = target.field { FieldValue(field: field).check(text, value) }
            if target == .action { FieldValue.check(text, of: .recordAction, target.name, value) }
            values[label] = text
        }
        return values
    }
}
