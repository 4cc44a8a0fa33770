import Foundation

/// Makes tests of what was typed behind an operator, by the type of the field.
struct ValueReader {
    /// What came before the value: nothing, for "equal", or the order.
    enum Comparison: Equatable {
        case equals
        case order(ValueOrder)
    }

    let entity: Entity
    let now: Date
    let words: SelectionWords
    /// Makes a mistake about the value that is being read.
    let mistake: (_ message: String, _ hint: String?) -> SelectionMistake

    func test(_ field: Field, _ comparison: Comparison, _ text: String) throws(SelectionMistake) -> ValueTest {
        switch field.type {
        case .integer: return try integer(text, comparison, what: "whole number")
        case .duration: return Self.integer(try duration(text), comparison)
        case .decimal: return try decimal(text, comparison)
        case .boolean: return try boolean(field, text, comparison)
        case .picklist(let list): return try picklist(list, field, text, comparison)
        case .date: return try date(text, comparison)
        case .instant: return try instant(text, comparison)
        case .text, .email, .phone, .url, .language, .timeZone, .tags, .reference, .references:
            return self.text(text, comparison, form: entity.comparison(field))
        }
    }

    /// Texts that have no field of the catalog: custom values, ids of other systems.
    func text(_ text: String, _ comparison: Comparison, form: KeyForm) -> ValueTest {
        switch comparison {
        case .equals: return .equals([KeyNormalizer.comparedForm(text, form)], form)
        case .order(let order):
            if let number = Self.decimalText(text) { return .number(order, number) }
            return .text(order, KeyNormalizer.caselessForm(text))
        }
    }

    // MARK: Numbers

    func integer(_ text: String, _ comparison: Comparison, what: String) throws(SelectionMistake) -> ValueTest {
        guard let number = Int64(text) else { throw mistake("\"\(text)\" is no \(what).", nil) }
        return Self.integer(number, comparison)
    }

    private static func integer(_ number: Int64, _ comparison: Comparison) -> ValueTest {
        switch comparison {
        case .equals: .integer(from: number, through: number)
        case .order(.atLeast): .integer(from: number, through: nil)
        case .order(.atMost): .integer(from: nil, through: number)
        case .order(.greater):
            number == .max ? .integer(from: 1, through: 0) : .integer(from: number + 1, through: nil)
        case .order(.less): number == .min ? .integer(from: 1, through: 0) : .integer(from: nil, through: number - 1)
        }
    }

    private func decimal(_ text: String, _ comparison: Comparison) throws(SelectionMistake) -> ValueTest {
        guard let number = Self.decimalText(text) else {
            throw mistake("\"\(text)\" is no number.", "Write it as 1234.5, without signs between the groups.")
        }
        switch comparison {
        case .equals: return .equals([number], .exact)
        case .order(let order): return .number(order, number)
        }
    }

    /// The canonical text of a number: no plus sign, no zeros that say nothing.
    static func decimalText(_ text: String) -> String? {
        guard let match = text.wholeMatch(of: /([+-]?)0*(\d+)(?:\.(\d+))?/), text.count <= 64 else { return nil }
        let fraction = String(match.3 ?? "").replacing(/0+$/, with: "")
        let number = String(match.2) + (fraction.isEmpty ? "" : "." + fraction)
        return match.1 == "-" && number != "0" ? "-" + number : number
    }

    private func duration(_ text: String) throws(SelectionMistake) -> Int64 {
        let found = Self.clock(text) ?? Self.units(text.lowercased())
        guard let found else {
            throw mistake("\"\(text)\" is no duration.", "Write 90 for seconds, 45m, 1h30m or 1:30:00.")
        }
        return found
    }

    /// `1:30` and `1:30:00` are hours, minutes, seconds.
    private static func clock(_ text: String) -> Int64? {
        guard let match = text.wholeMatch(of: /(\d{1,6}):(\d{2})(?::(\d{2}))?/), let hours = Int64(match.1),
            let minutes = Int64(match.2), minutes < 60, let seconds = Int64(match.3 ?? "0"), seconds < 60
        else { return nil }
        return (hours * 60 + minutes) * 60 + seconds
    }

    private static func units(_ text: String) -> Int64? {
        if let seconds = Int64(text), seconds >= 0 { return seconds }
        guard let match = text.wholeMatch(of: /(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?/),
            !text.isEmpty
        else { return nil }
        let parts = zip([match.1, match.2, match.3, match.4], [86_400, 3_600, 60, 1] as [Int64])
        return parts.reduce(0) { $0 + (Int64($1.0 ?? "0") ?? 0) * $1.1 }
    }

    // MARK: Lists

    private func boolean(
        _ field: Field, _ text: String, _ comparison: Comparison
    ) throws(SelectionMistake) -> ValueTest {
        guard comparison == .equals else { throw mistake("\(field.name) is yes or no, and neither is less.", nil) }
        let form = KeyNormalizer.caselessForm(text)
        let known = ["yes": "true", "no": "false", "1": "true", "0": "false", "true": "true", "false": "false"]
        guard let word = known[form] ?? words(entity.name, field, text), word == "true" || word == "false" else {
            throw mistake("\"\(text)\" is neither yes nor no.", nil)
        }
        let value: Int64 = word == "true" ? 1 : 0
        return .integer(from: value, through: value)
    }

    /// Values have an order, the one in which the catalog lists them: `priority >= high`.
    private func picklist(
        _ list: Picklist, _ field: Field, _ text: String, _ comparison: Comparison
    ) throws(SelectionMistake) -> ValueTest {
        guard let value = list.value(text) ?? words(entity.name, field, text),
            let place = list.names.firstIndex(of: value)
        else { throw unknown(text, list, field) }
        switch comparison {
        case .equals: return .equals([value], .exact)
        case .order(.less): return .equals(Array(list.names[..<place]), .exact)
        case .order(.atMost): return .equals(Array(list.names[...place]), .exact)
        case .order(.greater): return .equals(Array(list.names[(place + 1)...]), .exact)
        case .order(.atLeast): return .equals(Array(list.names[place...]), .exact)
        }
    }

    private func unknown(_ text: String, _ list: Picklist, _ field: Field) -> SelectionMistake {
        let nearest = NearestName.of(text, among: list.allTexts).flatMap(list.value)
        let end = nearest.map { "; did you mean \($0)?" } ?? "."
        return mistake(
            "\"\(text)\" is no \(field.name) of \(entity.name)\(end)", "Values: \(list.names.joined(separator: ", ")).")
    }

    // MARK: Times

    private static let timesHint =
        "Write 2026-01-31, 2026-01, 2026, \"2026-01-31 12:30\", today, yesterday, now, or -30d (also w, m, y, h)."

    private func instant(_ text: String, _ comparison: Comparison) throws(SelectionMistake) -> ValueTest {
        guard let period = TimePeriod(text, now: now) else { throw mistake("\"\(text)\" is no time.", Self.timesHint) }
        return Self.span(TimePeriod.instant(period.start), TimePeriod.instant(period.end), comparison)
    }

    private func date(_ text: String, _ comparison: Comparison) throws(SelectionMistake) -> ValueTest {
        guard let period = TimePeriod(text, now: now) else { throw mistake("\"\(text)\" is no date.", Self.timesHint) }
        guard period.isDays else { throw mistake("\"\(text)\" is a time of day, and the field holds whole days.", nil) }
        return Self.span(TimePeriod.day(period.start), TimePeriod.day(period.end), comparison)
    }

    /// A day that is compared means the whole of it: behind it is behind its end.
    private static func span(_ start: String, _ end: String, _ comparison: Comparison) -> ValueTest {
        switch comparison {
        case .equals: .span(from: start, before: end)
        case .order(.less): .span(from: nil, before: start)
        case .order(.atMost): .span(from: nil, before: end)
        case .order(.greater): .span(from: end, before: nil)
        case .order(.atLeast): .span(from: start, before: nil)
        }
    }
}

/// What people write for values of picklists and for yes and no, beyond what the catalog knows: the value that a text
/// stands for, or nil.
package typealias SelectionWords = @Sendable (_ entity: EntityName, _ field: Field, _ text: String) -> String?

extension Picklist {
    /// The value that a text stands for, by name or label; case, `_` and `-` do not count.
    package func value(_ text: String) -> String? {
        let form = Self.form(text)
        return values.first { Self.form($0.name) == form }?.name
            ?? values.first { $0.labels.contains { Self.form($0) == form } }?.name
    }

    private static func form(_ text: String) -> String {
        KeyNormalizer.caselessForm(String(text.map { $0 == "_" || $0 == "-" ? " " : $0 }))
    }
}
