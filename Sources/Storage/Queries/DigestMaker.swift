import HelpDesk
import Tables

/// Makes a digest without the ids of the database: where a record refers to another one, the other's identity stands for
/// it. That is a hash of all that the record says, of its external ids, and of the identities of what it refers to.
///
/// Since what is referred to comes first in the catalog, one scan of each table is enough. References to records of the
/// same kind can point anywhere in their table: these are put in afterwards, in rounds of which each goes up by one
/// (`settle`). They and memberships are then added as pairs of identities. Memory: eight bytes a record.
final class DigestMaker {
    private(set) var digest = DatabaseDigest()
    private let session: StoreSession
    private var identities: [EntityName: PagedArray<UInt64>] = [:]

    /// Bounds the way up: a database from elsewhere could hold a ring.
    private static let maxDepth = 64

    init(_ session: StoreSession) { self.session = session }

    // MARK: Records

    /// Adds the live records of an entity, and makes the identities of all; what they refer to must be there before.
    func addRecords(of entity: Entity) throws(ImportFailure) {
        let identities = try externalIDs(of: entity)
        let columns = columns(of: entity)
        let statement = try session.prepare(
            "SELECT id, deleted_at IS NULL, \(columns.map(\.column).joined(separator: ", ")) FROM \(entity.name)")
        let kind = Array(entity.name.rawValue.utf8)
        var row: [UInt8] = []
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            row.removeAll(keepingCapacity: true)
            row += kind
            Self.append(identities[id], to: &row)
            for (place, column) in columns.enumerated() { column.append(statement, Int32(place + 2), to: &row) }
            identities[id] = row.withUnsafeBufferPointer { bytes in
                if statement.integer(1) != 0 { digest.add(bytes) }
                return DatabaseDigest.identity(bytes)
            }
        }
        for field in ownReferences(of: entity) { try settle(field, of: entity, identities) }
        self.identities[entity.name] = identities
    }

    /// What stands in a record, but for references to records that have no identity yet.
    private func columns(of entity: Entity) -> [DigestColumn] {
        let present = session.columns(of: entity)
        let fields = entity.storedFields.filter { present.contains($0.column!) }.filter { field in
            field.target.map { isBefore($0, entity) } ?? true
        }
        return ["source", "custom", "origin_key"].map { DigestColumn($0, $0, nil) }
            + fields.map { field in
                DigestColumn(field.name, field.column!, field.target.map { identities[$0] ?? PagedArray(empty: 0) })
            }
    }

    private func isBefore(_ target: EntityName, _ entity: Entity) -> Bool {
        Catalog.order(target) < Catalog.order(entity.name)
    }

    /// The external ids of each record, as a sum: they have no order.
    private func externalIDs(of entity: Entity) throws(ImportFailure) -> PagedArray<UInt64> {
        let sums = PagedArray<UInt64>(empty: 0)
        guard session.hasTable("external_ids") else { return sums }
        let statement = try session.prepare("SELECT record_id, source, value FROM external_ids WHERE entity = ?1")
        statement.bindCopy(1, entity.name.rawValue)
        let columns = [DigestColumn("source", "source", nil), DigestColumn("value", "value", nil)]
        var row: [UInt8] = []
        while try statement.next() {
            row.removeAll(keepingCapacity: true)
            for (place, column) in columns.enumerated() { column.append(statement, Int32(place + 1), to: &row) }
            sums[UInt32(truncatingIfNeeded: statement.integer(0))] &+= row.withUnsafeBufferPointer(
                DatabaseDigest.identity)
        }
        return sums
    }

    // MARK: References within an entity

    private func ownReferences(of entity: Entity) -> [Field] {
        let present = session.columns(of: entity)
        return entity.storedFields.filter { $0.target == entity.name && present.contains($0.column!) }
    }

    /// Puts what stands above a record into its identity: after n rounds, n records up. Each round looks at the one
    /// before only, so that the order of the rows does not matter even in a ring.
    private func settle(
        _ field: Field, of entity: Entity, _ identities: PagedArray<UInt64>
    ) throws(ImportFailure) {
        let statement = try session.prepare(
            "SELECT id, \(field.column!) FROM \(entity.name) WHERE \(field.column!) IS NOT NULL")
        var records: [(id: UInt32, above: UInt32, own: UInt64)] = []
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            records.append((id, UInt32(truncatingIfNeeded: statement.integer(1)), identities[id]))
        }
        for _ in 0..<Self.maxDepth {
            let settled = records.map { Self.joined($0.own, identities[$0.above]) }
            guard zip(records, settled).contains(where: { identities[$0.id] != $1 }) else { return }
            for (record, identity) in zip(records, settled) { identities[record.id] = identity }
        }
    }

    private static func joined(_ own: UInt64, _ above: UInt64) -> UInt64 {
        ByteHasher.mix(own ^ 0xA076_1D64_78BD_642F, above ^ 0xE703_7ED1_A0B4_28DB)
    }

    // MARK: Pairs

    /// Adds who is a member of what, and the references that do not stand in the records; after all records.
    func addPairs(of entity: Entity) throws(ImportFailure) {
        let present = session.columns(of: entity)
        for field in entity.fields {
            guard let target = field.target else { continue }
            if let link = field.linkTable {
                guard session.schema.existing[link.name] != nil else { continue }
                try addPairs(
                    link.name, entity.name, target,
                    "SELECT l.\(link.owner), l.\(link.member) FROM \(link.name) l "
                        + "JOIN \(entity.name) t ON t.id = l.\(link.owner) WHERE t.deleted_at IS NULL")
            } else if let column = field.column, present.contains(column), !isBefore(target, entity) {
                try addPairs(
                    "\(entity.name).\(field.name)", entity.name, target,
                    "SELECT id, \(column) FROM \(entity.name) WHERE deleted_at IS NULL AND \(column) IS NOT NULL")
            }
        }
    }

    private func addPairs(
        _ kind: String, _ owner: EntityName, _ member: EntityName, _ sql: String
    ) throws(ImportFailure) {
        let (owners, members) = (identities[owner], identities[member])
        let statement = try session.prepare(sql)
        var row: [UInt8] = []
        while try statement.next() {
            row.removeAll(keepingCapacity: true)
            row += kind.utf8
            Self.append(owners?[UInt32(truncatingIfNeeded: statement.integer(0))] ?? 0, to: &row)
            Self.append(members?[UInt32(truncatingIfNeeded: statement.integer(1))] ?? 0, to: &row)
            row.withUnsafeBufferPointer { digest.add($0) }
        }
    }

    fileprivate static func append(_ word: UInt64, to row: inout [UInt8]) {
        withUnsafeBytes(of: word.littleEndian) { row += $0 }
    }
}

/// A column as it comes into a digest.
private struct DigestColumn {
    let column: String
    /// With what stands before and behind it.
    private let name: [UInt8]
    /// Of a reference: what stands for its target.
    private let target: PagedArray<UInt64>?

    init(_ name: String, _ column: String, _ target: PagedArray<UInt64>?) {
        self.column = column
        self.target = target
        self.name = [0x1E] + Array(name.utf8) + [0x1F]
    }

    /// Nothing for NULL.
    func append(_ statement: SQLiteStatement, _ place: Int32, to row: inout [UInt8]) {
        if let target {
            let id = statement.integer(place)
            guard id != 0 else { return }
            row += name
            DigestMaker.append(target[UInt32(truncatingIfNeeded: id)], to: &row)
        } else if let value = statement.text(place) {
            row += name
            row += value
        }
    }
}
