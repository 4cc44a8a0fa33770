import CSQLite
import Foundation
import HelpDesk
import Tables

/// What a scan of an entity's table is to find.
struct ScanRequest {
    /// Keys to look up by; per-source ones count only the records of that source.
    var keys: Set<KeyIdentity> = []
    /// The shape whose columns are hashed for change detection; nil when the target is only referred to.
    var shape: RecordShape?
    /// Reference fields to remember by id.
    var inheritable: Set<String> = []
    /// Remember what records made by the run are called.
    var wantsNames = false
    /// Remember which records have a standing of their own: administrators, and who may not be assigned anything.
    var wantsStandings = false
}

/// One pass over an entity's table that fills an `EntityIndex`: the only way the resolver learns what is stored.
struct IndexScan {
    let session: StoreSession
    let index: EntityIndex
    let request: ScanRequest
    let normalizer: KeyNormalizer
    /// What this run has done to the recycle bin, and the database perhaps does not say yet.
    let bin: RunBin
    /// References that the run has changed, by the column of the result.
    var changed: [Int32: [UInt32: UInt32]] = [:]

    private var entity: Entity { index.entity }

    /// Fills the index; nothing to do where the table is not there yet.
    func run() throws(ImportFailure) {
        guard session.exists(entity) else { return addEmptyMaps() }
        if bin.touches(entity.name) { return try runChanged() }
        try scan(binned: false)
        let hasBinned = try hasBinnedRecords()
        if hasBinned { try scan(binned: true) }
        for key in request.keys where key.spec == .externalID {
            try scanExternalIDs(key, binned: false)
            if hasBinned { try scanExternalIDs(key, binned: true) }
        }
        addEmptyMaps()
    }

    func addEmptyMaps() {
        for key in request.keys where index.maps[key] == nil { index.maps[key] = KeyMap() }
    }

    private func hasBinnedRecords() throws(ImportFailure) -> Bool {
        guard request.shape != nil else { return false }
        let probe = try session.prepare("SELECT 1 FROM \(entity.name) WHERE deleted_at IS NOT NULL LIMIT 1")
        defer { probe.reset() }
        return try probe.next()
    }

    private func scan(binned: Bool) throws(ImportFailure) {
        let plan = ScanPlan(entity: entity, request: request, existing: session.columns(of: entity))
        let statement = try session.prepare(plan.sql(binned: binned))
        let keys = plan.keys.map { key in
            let map = (binned ? index.binned[key.identity] : index.maps[key.identity]) ?? KeyMap()
            if binned { index.binned[key.identity] = map } else { index.maps[key.identity] = map }
            return (key: key, map: map)
        }
        let simple = keys.map { SimpleKey($0.key) }
        let found = keys.map { FoundKeys($0.map) }
        let memory = ScanMemory(plan, index)
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            for place in keys.indices {
                let hash =
                    simple[place].column < 0
                    ? joinedHash(statement, keys[place].key)
                    : simple[place].hash(statement, normalizer)
                guard hash != 0, simple[place].isOfSource(statement, plan.sourceColumn) else { continue }
                found[place].add(hash, id)
                if found[place].isFull { settle(found[place], keys[place].key.identity, binned) }
            }
            if !binned { remember(statement, memory, id) }
        }
        for place in keys.indices { settle(found[place], keys[place].key.identity, binned) }
    }

    private func settle(_ found: FoundKeys, _ identity: KeyIdentity, _ binned: Bool) {
        found.settle { hash, id, before in
            if !binned { index.becomeAmbiguous(hash, id, before, identity) }
        }
    }

    func joinedHash(_ statement: SQLiteStatement, _ key: ScanPlan.Key) -> UInt64 {
        KeyParts.join(key.parts) { hash(statement, $0) }
    }

    private func hash(_ statement: SQLiteStatement, _ part: ScanPlan.Part) -> UInt64 {
        switch part {
        case .reference(let column): return KeyParts.reference(reference(statement, column))
        case .optionalReference(let column): return KeyParts.optionalReference(reference(statement, column))
        case .text(let column, let form):
            guard let bytes = statement.text(column), let base = bytes.baseAddress else { return 0 }
            return normalizer.hash(base, bytes.count, form: form)
        case .fullName(let first, let last):
            return normalizer.hash(
                FullName.join(statement.string(first), statement.string(last)), form: .caseless)
        }
    }

    func remember(_ statement: SQLiteStatement, _ memory: ScanMemory, _ id: UInt32) {
        if memory.plan.hasContent && !index.wasSeen(id) {
            var content: UInt64 = 0
            for column in memory.plan.content { content &+= share(statement, column) }
            memory.records[id] = EntityIndex.contentSlot(content)
        }
        for (values, column) in memory.inheritable { values[id] = reference(statement, column) }
        if let (status, role) = memory.plan.standing {
            index.note(
                AgentStanding(role: statement.string(role), status: statement.string(status)), of: id)
        }
    }

    /// A reference as this run has left it.
    @inline(__always)
    private func reference(_ statement: SQLiteStatement, _ column: Int32) -> UInt32 {
        if !changed.isEmpty, let values = changed[column],
            let value = values[UInt32(truncatingIfNeeded: statement.integer(0))]
        {
            return value
        }
        return UInt32(truncatingIfNeeded: statement.integer(column))
    }

    @inline(__always)
    private func share(_ statement: SQLiteStatement, _ column: ScanPlan.Content) -> UInt64 {
        if column.isReference {
            let id = reference(statement, column.place)
            return id == 0 ? 0 : ByteHasher.share(column: column.shapeColumn, KeyParts.reference(id))
        }
        guard let bytes = statement.text(column.place), let base = bytes.baseAddress else { return 0 }
        return ByteHasher.share(column: column.shapeColumn, normalizer.hasher.hash(base, bytes.count))
    }

    private func scanExternalIDs(_ key: KeyIdentity, binned: Bool) throws(ImportFailure) {
        let statement = try session.prepare(
            """
            SELECT x.value, x.record_id FROM external_ids x JOIN \(entity.name) e ON e.id = x.record_id
            WHERE x.entity = ?1 AND x.source = ?2 AND e.deleted_at IS \(binned ? "NOT NULL" : "NULL")
            """)
        statement.bindCopy(1, entity.name.rawValue)
        statement.bindCopy(2, key.source ?? "")
        let map = (binned ? index.binned[key] : index.maps[key]) ?? KeyMap()
        if binned { index.binned[key] = map } else { index.maps[key] = map }
        while try statement.next() {
            guard let bytes = statement.text(0), let base = bytes.baseAddress, bytes.count > 0 else { continue }
            let id = UInt32(truncatingIfNeeded: statement.integer(1))
            let hash = normalizer.hash(base, bytes.count, form: .exact)
            if binned { map.set(hash, id) } else { index.add(hash, id, to: map, key) }
        }
    }
}

/// A key for the loop over a table's rows: a key of one text column needs no look at its parts.
private struct SimpleKey {
    /// The column of the result; -1 for a key that is made of parts.
    let column: Int32
    let form: KeyForm
    /// Only records of this source count; nil: all.
    private let source: [UInt8]?

    init(_ key: ScanPlan.Key) {
        source = key.identity.source.map { Array($0.utf8) }
        if key.parts.count == 1, case .text(let column, let form) = key.parts[0] {
            self.column = column
            self.form = form
        } else {
            column = -1
            form = .exact
        }
    }

    @inline(__always)
    func hash(_ statement: SQLiteStatement, _ normalizer: KeyNormalizer) -> UInt64 {
        guard let bytes = statement.text(column), let base = bytes.baseAddress else { return 0 }
        return normalizer.hash(base, bytes.count, form: form)
    }

    @inline(__always)
    func isOfSource(_ statement: SQLiteStatement, _ column: Int32) -> Bool {
        guard let source else { return true }
        guard let stored = statement.text(column), stored.count == source.count else { return false }
        return stored.baseAddress.map { memcmp($0, source, source.count) == 0 } ?? source.isEmpty
    }
}

/// Where a scan puts what it remembers of each record; looked up once, not for every row.
struct ScanMemory {
    let plan: ScanPlan
    let records: PagedArray<UInt64>
    let inheritable: [(values: PagedArray<UInt32>, column: Int32)]

    init(_ plan: ScanPlan, _ index: EntityIndex) {
        self.plan = plan
        records = index.records
        inheritable = plan.inheritable.compactMap { field, column in
            index.inheritable[field].map { ($0, column) }
        }
    }
}

/// Keys of one kind on their way into their map. They are set some dozens at a time, behind a touch of all their places:
/// one by one each would wait for memory.
private final class FoundKeys {
    private let map: KeyMap
    @exclusivity(unchecked) private var count = 0
    private let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    private let ids = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    /// So that the loads are not optimised away.
    @exclusivity(unchecked) private var touched: UInt64 = 0

    private static let capacity = 64

    init(_ map: KeyMap) { self.map = map }

    deinit {
        hashes.deallocate()
        ids.deallocate()
    }

    var isFull: Bool { count == Self.capacity }

    @inline(__always)
    func add(_ hash: UInt64, _ id: UInt32) {
        hashes[count] = hash
        ids[count] = id
        count += 1
    }

    /// Sets them, in the order in which they came.
    ///
    /// - Parameter collide: takes a key that another record has as well: hash, id, and the other's id.
    func settle(_ collide: (UInt64, UInt32, UInt32) -> Void) {
        touched &+= map.view.touch(hashes, count)
        for place in 0..<count {
            let before = map.view.set(hashes[place], ids[place])
            if before != KeyMap.none && before != ids[place] { collide(hashes[place], ids[place], before) }
        }
        count = 0
    }
}

/// Full names as keys: `first_name last_name`.
enum FullName {
    static func join(_ first: String?, _ last: String?) -> String {
        [first, last].compactMap { $0 }.joined(separator: " ")
    }
}
