import GRDB
import HelpDesk

/// What the catalog wants of the database and the database does not have yet: tables and columns to add.
///
/// Entity tables follow the catalog without migrations; a column that the catalog does not know stays untouched.
package struct SchemaPlan: Sendable {
    /// SQL to run, in order; empty where the database is up to date.
    package let statements: [String]
    /// The columns that a table has now, by table; tables that are not there are not in it.
    package let existing: [String: Set<String>]

    /// Columns of every entity table before its fields.
    static let systemColumns = [
        ("id", "INTEGER PRIMARY KEY"), ("origin_key", "TEXT"), ("source", "TEXT"), ("custom", "TEXT"),
        ("created_run", "INTEGER"), ("updated_run", "INTEGER"), ("deleted_at", "TEXT"),
        ("deletion_id", "INTEGER"),
    ]

    package init(_ db: Database, entities: [Entity] = Catalog.entities) throws {
        var statements: [String] = []
        var existing: [String: Set<String>] = [:]
        for entity in entities {
            let present = try Self.columns(db, entity.name.rawValue)
            if let present { existing[entity.name.rawValue] = present }
            statements += Self.tableStatements(entity, present: present)
        }
        for link in Self.links(entities) {
            existing[link.name] = try Self.columns(db, link.name)
            if existing[link.name] == nil { statements.append(Self.create(link)) }
        }
        self.statements = statements
        self.existing = existing
    }

    /// Every link table once. Two entities may see one from both sides; the later one's key comes first in it.
    private static func links(_ entities: [Entity]) -> [LinkTable] {
        let links = entities.flatMap { $0.fields.compactMap(\.linkTable) }
        return links.indices.filter { place in !links[(place + 1)...].contains { $0.name == links[place].name } }
            .map { links[$0] }
    }

    private static func columns(_ db: Database, _ table: String) throws -> Set<String>? {
        let names = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_xinfo(?)", arguments: [table])
        return names.isEmpty ? nil : Set(names)
    }

    private static func tableStatements(_ entity: Entity, present: Set<String>?) -> [String] {
        guard let present else { return [create(entity)] + (entity.isDeletable ? [binIndex(entity).sql] : []) }
        let wanted = systemColumns + numberColumns(entity) + entity.storedFields.map { ($0.column!, sqlType($0)) }
        return wanted.filter { !present.contains($0.0) }.map { "ALTER TABLE \(entity.name) ADD COLUMN \($0.0) \($0.1)" }
    }

    static func create(_ entity: Entity) -> String {
        let columns =
            (systemColumns + numberColumns(entity)).map { "\($0.0) \($0.1)" }
            + entity.storedFields.map { "\($0.column!) \(sqlType($0))" }
        return "CREATE TABLE \(entity.name) (\n    \(columns.joined(separator: ",\n    "))\n) STRICT"
    }

    private static func create(_ link: LinkTable) -> String {
        """
        CREATE TABLE \(link.name) (
            \(link.owner) INTEGER NOT NULL,
            \(link.member) INTEGER NOT NULL,
            PRIMARY KEY (\(link.owner), \(link.member))
        ) STRICT, WITHOUT ROWID
        """
    }

    /// The index by which the records of a deletion are found. A new table has it from the beginning, where it costs
    /// nothing; the first deletion from a large table would have to read all of it.
    static func binIndex(_ entity: Entity) -> (name: String, sql: String) {
        let name = "\(entity.name)_deletion"
        let sql = "CREATE INDEX IF NOT EXISTS \(name) ON \(entity.name)(deletion_id) WHERE deletion_id IS NOT NULL"
        return (name, sql)
    }

    /// Says who gave a record its number: 1 where it came without one, 0 where a row has given it another since. Null is
    /// a record that came with a number, or that is older than the column.
    static func ownNumberColumn(_ entity: Entity) -> String? { entity.numbering.map { "own_\($0.field)" } }

    private static func numberColumns(_ entity: Entity) -> [(String, String)] {
        ownNumberColumn(entity).map { [($0, "INTEGER")] } ?? []
    }

    private static func sqlType(_ field: Field) -> String {
        switch field.type {
        case .integer, .boolean, .duration, .reference: "INTEGER"
        default: "TEXT"
        }
    }

    /// The unique indexes of an entity: name and statement.
    static func indexes(_ entity: Entity) -> [(name: String, sql: String)] {
        entity.unique.map { key in
            let columns =
                (entity.isUniquePerSource ? ["source"] : []) + key.fields.compactMap { entity.field($0)?.column }
            let name = "\(entity.name)_\(key.fields.joined(separator: "_"))"
            return (
                name,
                "CREATE UNIQUE INDEX \(name) ON \(entity.name)(\(columns.joined(separator: ", "))) "
                    + "WHERE deleted_at IS NULL"
            )
        }
    }
}

extension Field {
    var linkTable: LinkTable? {
        if case .references(_, let link) = type { link } else { nil }
    }

    /// Whether the column holds integers.
    var isInteger: Bool {
        switch type {
        case .integer, .boolean, .duration, .reference: true
        default: false
        }
    }
}
