import CSQLite
import HelpDesk
import Tables

/// Decides what becomes of every row: keys to ids, references to ids, customers before tickets, what changed.
///
/// Alone to decide; the store only writes what comes out. It reads the target once per entity (`IndexScan`), keeps keys
/// in memory, and fetches single records only where their content differs. Used by one thread, one pass after the other
/// in the order of the catalog.
package final class Resolver {
    let session: StoreSession
    package private(set) var context: RunContext
    let normalizer: KeyNormalizer
    var indexes: [EntityName: EntityIndex] = [:]
    /// Keys by which passes of the run refer to each entity.
    private(set) var referenced: [EntityName: Set<KeyIdentity>] = [:]
    var requests: [EntityName: ScanRequest] = [:]
    private var contentShape: [EntityName: RecordShape] = [:]
    var plan: PassPlan!
    var prepass: Prepass?
    /// Rows of this entity's passes that wait for others of the same entity.
    var deferred: [DeferredRows] = []
    /// Rows of this entity's passes that refer to what lies in the recycle bin, and wait for its restoration.
    var awaiting: [DeferredRows] = []
    /// Rows of this entity's passes that delete or restore; the last ones to be decided.
    var actionRows: [DeferredRows] = []
    /// Rows of this entity's passes that later ones replace, and that may have another system's id for their record.
    var replaced: [DeferredRows] = []
    /// Entities of which rows say what they ask for.
    let entitiesWithActions: Set<EntityName>
    /// Entities of which rows may take records out of the recycle bin.
    let entitiesWithRestorations: Set<EntityName>
    /// What the run does to the recycle bin.
    let bin = RunBin()
    /// The records that rows of this entity's passes delete, until what hangs on them is found.
    var deletedRoots: [DeletedRoot] = []
    /// Records of the entity by keys that a deletion of this run has changed; made where a row asks for them.
    var formerKeys: [KeyIdentity: [UInt64: [UInt32]]] = [:]
    var labels: [EntityName: [UInt32: String]] = [:]
    /// Where the sums of `KeyMap.View.touch` go, so that the loads are not optimised away.
    var touched: UInt64 = 0
    /// How often a derived key occurred in this run.
    var originCounts: [String: Int] = [:]
    /// What the run's passes bind.
    let shapes: [RecordShape]
    /// The entities of the run's passes.
    let entities: Set<EntityName>
    /// The sets of references of which membership files speak, as far as this run has touched them.
    var linkMemory: LinkMemory
    /// Memberships that wait since earlier runs, and those of them that this run has loaded.
    var waitingMemberships: Set<String> = []
    var loadedMemberships: Set<String> = []
    /// Where rows of the pass may touch it.
    var primaryContact: PrimaryContact?
    /// The pass of the entity's last batch.
    private(set) var lastDecided: (shape: RecordShape, table: Int)?
    /// The agent whom this run has made the first administrator.
    package internal(set) var appointed: String?
    /// Records that this run has restored and that a merge had sent to the recycle bin.
    package internal(set) var partings: [Parting] = []
    /// Survivors by the deletions that merges have made; nil until the first restoration asks.
    var mergeSurvivors: [Int64: UInt32]?
    /// What names that were not found probably mean.
    var nearestKeys = NearestKeys()
    /// Where the records stand that rings of rows refer to, by their keys.
    var ringRows: [UInt64: PackedPosition] = [:]
    /// What new records are held against, by entity; nothing unless it is asked for.
    var watches: [EntityName: LikenessWatch] = [:]
    /// What the run's rows are about; nil unless somebody asks which records they no longer name.
    let snapshot: SnapshotWatch?
    /// Records made because a row named them.
    package private(set) var madeByReference: [EntityName: Int] = [:]

    package init(
        session: StoreSession, context: RunContext, shapes: [RecordShape], snapshot: SnapshotWatch? = nil
    ) {
        self.session = session
        self.snapshot = snapshot
        self.context = context
        normalizer = KeyNormalizer(hasher: context.hasher)
        self.shapes = shapes
        entities = Set(shapes.map(\.entity.name))
        linkMemory = LinkMemory(shapes)
        entitiesWithActions = Set(shapes.filter { $0.actionColumn != nil }.map(\.entity.name))
        entitiesWithRestorations = Set(
            shapes.filter { $0.binned == .restore || context.job != nil }.map(\.entity.name)
        ).union(entitiesWithActions)
        for shape in shapes { collectRequests(shape) }
        if let snapshot { followReferences(snapshot) }
    }

    /// Keys held in memory, for the report.
    package var keysHeld: Int {
        indexes.values.reduce(0) { $0 + $1.maps.values.reduce(0) { $0 + $1.count } }
            + watches.values.reduce(0) { $0 + $1.count }
    }

    // MARK: What must be known of the target

    private func collectRequests(_ shape: RecordShape) {
        let entity = shape.entity
        var own = requests[entity.name] ?? ScanRequest()
        for key in shape.keys + entity.unique {
            own.keys.insert(KeyIdentity(key, of: entity, source: shape.source))
        }
        if shape.mode == .members {
            // A membership waits where its record's own row was turned away.
            for key in shape.keys {
                referenced[entity.name, default: []].insert(KeyIdentity(key, of: entity, source: shape.source))
            }
        }
        if shape.columns.contains(where: { $0.target == .externalID }) {
            own.keys.insert(KeyIdentity(.externalID, of: entity, source: shape.source))
        }
        own.keys.insert(.origin)
        requests[entity.name] = own
        for column in shape.columns { collectReference(column, shape) }
        for rule in entity.rules { collectRule(rule, shape) }
        if let association = entity.association, shape.column(association) != nil,
            let target = entity.field(association)?.target
        {
            requests[target, default: ScanRequest()].wantsNames = true
        }
        requestPrimaryContact(shape)
    }

    private func collectReference(_ column: ShapeColumn, _ shape: RecordShape) {
        guard let binding = column.reference, let target = Catalog.entity(binding.entity) else { return }
        let identity = KeyIdentity(binding.key, of: target, source: shape.source)
        requests[binding.entity, default: ScanRequest()].keys.insert(identity)
        referenced[binding.entity, default: []].insert(identity)
        if maySeeReturning(shape.entity.name, binding.onMissing) { requests[binding.entity]?.wantsBinned = true }
        guard let field = column.target.field else { return }
        if field.isMany {
            for entity in [shape.entity, target] where entity.removal != nil {
                requests[entity.name, default: ScanRequest()].wantsStandings = true
            }
        } else if binding.entity == shape.entity.name {
            requests[binding.entity]?.inheritable.insert(field.name)
        }
    }

    private func collectRule(_ rule: RecordRule, _ shape: RecordShape) {
        switch rule {
        case .inherit(let field, let from):
            guard let target = shape.entity.field(from)?.target else { return }
            requests[target, default: ScanRequest()].inheritable.insert(field)
            if let named = shape.entity.field(field)?.target {
                requests[named, default: ScanRequest()].wantsNames = true
            }
        case .assignable(let field, _):
            guard shape.column(field) != nil, let target = shape.entity.field(field)?.target else { return }
            requests[target, default: ScanRequest()].wantsStandings = true
        case .lightWrites(let field, _, let author):
            guard let target = shape.lightTarget(field: field, author: author) else { return }
            requests[target, default: ScanRequest()].wantsStandings = true
            requests[target]?.wantsNames = true
        default: return
        }
    }

    /// What must be known of an entity.
    func request(_ entity: EntityName) -> ScanRequest { requests[entity] ?? ScanRequest() }

    /// Records that went to the bin, or out of it, along with others; no row is about them.
    package var takenAlong: [EntityName: Int] { bin.takenAlong }

    func load(_ name: EntityName, shape: RecordShape?) throws(ImportFailure) {
        let known = indexes[name]
        if known != nil && (shape == nil || contentShape[name] == shape) { return }
        let index = known ?? EntityIndex(entity: Catalog.entity(name)!)
        indexes[name] = index
        var request = known == nil ? requests[name] ?? ScanRequest() : ScanRequest()
        request.shape = shape
        contentShape[name] = shape
        index.tracksStandings = index.tracksStandings || request.wantsStandings
        for field in request.inheritable { index.inheritable[field] = PagedArray(empty: 0) }
        try IndexScan(session: session, index: index, request: request, normalizer: normalizer, bin: bin).run()
        guard known == nil else { return }
        if index.entity.isSingle { index.onlyRecord = try session.onlyRecord(of: index.entity) }
        index.nextID = try session.nextID(of: index.entity)
        index.firstNew = index.nextID
        if request.wantsNames { index.names = NameArena() }
    }

    // MARK: Passes

    /// Begins a pass: the target's keys and contents are read where that has not happened yet.
    package func begin(_ shape: RecordShape) throws(ImportFailure) {
        // Of records that only get members, the content does not matter.
        try load(shape.entity.name, shape: shape.mode == .members ? nil : shape)
        for column in shape.columns {
            if let binding = column.reference { try load(binding.entity, shape: nil) }
        }
        try loadForRules(shape)
        adoptActor()
        plan = makePlan(shape)
        if context.warnsDuplicates { try watch(shape.entity) }
        deferred.append(DeferredRows(plan: plan))
        awaiting.append(DeferredRows(plan: plan))
        if plan.action != nil { actionRows.append(DeferredRows(plan: plan)) }
        replaced.append(DeferredRows(plan: plan))
    }

    /// What is stored is read before the first pass of its entity.
    private func watch(_ entity: Entity) throws(ImportFailure) {
        if watches[entity.name] == nil {
            watches[entity.name] = try LikenessWatch(entity, session, hasher: context.hasher)
        }
        watches[entity.name]?.begin(plan)
    }

    /// An actor who was not there before the run is there once the agents are loaded.
    private func adoptActor() {
        guard context.actorID == nil, let email = context.actorEmail else { return }
        context.actorID = agent(email)
    }

    /// What the rules need to know besides what the columns name.
    private func loadForRules(_ shape: RecordShape) throws(ImportFailure) {
        for case .lightWrites(let field, _, let author) in shape.entity.rules {
            if let target = shape.lightTarget(field: field, author: author) { try load(target, shape: nil) }
        }
        if let association = shape.entity.association, shape.column(association) != nil, shape.mode != .members,
            let index = indexes[shape.entity.name], index.associations == nil
        {
            index.associations = PagedArray(empty: 0)
        }
        try beginPrimaryContact(shape)
        try readWaitingMemberships(shape)
    }

    /// Decides every row of the batch.
    package func resolve(_ records: RecordBatch) throws(ImportFailure) -> ChangeBatch {
        lastDecided = (plan.shape, records.table)
        return try decide(records, round: .stream)
    }

    /// Ends the passes of an entity: rows that had to wait for others of the same entity are decided now.
    package func finishEntity() throws(ImportFailure) -> [ChangeBatch] {
        var batches = try decideDeferred() + decideReplaced() + decideDeletions()
        if let batch = try appointAdministrator() { batches.append(batch) }
        if let batch = choosePrimaryContact() { batches.append(batch) }
        lastDecided = nil
        deferred = []
        awaiting = []
        actionRows = []
        replaced = []
        formerKeys = [:]
        prepass = nil
        return batches
    }

    /// Lets go of all keys, when everything is decided.
    package func release() {
        plan = nil
        indexes = [:]
        watches = [:]
        deskferry_release_free_memory()
    }

    func decide(_ records: RecordBatch, round: DecisionRound) throws(ImportFailure) -> ChangeBatch {
        let batch = ChangeBatch(shape: plan.shape, records: records, referenceColumns: plan.referenceColumns)
        var decision = BatchDecision(resolver: self, plan: plan, batch: batch, round: round)
        try decision.run()
        return batch
    }

    func noteReferenced(_ entity: EntityName, _ count: Int) { madeByReference[entity, default: 0] += count }
}

extension RecordShape {
    /// The entity of the authors whose rule on what they write the shape can touch.
    fileprivate func lightTarget(field: String, author: String) -> EntityName? {
        guard column(field) != nil || column(author) != nil else { return nil }
        return entity.field(author)?.target
    }
}
