import HelpDesk
import Mapping
import Tables

/// `FIELD=VALUE` as it was typed, checked against the catalog.
///
/// `FIELD` is a field of the entity, `external_id`, `custom.KEY`, or a reference with the key that the value is
/// (`account.account_number`). `+=` and `-=` add to a set and take away from it; nothing behind the sign empties the field.
package struct FieldAssignment: Sendable {
    /// The columns that it fills: several for alternatives such as a comment's author.
    let targets: [ColumnTarget]
    let key: KeySpec?
    let many: ManyPolicy
    let value: String
    /// As typed, in front of the sign.
    let name: String

    /// Whether a word is meant as an assignment and not as the key of a record.
    package static func matches(_ word: String) -> Bool { split(word) != nil }

    package init(_ word: String, of entity: Entity) throws(ImportFailure) {
        guard let parts = Self.split(word) else { throw .noAssignment(word) }
        value = parts.value
        many = parts.many
        name = parts.name
        (targets, key) = try Self.targets(parts.name, entity)
        try check(entity)
    }

    private static func split(_ word: String) -> (name: String, many: ManyPolicy, value: String)? {
        guard let sign = word.firstIndex(of: "=") else { return nil }
        var name = word[..<sign]
        let many: ManyPolicy = name.last == "+" ? .add : name.last == "-" ? .remove : .replace
        if many != .replace { name = name.dropLast() }
        let isCustom = name.lowercased().hasPrefix(customPrefix)
        guard let first = name.first, first.isLetter,
            isCustom || name.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) })
        else { return nil }
        let value = word[word.index(after: sign)...].trimmingPrefix { $0.isWhitespace }
        return (String(name), many, String(value))
    }

    private static let customPrefix = "custom."

    private static func targets(
        _ typed: String, _ entity: Entity
    ) throws(ImportFailure) -> ([ColumnTarget], KeySpec?) {
        if typed.lowercased().hasPrefix(customPrefix) {
            let key = String(typed.dropFirst(customPrefix.count))
            guard !key.isEmpty, !key.hasPrefix("_") else { throw .fieldUnknown(typed, entity, known: []) }
            return ([.custom(key)], nil)
        }
        let parts = typed.lowercased().replacing("-", with: "_").split(separator: ".", maxSplits: 1).map(String.init)
        let fields = try fields(parts[0], typed, entity)
        guard parts.count > 1 else { return (fields, nil) }
        guard let target = fields[0].field?.target.flatMap(Catalog.entity) else {
            throw .fieldUnknown(typed, entity, known: known(entity))
        }
        return (fields, try key(parts[1], of: target, typed))
    }

    private static func fields(
        _ name: String, _ typed: String, _ entity: Entity
    ) throws(ImportFailure) -> [ColumnTarget] {
        if name == ColumnTarget.externalID.name { return [.externalID] }
        if let whole = entity.alternatives.first(where: { $0.name == name }) {
            return whole.fields.compactMap(entity.field).map { .field($0) }
        }
        guard let field = entity.field(name), !field.isDerived else {
            throw .fieldUnknown(typed, entity, known: known(entity))
        }
        return [.field(field)]
    }

    private static func key(_ name: String, of target: Entity, _ typed: String) throws(ImportFailure) -> KeySpec {
        let keys = target.keys.filter { $0.fields.count == 1 }
        guard let key = keys.first(where: { $0.fields[0] == name }) else {
            throw .keyUnknown(typed, target, known: keys.map { $0.fields[0] })
        }
        return key
    }

    private static func known(_ entity: Entity) -> [String] {
        entity.alternatives.map(\.name) + entity.fields.filter { !$0.isDerived }.map(\.name)
            + [ColumnTarget.externalID.name, customPrefix + "…"]
    }

    /// The value of a picklist that a word stands for in any language; nil for none.
    private static func meaning(_ word: String, _ field: Field, _ entity: Entity) -> String? {
        field.picklist?.value(word)
            ?? ValueWords.list(entity.name, field).flatMap { ValueWords.installed.value(word, in: $0) }
    }

    private func check(_ entity: Entity) throws(ImportFailure) {
        let isSet = targets.contains { $0.field.map { $0.isMany || $0.type == .tags } ?? false }
        if many != .replace && !isSet { throw .noSet(name, entity) }
        if let removal = entity.removal, targets.contains(where: { $0.name == removal.field }),
            entity.field(removal.field).map({ Self.meaning(value, $0, entity) }) == removal.value
        {
            throw .useRemoval(entity, removal)
        }
        guard value.isEmpty else { return }
        if many != .replace { throw .nothingGiven(name) }
        if targets.contains(where: { $0 == .externalID || $0.field?.isRequired == true }) {
            throw .cannotBeEmpty(name, entity)
        }
    }
}

extension FieldAssignment {
    /// The columns of a row that holds the assignments, beginning with this cell.
    static func columns(_ assignments: [FieldAssignment], from cell: Int = 0) -> [FieldColumn] {
        assignments.enumerated().flatMap { place, assignment in
            assignment.targets.map { target in
                var column = FieldColumn(target, cell: cell + place)
                column.key = assignment.key
                column.many = assignment.many
                column.group = assignment.targets.count > 1 ? assignment.name : nil
                return column
            }
        }
    }

    /// Fails where a field is given twice.
    static func checkRepeats(_ assignments: [FieldAssignment]) throws(ImportFailure) {
        var seen: Set<String> = []
        for assignment in assignments {
            for target in assignment.targets where !seen.insert(target.name).inserted {
                throw .givenTwice(target.name)
            }
        }
    }
}
