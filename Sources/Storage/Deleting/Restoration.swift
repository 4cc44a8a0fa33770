import HelpDesk
import Tables

/// What stands against taking a deletion back.
enum RestorationObstacle {
    /// A unique key of a record in the bin belongs to another record by now.
    case taken(entity: Entity, key: KeySpec, record: UInt32, holder: UInt32)
    /// A record refers to one that stays in the bin, and cannot be without it.
    case missing(entity: Entity, record: UInt32, field: Field, target: UInt32)
}

/// One deletion on its way back: its records, and the references that it had cleared or moved up.
struct Restoration {
    private let resolver: Resolver
    /// 0: a record that lies in the bin by itself.
    let deletion: Int64
    private(set) var records: [(entity: Entity, ids: [UInt32])] = []
    private(set) var givenBack: [ReferenceChange] = []
    /// References of its records to others that stay in the bin; they wait for those.
    private(set) var detached: [ReferenceChange] = []

    private var session: StoreSession { resolver.session }
    private var bin: RunBin { resolver.bin }

    /// - Parameter record: any record of the deletion.
    init(_ resolver: Resolver, _ entity: Entity, _ record: UInt32) throws(ImportFailure) {
        self.resolver = resolver
        deletion = try Self.deletion(of: record, entity, resolver.session)
        if deletion == 0 {
            records = [(entity, [record])]
        } else {
            for entity in Catalog.entities where session.hasDeletions(entity) {
                guard try session.hasBinIndex(entity) else { continue }
                let ids = try members(entity)
                if !ids.isEmpty { records.append((entity, ids)) }
            }
        }
    }

    /// The deletion by which a record lies in the bin; 0 where it does so by itself.
    static func deletion(
        of record: UInt32, _ entity: Entity, _ session: StoreSession
    ) throws(ImportFailure) -> Int64 {
        guard session.hasDeletions(entity) else { return 0 }
        let statement = try session.prepare("SELECT deletion_id FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(record))
        return try statement.next() ? statement.integer(0) : 0
    }

    private func members(_ entity: Entity) throws(ImportFailure) -> [UInt32] {
        let statement = try session.prepare("SELECT id FROM \(entity.name) WHERE deletion_id = ?1 ORDER BY id")
        statement.bind(1, deletion)
        var ids: [UInt32] = []
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            if bin.restorer(entity.name, id) == nil { ids.append(id) }
        }
        return ids
    }

    /// `deletion_id = 7`, or the one record.
    private var condition: String {
        deletion == 0 ? "b.id = \(records[0].ids[0])" : "b.deletion_id = \(deletion)"
    }

    // MARK: What stands against it

    /// Looks for unique keys that are taken, and for references to what stays in the bin.
    mutating func findObstacle() throws(ImportFailure) -> RestorationObstacle? {
        for (entity, _) in records {
            for key in entity.unique {
                if let obstacle = try takenKey(entity, key) { return obstacle }
            }
            if let obstacle = try takenExternalID(entity) { return obstacle }
            if let obstacle = try takenName(entity) { return obstacle }
        }
        for (entity, ids) in records {
            for field in entity.storedFields
            where field.isReference && session.columns(of: entity).contains(field.column!) {
                if let obstacle = try missingTarget(entity, field, Set(ids)) { return obstacle }
            }
        }
        return nil
    }

    private func takenKey(_ entity: Entity, _ key: KeySpec) throws(ImportFailure) -> RestorationObstacle? {
        guard let field = entity.field(key.fields[0]), let column = field.column,
            session.columns(of: entity).contains(column)
        else { return nil }
        let statement = try session.prepareOnce(
            """
            SELECT b.id, b.source, b.\(column), l.id FROM \(entity.name) b LEFT JOIN \(entity.name) l
            ON l.\(column) = b.\(column) AND l.deleted_at IS NULL\(entity.isUniquePerSource ? " AND l.source = b.source" : "")
            WHERE \(condition) AND b.deleted_at IS NOT NULL AND b.\(column) IS NOT NULL
            """)
        return try taken(entity, key, field.keyForm, statement)
    }

    /// An external id that a record made since has, too.
    private func takenExternalID(_ entity: Entity) throws(ImportFailure) -> RestorationObstacle? {
        guard session.hasTable("external_ids") else { return nil }
        let statement = try session.prepareOnce(
            """
            SELECT b.id, e.source, e.value, coalesce(l.id, 0) FROM \(entity.name) b
            JOIN external_ids e ON e.entity = '\(entity.name)' AND e.record_id = b.id
            LEFT JOIN external_ids o
            ON o.entity = e.entity AND o.source = e.source AND o.value = e.value AND o.record_id <> b.id
            LEFT JOIN \(entity.name) l ON l.id = o.record_id AND l.deleted_at IS NULL
            WHERE \(condition) AND b.deleted_at IS NOT NULL
            """)
        return try taken(entity, .externalID, .exact, statement)
    }

    /// A name of which a row that came before has made a record, because nothing live had it: that row meant this one.
    private func takenName(_ entity: Entity) throws(ImportFailure) -> RestorationObstacle? {
        guard let index = resolver.indexes[entity.name], resolver.madeByReference[entity.name] ?? 0 > 0 else {
            return nil
        }
        for identity in index.maps.keys where identity.spec.fields.count == 1 {
            guard let field = entity.field(identity.spec.fields[0]), let column = field.column, !field.isReference,
                session.columns(of: entity).contains(column)
            else { continue }
            let statement = try session.prepareOnce(
                """
                SELECT b.id, b.\(column) FROM \(entity.name) b
                WHERE \(condition) AND b.deleted_at IS NOT NULL AND b.\(column) IS NOT NULL
                """)
            if let found = try named(statement, index, identity, field.keyForm) {
                return .taken(entity: entity, key: identity.spec, record: found.record, holder: found.holder)
            }
        }
        return nil
    }

    /// Rows of the statement are: record, key.
    private func named(
        _ statement: SQLiteStatement, _ index: EntityIndex, _ identity: KeyIdentity, _ form: KeyForm
    ) throws(ImportFailure) -> (record: UInt32, holder: UInt32)? {
        defer { statement.reset() }
        while try statement.next() {
            let hash = resolver.normalizer.hash(statement.string(1) ?? "", form: form)
            if let holder = index.holders(hash, identity).first(where: index.namedRecords.contains) {
                return (UInt32(truncatingIfNeeded: statement.integer(0)), holder)
            }
        }
        return nil
    }

    /// The first key that another record has; rows of the statement are: record, source, key, who is stored with it.
    private func taken(
        _ entity: Entity, _ key: KeySpec, _ form: KeyForm, _ statement: SQLiteStatement
    ) throws(ImportFailure) -> RestorationObstacle? {
        defer { statement.reset() }
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            let identity = KeyIdentity(key, of: entity, source: statement.string(1) ?? "")
            let stored = UInt32(truncatingIfNeeded: statement.integer(3))
            let holder = holder(entity, identity, form, text: statement.string(2) ?? "", stored)
            if holder != 0 && holder != id { return .taken(entity: entity, key: key, record: id, holder: holder) }
        }
        return nil
    }

    /// Who has the key: by what this run knows of the entity, or by what is stored where it knows nothing.
    private func holder(
        _ entity: Entity, _ identity: KeyIdentity, _ form: KeyForm, text: String, _ stored: UInt32
    ) -> UInt32 {
        let hash = resolver.normalizer.hash(text, form: form)
        if let index = resolver.indexes[entity.name], index.maps[identity] != nil {
            return index.holders(hash, identity).first ?? KeyMap.none
        }
        if let revived = bin.revivedKeys[entity.name]?[identity]?[hash] { return revived }
        return bin.deleter(entity.name, stored) == nil ? stored : 0
    }

    private mutating func missingTarget(
        _ entity: Entity, _ field: Field, _ own: Set<UInt32>
    ) throws(ImportFailure) -> RestorationObstacle? {
        guard let target = field.target.flatMap(Catalog.entity), session.exists(target),
            try mayBeBinned(target)
        else { return nil }
        let column = session.hasDeletions(target) ? "t.deletion_id" : "NULL"
        let statement = try session.prepareOnce(
            """
            SELECT b.id, t.id, t.deleted_at IS NOT NULL, \(column) FROM \(entity.name) b
            JOIN \(target.name) t ON t.id = b.\(field.column!) WHERE \(condition) AND b.deleted_at IS NOT NULL
            """)
        defer { statement.reset() }
        while try statement.next() {
            let (id, other) = (
                UInt32(truncatingIfNeeded: statement.integer(0)), UInt32(truncatingIfNeeded: statement.integer(1))
            )
            let holder = statement.integer(3)
            guard bin.isBinned(target.name, other, stored: statement.integer(2) != 0),
                deletion == 0 ? !(target == entity && own.contains(other)) : holder != deletion
            else { continue }
            if field.onDelete == .cascade { return .missing(entity: entity, record: id, field: field, target: other) }
            let deleter = bin.deletion(target.name, other) ?? holder
            detached.append(
                ReferenceChange(deletion: deleter, entity: entity, id: id, field: field, old: other, new: 0))
        }
        return nil
    }

    /// Whether any record of the entity may lie in the bin by another deletion than this one.
    private func mayBeBinned(_ entity: Entity) throws(ImportFailure) -> Bool {
        if bin.hasDoomed(entity.name) { return true }
        guard try session.hasBinIndex(entity) else { return false }
        let probe = try session.prepareOnce(
            "SELECT 1 FROM \(entity.name) WHERE deletion_id IS NOT NULL AND deletion_id <> \(deletion) LIMIT 1")
        defer { probe.reset() }
        return try probe.next()
    }

    // MARK: References that come back

    /// Collects what the deletion had cleared or moved up, and what is still as it left it.
    mutating func collectReferences() throws(ImportFailure) {
        guard deletion != 0, session.hasTable("deletion_changes") else { return }
        for change in bin.waiting[deletion] ?? [] {
            try giveBack(change.entity, change.field, change.id, from: change.new, to: change.old)
        }
        let statement = try session.prepare(
            "SELECT entity, record_id, field, old, new FROM deletion_changes WHERE deletion_id = ?1 ORDER BY rowid")
        statement.bind(1, deletion)
        defer { statement.reset() }
        while try statement.next() {
            guard let entity = Catalog.entity(EntityName(rawValue: statement.string(0) ?? "")),
                let field = entity.field(statement.string(2) ?? ""), field.isReference
            else { continue }
            try giveBack(
                entity, field, UInt32(truncatingIfNeeded: statement.integer(1)),
                from: UInt32(truncatingIfNeeded: statement.integer(4)),
                to: UInt32(truncatingIfNeeded: statement.integer(3)))
        }
    }

    private mutating func giveBack(
        _ entity: Entity, _ field: Field, _ id: UInt32, from left: UInt32, to former: UInt32
    ) throws(ImportFailure) {
        guard try session.reference(entity, field, id, bin) == left else { return }
        givenBack.append(
            ReferenceChange(deletion: deletion, entity: entity, id: id, field: field, old: left, new: former))
    }

    /// Remembers the unique keys of records whose entity the run has not looked at.
    func noteKeys() throws(ImportFailure) {
        for (entity, _) in records where resolver.indexes[entity.name] == nil {
            for key in entity.unique { try noteKeys(entity, key) }
        }
    }

    private func noteKeys(_ entity: Entity, _ key: KeySpec) throws(ImportFailure) {
        guard let field = entity.field(key.fields[0]), let column = field.column,
            session.columns(of: entity).contains(column)
        else { return }
        let statement = try session.prepareOnce(
            "SELECT id, source, \(column) FROM \(entity.name) b WHERE \(condition) AND \(column) IS NOT NULL")
        while try statement.next() {
            let identity = KeyIdentity(key, of: entity, source: statement.string(1) ?? "")
            let hash = resolver.normalizer.hash(statement.string(2) ?? "", form: field.keyForm)
            bin.revivedKeys[entity.name, default: [:]][identity, default: [:]][hash] =
                UInt32(truncatingIfNeeded: statement.integer(0))
        }
    }
}

extension Field {
    /// Whether it holds the id of one record.
    var isReference: Bool {
        if case .reference = type { true } else { false }
    }
}
