import Foundation
import HelpDesk

/// Decides what each field of a survivor holds, by the rule that the field declares.
struct FieldMerger {
    let survivor: StoredRecord
    /// The one that was changed last comes first.
    let others: [StoredRecord]
    /// Records that are merged, and what they become; references are read through it.
    let moved: [UInt32: UInt32]
    private let entity: Entity
    private var values: [String: StoredValue] = [:]

    init(_ entity: Entity, survivor: StoredRecord, others: [StoredRecord], moved: [UInt32: UInt32]) {
        self.entity = entity
        self.survivor = survivor
        self.others = others
        self.moved = moved
        for field in entity.storedFields where !field.isDerived { decide(field) }
    }

    /// The fields of the survivor that change, in the order of the catalog.
    var changed: [(field: Field, old: StoredValue, new: StoredValue)] {
        entity.storedFields.compactMap { field in
            let old = survivor.value(field.name)
            guard let new = values[field.name], new != old else { return nil }
            return (field, old, new)
        }
    }

    /// The value that a field has afterwards.
    func value(_ field: String) -> StoredValue { values[field] ?? survivor.value(field) }

    /// The `custom` of all, the survivor's own first; nil where nothing is added.
    var custom: String? {
        var united = CustomValues(json: survivor.custom)
        let before = united
        for other in others {
            for (key, text) in CustomValues(json: other.custom).values where united[key] == nil {
                if !isVoid(key) { united[key] = text }
            }
        }
        return united == before ? nil : united.json
    }

    /// What did not fit a field is void where the field has a value now.
    private func isVoid(_ key: String) -> Bool {
        guard key.hasPrefix("_"), let field = key.split(separator: ".").last else { return false }
        return value(String(field)) != .null
    }

    // MARK: One field

    private mutating func decide(_ field: Field) {
        let all = [survivor] + others
        let held = all.map { own($0.value(field.name), field) }
        if case .tags = field.type { return set(field, tags(held)) }
        switch field.merge {
        case .keep: set(field, held[0], from: survivor)
        case .fill: fill(field, held, all)
        case .furthest: furthest(field, held, all)
        case .earliest: set(field, held.compactMap(\.text).min().map { .text($0) } ?? .null)
        case .spare(let other):
            fill(field, held, all)
            spare(field, into: other, held)
        }
    }

    /// References to records that are merged; nobody refers to itself.
    private func own(_ value: StoredValue, _ field: Field) -> StoredValue {
        guard field.target == entity.name, case .integer(let id) = value else { return value }
        let target = UInt32(truncatingIfNeeded: id)
        let now = moved[target] ?? target
        return now == survivor.id ? .null : .integer(Int64(now))
    }

    private mutating func fill(_ field: Field, _ held: [StoredValue], _ all: [StoredRecord]) {
        let place = held.firstIndex { $0 != .null } ?? 0
        set(field, held[place], from: all[place])
    }

    /// A picklist's own label follows its value.
    private mutating func set(_ field: Field, _ value: StoredValue, from record: StoredRecord? = nil) {
        if values[field.name] == nil || values[field.name] == .null { values[field.name] = value }
        guard field.picklist != nil, let record else { return }
        values[field.name + "_label"] = record.value(field.name + "_label")
    }

    private mutating func furthest(_ field: Field, _ held: [StoredValue], _ all: [StoredRecord]) {
        let names = field.picklist?.names ?? []
        let ranks = held.map { value in value.text.flatMap(names.firstIndex) ?? -1 }
        let place = ranks.indices.max { (ranks[$0], -$0) < (ranks[$1], -$1) } ?? 0
        set(field, held[place], from: all[place])
    }

    /// What the field itself does not take goes to another one that is empty with all of them.
    private mutating func spare(_ field: Field, into name: String, _ held: [StoredValue]) {
        guard ([survivor] + others).allSatisfy({ $0.value(name) == .null }) else { return }
        let kept = values[field.name]?.text?.lowercased()
        guard let rest = held.first(where: { $0 != .null && $0.text?.lowercased() != kept }) else { return }
        values[name] = rest
    }

    private func tags(_ held: [StoredValue]) -> StoredValue {
        var united: [String] = []
        for text in held.compactMap(\.text) {
            for tag in (try? JSONTexts.parse(text)) ?? [] where !united.contains(tag) { united.append(tag) }
        }
        guard !united.isEmpty else { return .null }
        return .text("[" + united.map(CustomValues.quoted).joined(separator: ",") + "]")
    }
}
