import HelpDesk
import Tables

/// Finds what hangs on deleted records: what goes to the recycle bin with them, and which references come to point
/// elsewhere.
///
/// All deletions together: one look at each table that refers to a table with deleted records, in the order of the
/// catalog, until nothing is added. Ids are held against marks in memory, so a read-only connection does.
struct DeletionClosure {
    private let session: StoreSession
    private let bin: RunBin
    private let indexes: [EntityName: EntityIndex]
    private var doomed: [EntityName: PagedArray<UInt32>] = [:]
    /// What was found, in groups of one entity; the roots are not among them.
    private(set) var along: [(entity: Entity, records: [Dependant])] = []
    private(set) var detached: [(entity: Entity, id: UInt32, field: Field, old: UInt32, new: UInt32, root: Int)] = []

    /// A record that goes along, and the place of the root in the list of these.
    typealias Dependant = (id: UInt32, root: Int)

    init(session: StoreSession, bin: RunBin, indexes: [EntityName: EntityIndex] = [:]) {
        self.session = session
        self.bin = bin
        self.indexes = indexes
    }

    /// - Parameter roots: the records to delete; the others' places refer to this list.
    mutating func run(_ roots: [(entity: Entity, id: UInt32)]) throws(ImportFailure) {
        for (place, root) in roots.enumerated() { mark(root.entity.name, root.id, place) }
        var changed = Set(roots.map(\.entity.name))
        while !changed.isEmpty {
            var next: Set<EntityName> = []
            for entity in Catalog.entities {
                let fields = references(of: entity, to: changed.union(next), by: .cascade)
                guard !fields.isEmpty, try addDependants(of: entity, fields) else { continue }
                next.insert(entity.name)
            }
            // Later tables have seen these already; only tables before them, and themselves, have not.
            changed = next.filter { name in
                Catalog.entities.prefix(Catalog.order(name) + 1).contains {
                    !references(of: $0, to: [name], by: .cascade).isEmpty
                }
            }
        }
        for entity in Catalog.entities { try detachReferences(of: entity) }
    }

    private mutating func mark(_ entity: EntityName, _ id: UInt32, _ root: Int) {
        let marks = doomed[entity] ?? PagedArray(empty: 0)
        doomed[entity] = marks
        marks[id] = UInt32(root + 1)
    }

    private func references(of entity: Entity, to targets: Set<EntityName>, by policy: DeletePolicy) -> [Field] {
        guard session.exists(entity) else { return [] }
        return entity.storedFields.filter { field in
            guard case .reference(let target) = field.type else { return false }
            return field.onDelete == policy && targets.contains(target)
                && session.columns(of: entity).contains(field.column!)
        }
    }

    private mutating func addDependants(of entity: Entity, _ fields: [Field]) throws(ImportFailure) -> Bool {
        let targets = fields.map { doomed[$0.target!]! }
        let own = doomed[entity.name]
        var found: [Dependant] = []
        try BinScan(session, bin, entity, fields, indexes[entity.name]).run { id, values in
            guard own?[id] ?? 0 == 0 else { return }
            for place in targets.indices {
                let root = targets[place][values[place]]
                if root != 0 { return found.append((id, Int(root) - 1)) }
            }
        }
        guard !found.isEmpty else { return false }
        for (id, root) in found { mark(entity.name, id, root) }
        along.append((entity, found))
        return true
    }

    // MARK: References of records that stay

    private mutating func detachReferences(of entity: Entity) throws(ImportFailure) {
        let targets = Set(doomed.keys)
        let fields =
            references(of: entity, to: targets, by: .clear) + references(of: entity, to: targets, by: .lift)
        guard !fields.isEmpty else { return }
        let marks = fields.map { doomed[$0.target!]! }
        let own = doomed[entity.name]
        var found: [(id: UInt32, field: Field, old: UInt32, root: UInt32)] = []
        try BinScan(session, bin, entity, fields, indexes[entity.name]).run { id, values in
            guard own?[id] ?? 0 == 0 else { return }
            for place in fields.indices {
                let root = marks[place][values[place]]
                if root != 0 { found.append((id, fields[place], values[place], root)) }
            }
        }
        for change in found {
            let new = change.field.onDelete == .lift ? try lifted(change.field, from: change.old) : 0
            detached.append(
                (entity, change.id, change.field, change.old, new == change.id ? 0 : new, Int(change.root) - 1))
        }
    }

    /// Bounds the way up: a database from elsewhere could hold a ring of parents.
    private static let maxDepth = 1_000

    /// What a deleted record refers to by the same field, or the first one above it that stays.
    private func lifted(_ field: Field, from record: UInt32) throws(ImportFailure) -> UInt32 {
        guard let target = field.target.flatMap(Catalog.entity), let above = target.field(field.name),
            above.target == field.target
        else { return 0 }
        var id = record
        for _ in 0..<Self.maxDepth where id != 0 && doomed[target.name]?[id] ?? 0 != 0 {
            id = try value(of: above, target, id)
        }
        return doomed[target.name]?[id] ?? 0 == 0 ? id : 0
    }

    private func value(of field: Field, _ entity: Entity, _ id: UInt32) throws(ImportFailure) -> UInt32 {
        if let known = indexes[entity.name]?.inheritable[field.name] { return known[id] }
        return try session.reference(entity, field, id, bin)
    }
}

/// Reads references of all records that are not in the bin, as this run has left them.
private struct BinScan {
    private let session: StoreSession
    private let bin: RunBin
    private let entity: Entity
    private let fields: [Field]
    /// References of records that the run has made or changed itself, by field; their entity's passes are being ended.
    private let known: [PagedArray<UInt32>?]
    private let newIDs: Range<UInt32>
    private let overlays: [[UInt32: UInt32]]

    init(_ session: StoreSession, _ bin: RunBin, _ entity: Entity, _ fields: [Field], _ index: EntityIndex?) {
        self.session = session
        self.bin = bin
        self.entity = entity
        self.fields = fields
        known = fields.map { index?.inheritable[$0.name] }
        newIDs = index.map { $0.firstNew..<max($0.nextID, $0.firstNew) } ?? UInt32.max..<UInt32.max
        overlays = fields.map { bin.references[entity.name]?[$0.name] ?? [:] }
    }

    /// Calls with each record's id and the values of the fields.
    func run(_ visit: (UInt32, [UInt32]) -> Void) throws(ImportFailure) {
        let statement = try session.prepare(sql)
        var values = [UInt32](repeating: 0, count: fields.count)
        let isChanged = bin.touches(entity.name)
        let usesKnown = known.contains { $0 != nil }
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            for place in values.indices {
                values[place] = UInt32(truncatingIfNeeded: statement.integer(Int32(place + 2)))
            }
            if isChanged {
                if bin.isBinned(entity.name, id, stored: statement.integer(1) != 0) { continue }
                for place in values.indices { values[place] = overlays[place][id] ?? values[place] }
            }
            if usesKnown {
                if newIDs.contains(id) { continue }
                replace(&values, id)
            }
            visit(id, values)
        }
        guard usesKnown else { return }
        for id in newIDs where bin.deleter(entity.name, id) == nil {
            for place in values.indices { values[place] = known[place]?[id] ?? 0 }
            visit(id, values)
        }
    }

    private func replace(_ values: inout [UInt32], _ id: UInt32) {
        for place in known.indices {
            if let known = known[place] { values[place] = known[id] }
        }
    }

    /// Of records without any of the references nothing is asked, except where this run knows better.
    private var sql: String {
        let columns = fields.map { $0.column! }
        var condition = "deleted_at IS NULL"
        if !bin.restored.isEmpty, session.hasDeletions(entity) {
            condition =
                "(\(condition) OR deletion_id IN (\(bin.restored.sorted().map(String.init).joined(separator: ", "))))"
        }
        if !known.contains(where: { $0 != nil }), !bin.touches(entity.name) {
            condition += " AND coalesce(\((columns + ["NULL"]).joined(separator: ", "))) IS NOT NULL"
        }
        return "SELECT id, deleted_at IS NOT NULL, \(columns.joined(separator: ", ")) FROM \(entity.name) NOT INDEXED "
            + "WHERE \(condition)"
    }
}
