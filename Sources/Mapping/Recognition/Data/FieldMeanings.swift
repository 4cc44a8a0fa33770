import HelpDesk
import Tables

/// What a label's key means in the table of an entity.
package struct FieldMeaning: Sendable, Hashable {
    /// One field, and the transform that makes it of the column, or the unit of a duration; a full name has two.
    package struct Part: Sendable, Hashable {
        package let field: String
        package let transform: String?
    }

    package let key: String
    /// The entity whose record gets the value: that of the table, or of one that the row makes beside it.
    package let entity: EntityName
    package fileprivate(set) var parts: [Part]
    /// Of a reference: the key of its target that the cells hold.
    package fileprivate(set) var by: KeySpec?
    /// Earlier lines win where a table has several columns for one field.
    package let order: Int
    /// No line before is for the same field.
    package fileprivate(set) var isFirstChoice = true

    /// `contacts.account`: meanings of the same field are the same thing to a table, whatever their keys.
    var target: [String] { parts.map { entity.rawValue + "." + $0.field } }

    /// It says what is done with the row's record; with other values the column is not worth a guess.
    var isAction: Bool { parts.first?.field == ColumnTarget.action.name }

    /// What the numbers of a duration count, where the header says so: `Hours`.
    var unit: DurationUnit? { parts.first?.transform.flatMap(DurationUnit.init) }

    func referring(by key: KeySpec) -> FieldMeaning {
        var other = self
        other.by = key
        return other
    }
}

/// The file `fields.tsv`: key × entity → field. Lines for what the catalog lacks are kept aside.
package struct FieldMeanings: Sendable {
    private var meanings: [EntityName: [String: FieldMeaning]] = [:]
    private var taken: Set<String> = []
    /// Whose label a key is: an entity whose own value it is counts wholly, one that only refers to something by half.
    private var shares: [String: [String: Double]] = [:]
    /// Lines whose entity, field or key of a target is not in the catalog, as `entity.field` or `entity.field:key`.
    package private(set) var unknown: [String] = []

    init(folder: String) throws(ImportFailure) {
        let file = try DataFile(folder, "fields.tsv", columns: 5)
        for (order, row) in file.rows.enumerated() {
            let cells = row.cells.map(String.init)
            let share = cells[3] == "-" ? 1 : Self.reference
            shares[cells[1], default: [:]][cells[0]] = max(share, shares[cells[1]]?[cells[0]] ?? 0)
            guard let meaning = Self.meaning(cells, order) else {
                unknown.append(cells[3] == "-" ? "\(cells[0]).\(cells[2])" : "\(cells[0]).\(cells[2]):\(cells[3])")
                continue
            }
            add(meaning, entity: EntityName(rawValue: cells[0]))
        }
    }

    /// Entities with a line that the catalog knows, in its order.
    package var entities: [EntityName] { Catalog.entities.map(\.name).filter { meanings[$0] != nil } }

    package func meaning(_ key: String, in entity: EntityName) -> FieldMeaning? { meanings[entity]?[key] }

    /// How much a label that means one of these keys speaks for an entity: 1 where no other has any of them.
    /// Nil where no entity has a field for them: such labels speak for none.
    func weight(_ keys: Set<String>) -> Double? {
        let entities = keys.reduce(into: [String: Double]()) { $0.merge(shares[$1] ?? [:], uniquingKeysWith: max) }
        return entities.isEmpty ? nil : 1 / max(1, entities.values.reduce(0, +))
    }

    private static let reference = 0.5

    private mutating func add(_ meaning: FieldMeaning, entity: EntityName) {
        var meaning = meaning
        meaning.isFirstChoice = taken.insert("\(entity).\(meaning.target)").inserted
        if meanings[entity]?[meaning.key] == nil {
            meanings[entity, default: [:]][meaning.key] = meaning
        } else {
            meanings[entity]?[meaning.key]?.parts += meaning.parts
        }
    }

    private static func meaning(_ cells: [String], _ order: Int) -> FieldMeaning? {
        let parts = cells[2].split(separator: ".").map(String.init)
        let owner = EntityName(rawValue: parts.count > 1 ? parts[0] : cells[0])
        guard Catalog.entity(EntityName(rawValue: cells[0])) != nil, let entity = Catalog.entity(owner),
            let field = parts.last, isTarget(field, of: entity)
        else { return nil }
        var by: KeySpec?
        if cells[3] != "-" {
            let key: KeySpec = [cells[3]]
            guard entity.targets(of: field).contains(where: { $0.keys.contains(key) }) else { return nil }
            by = key
        }
        let part = FieldMeaning.Part(field: field, transform: cells[4] == "-" ? nil : cells[4])
        return FieldMeaning(key: cells[1], entity: owner, parts: [part], by: by, order: order)
    }

    /// What a mapping may have on its left, but for the record's number, which no other system knows.
    private static func isTarget(_ name: String, of entity: Entity) -> Bool {
        name != ColumnTarget.recordID.name && ColumnParser.names(entity).contains(name)
    }
}
