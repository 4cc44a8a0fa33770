import CSQLite
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
    /// Look into the recycle bin too, although the target is only referred to: rows of the run may restore from it.
    var wantsBinned = false
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
        guard request.shape != nil || request.wantsBinned else { return false }
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
        let simple = keys.map { SimpleKey($0.key, $0.map) }
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            for place in keys.indices {
                let hash =
                    simple[place].column < 0
                    ? joinedHash(statement, keys[place].key)
                    : simple[place].hash(statement, normalizer)
                guard hash != 0, simple[place].isOfSource(statement, plan.sourceColumn) else { continue }
                let before = simple[place].map.set(hash, id)
                if before != KeyMap.none && before != id && !binned {
                    index.becomeAmbiguous(hash, id, before, keys[place].key.identity)
                }
            }
            if let own = plan.ownNumber { noteOwnNumber(statement, own, id) }
            if !binned { remember(statement, plan, id) }
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

    func remember(_ statement: SQLiteStatement, _ plan: ScanPlan, _ id: UInt32) {
        if plan.hasContent && !index.wasSeen(id) {
            var content: UInt64 = 0
            for column in plan.content { content &+= share(statement, column) }
            index.records[id] = EntityIndex.contentSlot(content)
        }
        for (field, column) in plan.inheritable {
            index.inheritable[field]?[id] = reference(statement, column)
        }
        if let (status, role) = plan.standing {
            index.note(
                AgentStanding(role: statement.string(role), status: statement.string(status)), of: id)
        }
    }

    /// Records from before there was a column for it have no number of their own if they were known by their content.
    func noteOwnNumber(_ statement: SQLiteStatement, _ own: (given: Int32, origin: Int32), _ id: UInt32) {
        let isOwn =
            statement.integer(own.given) == 1
            || (statement.text(own.origin) != nil && statement.value(own.given) == .null)
        if isOwn { index.ownNumbers.insert(id) }
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
        let identified = index.identified(key)
        while try statement.next() {
            guard let bytes = statement.text(0), let base = bytes.baseAddress, bytes.count > 0 else { continue }
            let id = UInt32(truncatingIfNeeded: statement.integer(1))
            identified.insert(id)
            let hash = normalizer.hash(base, bytes.count, form: .exact)
            if binned { map.set(hash, id) } else { index.add(hash, id, to: map, key) }
        }
    }
}

/// A key for the loop over a table's rows: a key of one text column needs no look at its parts.
private struct SimpleKey {
    let map: KeyMap.View
    /// The column of the result; -1 for a key that is made of parts.
    let column: Int32
    let form: KeyForm
    /// Only records of this source count; nil: all.
    private let source: [UInt8]?

    init(_ key: ScanPlan.Key, _ map: KeyMap) {
        self.map = map.view
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
        guard let stored = statement.text(column) else { return false }
        return stored.elementsEqual(source)
    }
}

/// Full names as keys: `first_name last_name`.
enum FullName {
    static func join(_ first: String?, _ last: String?) -> String {
        [first, last].compactMap { $0 }.joined(separator: " ")
    }
}
