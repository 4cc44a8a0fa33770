import HelpDesk
import Tables

/// What the database says, in 128 bits: a sum over all live records that does not depend on their order, their ids, the
/// runs that wrote them, or the time. Two databases with the same records have the same digest.
package struct DatabaseDigest: Sendable, Equatable, CustomStringConvertible {
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    /// Fixed seeds: a digest is compared between runs and machines.
    private static let first = ByteHasher(seed: 0x6465_736B_6665_7272)
    private static let second = ByteHasher(seed: 0x792E_6469_6765_7374)

    package init() {}

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        high &+= Self.first.hash(base, bytes.count)
        low &+= Self.second.hash(base, bytes.count)
    }

    package var description: String { Self.hex(high) + Self.hex(low) }

    private static func hex(_ word: UInt64) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}

extension StoreSession {
    /// The digest of all live records with their external ids and memberships.
    package func digest() throws(ImportFailure) -> DatabaseDigest {
        var digest = DatabaseDigest()
        for entity in Catalog.entities where exists(entity) {
            try add(entity, to: &digest)
            try addExternalIDs(entity, to: &digest)
            for field in entity.fields {
                if let link = field.linkTable, let target = field.target { try add(link, entity, target, to: &digest) }
            }
        }
        return digest
    }

    private func add(_ entity: Entity, to digest: inout DatabaseDigest) throws(ImportFailure) {
        let present = columns(of: entity)
        let fields = entity.storedFields.filter { present.contains($0.column!) }
        let values = fields.map { field in
            if case .reference(let target) = field.type { return keyQuery(target, id: "t.\(field.column!)") }
            return "t.\(field.column!)"
        }
        let statement = try prepare(
            "SELECT t.source, t.custom, t.origin_key, \(values.joined(separator: ", ")) FROM \(entity.name) t "
                + "WHERE t.deleted_at IS NULL")
        let names = ["source", "custom", "origin_key"] + fields.map(\.name)
        try addRows(statement, entity.name.rawValue, names, to: &digest)
    }

    private func addExternalIDs(_ entity: Entity, to digest: inout DatabaseDigest) throws(ImportFailure) {
        guard hasTable("external_ids") else { return }
        let statement = try prepare(
            """
            SELECT x.source, x.value, \(keyQuery(entity.name, id: "x.record_id")) FROM external_ids x
            JOIN \(entity.name) t ON t.id = x.record_id WHERE x.entity = '\(entity.name)' AND t.deleted_at IS NULL
            """)
        try addRows(statement, entity.name.rawValue + ".external", ["source", "value", "record"], to: &digest)
    }

    private func add(
        _ link: LinkTable, _ owner: Entity, _ member: EntityName, to digest: inout DatabaseDigest
    ) throws(ImportFailure) {
        guard schema.existing[link.name] != nil else { return }
        let statement = try prepare(
            """
            SELECT \(keyQuery(owner.name, id: "l.\(link.owner)")), \(keyQuery(member, id: "l.\(link.member)"))
            FROM \(link.name) l JOIN \(owner.name) t ON t.id = l.\(link.owner) WHERE t.deleted_at IS NULL
            """)
        try addRows(statement, link.name, ["owner", "member"], to: &digest)
    }

    /// A record as the digest names it when others refer to it: by what people know it by, never by its id.
    private func keyQuery(_ name: EntityName, id: String) -> String {
        let entity = Catalog.entity(name)!
        let present = columns(of: entity)
        let keys = Self.knownBy(entity).filter(present.contains) + ["origin_key"]
        let text = keys.map { "ifnull(k.\($0), '')" }.joined(separator: " || char(31) || ")
        return "(SELECT \(text) FROM \(name) k WHERE k.id = \(id))"
    }

    /// The columns of what people know a record by; of one without a name or number, those of its keys.
    private static func knownBy(_ entity: Entity) -> [String] {
        let wanted = ["email", "number", "name", "account_number", "last_name", "first_name", "phone"]
        let usual = wanted.filter { entity.field($0) != nil }
        guard usual.isEmpty else { return usual }
        return Set(entity.keys.flatMap(\.fields)).sorted().compactMap { name in
            entity.field(name).flatMap { $0.target == nil ? $0.column : nil }
        }
    }

    private func addRows(
        _ statement: SQLiteStatement, _ kind: String, _ names: [String], to digest: inout DatabaseDigest
    ) throws(ImportFailure) {
        var row: [UInt8] = []
        while try statement.next() {
            row.removeAll(keepingCapacity: true)
            row += kind.utf8
            for (column, name) in names.enumerated() {
                guard let value = statement.text(Int32(column)) else { continue }
                row.append(0x1E)
                row += name.utf8
                row.append(0x1F)
                row += value
            }
            row.withUnsafeBufferPointer { digest.add($0) }
        }
    }
}
